/**
 * The two prints of the course for a room: `handout` for those who take part, without a word of an answer, and `answers` for
 * who leads them. Both are made of the same chapters; their components ask here on what they stand.
 */
export const PAPERS = ['handout', 'answers'] as const;
export type Paper = (typeof PAPERS)[number];

/** Which print a page is, by its address; null for every page that is read on a screen. */
export function paperOf(page: URL): Paper | null {
  const [, paper] = /\/facilitate\/(handout|answers)\/$/.exec(page.pathname) ?? [];
  return PAPERS.find((one) => one === paper) ?? null;
}
