/** A frame whose origin is opaque (sandboxed, as our embeds are pasted) is not let save files: there a text is offered to be copied. */
export function mayNotSave(): boolean {
  return globalThis.origin === 'null';
}

/** Gives the reader a file of that name and media type. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over once this turn is done; a minute is a slow disk's.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

interface TextToCopyProps {
  readonly label: string;
  readonly text: string;
  readonly close: () => void;
}

/** A text in the place of a file. Escape takes it away. */
export function TextToCopy({ label, text, close }: TextToCopyProps) {
  return (
    <label class="pn-copy">
      <span>{label}</span>
      <textarea
        class="field"
        readOnly
        rows={4}
        value={text}
        ref={(box) => box?.select()}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
    </label>
  );
}
