/** Lets the browser save a text as a file of that name, among the reader's downloads. */
export function saveFile(text: string, name: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over once this turn is done; a minute is a slow disk's.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
