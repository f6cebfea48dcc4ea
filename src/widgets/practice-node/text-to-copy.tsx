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
