/** A frame whose origin is opaque (sandboxed, as our embeds are pasted) is not let save files: there a text is offered to be copied. */
export function mayNotSave(): boolean {
  return globalThis.origin === 'null';
}

/** Lets the browser save a text, or bytes that have their type already, as a file of that name among the reader's downloads. */
export function saveFile(content: string | Blob, name: string, type = 'application/json'): void {
  const file = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over once this turn is done; a minute is a slow disk's.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
