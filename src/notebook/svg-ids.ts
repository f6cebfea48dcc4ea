/**
 * A picture of `cleanSvg` with ids of its own: Plot numbers its clip paths from 1 in each run, and two pictures of a page
 * would share them. `prefix`: unique on the page. A picture that has it already stays as it is.
 */
export function ownIds(svg: string, prefix: string): string {
  return svg
    .replace(/(\sid=")(?=plot-)/g, `$1${prefix}-`)
    .replace(/(url\(#)(?=plot-)/g, `$1${prefix}-`);
}

/** What an author calls a picture, `Plot.plot({ ariaLabel: '…' })`, of markup that `cleanSvg` wrote; null for none. */
export function nameOf(svg: string): string | null {
  const [, name] = /^<svg[^>]* aria-label="([^"]*)"/.exec(svg) ?? [];
  if (!name) return null;
  return name
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
