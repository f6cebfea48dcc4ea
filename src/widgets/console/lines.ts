/** A link stays short enough for a chat message, and a page's list short enough to read. */
export const MOST_LINES = 12;
export const MOST_CHARS = 1_500;

/** A line, several in one text, or a list of them; blank ones are left out. Null for anything else. */
export function linesIn(value: unknown): string[] | null {
  const list = typeof value === 'string' ? value.split('\n') : value;
  if (!Array.isArray(list) || !list.every((it) => typeof it === 'string')) return null;
  return list.filter((line) => line.trim() !== '');
}

/** Whether a link may bring so many lines. */
export function fitALink(lines: readonly string[]): boolean {
  return lines.length <= MOST_LINES && lines.join('\n').length <= MOST_CHARS;
}
