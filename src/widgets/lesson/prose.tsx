/** Words with code in them: what stands between backticks is set as code. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split('`')
        .map((piece, index) => (index % 2 === 1 ? <code class="code">{piece}</code> : piece))}
    </>
  );
}
