import type { Verified } from '../../lesson/completion.ts';

/** A file that was checked. */
export interface Checked {
  readonly text: string;
  /** Its name, or how it came. */
  readonly file: string;
  readonly verified: Verified;
}

/** The files on the desk after some more: one with the same text is there once, in its first place. */
export function checkedAfter(
  before: readonly Checked[],
  news: readonly Checked[],
): readonly Checked[] {
  const all = [...before, ...news];
  const texts = all.map(({ text }) => text.trim());
  return all.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}
