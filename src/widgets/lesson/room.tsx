/** Lines to write on, on paper: as many as asked for, with a word before them. */
export function Room({ lines, label }: { readonly lines: number; readonly label: string }) {
  if (lines === 0) return null;
  return (
    <div class="paper-room">
      <span class="paper-room-name">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={`${line + 1}`} />
      ))}
    </div>
  );
}
