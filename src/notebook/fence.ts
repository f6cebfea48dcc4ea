/** What an author writes behind the three backticks of a cell: ```` ```ts live name=callers ````. */
export interface Fence {
  /** What the page calls the cell; null where the author did not say. */
  readonly name: string | null;
}

/**
 * Reads a fence's language and what stands behind it. Null for code that is no cell; a text for an author's mistake. Names
 * are lower-case words, since they stand in addresses.
 */
export function readFence(language: string | null, meta: string | null): Fence | string | null {
  const [first, ...rest] = (meta ?? '').trim().split(/\s+/);
  if (first !== 'live') return null;
  if (language !== 'ts') return `a cell is written in ts, not in ${language}`;
  let name: string | null = null;
  for (const word of rest) {
    const [, given] = /^name=([a-z][a-z0-9-]*)$/.exec(word) ?? [];
    if (given === undefined || name !== null) {
      return `"${word}" is not understood: a cell may have name=<lower-case-word>, once`;
    }
    name = given;
  }
  return { name };
}
