/** Words with code between backticks as HTML: for pages without a script, where `Prose` of the widgets is not at hand. */
export function renderCode(text: string): string {
  return text
    .split('`')
    .map((piece, index) =>
      index % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece),
    )
    .join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
