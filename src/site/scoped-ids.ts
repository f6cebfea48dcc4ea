/** Chapters on one page: each has the ids of its widgets and headings, and two chapters have the same. */

/** A tag of HTML, with its attributes as they are written. A `>` inside quotes does not end it. */
const TAG = /<[a-z][\w-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/gi;
const ATTRIBUTE = /(\s)([^\s"'<>/=]+)="([^"]*)"/g;

/** Attributes that name ids, one or several. */
const NAMES = new Set([
  'id',
  'for',
  'headers',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'aria-owns',
]);

/**
 * The HTML of chapter `slug` with its slug before every id and everything that points to one. A link to another chapter of
 * the page, or into it, leads to its place on this page.
 */
export function scopeIds(html: string, slug: string, chapters: readonly string[]): string {
  return html.replace(TAG, (tag) =>
    tag.replace(ATTRIBUTE, (whole, blank: string, name: string, value: string) => {
      const next = scoped(name.toLowerCase(), value, slug, chapters);
      return next === value ? whole : `${blank}${name}="${next}"`;
    }),
  );
}

function scoped(name: string, value: string, slug: string, chapters: readonly string[]): string {
  const own = (id: string) => (id === '' ? id : `${slug}-${id}`);
  if (NAMES.has(name)) return value.split(' ').map(own).join(' ');
  if (name === 'href' || name === 'xlink:href') {
    if (value.startsWith('#')) return `#${own(value.slice(1))}`;
    const [, chapter = '', id = ''] =
      /^\.\.\/(?:\.\.\/chapters\/)?([\w-]+)\/(?:#(.+))?$/.exec(value) ?? [];
    if (!chapters.includes(chapter)) return value;
    return id === '' ? `#${chapter}` : `#${chapter}-${id}`;
  }
  return value.replaceAll(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${own(id)})`);
}
