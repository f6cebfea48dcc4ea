import type { Page } from './page.ts';

/**
 * Paces chosen for technical prose that is read to be understood: English below the 238 words a minute that Brysbaert's
 * review of 190 studies gives for non-fiction (2019), Chinese so that a page and its twin take about the same.
 */
const WORDS_A_MINUTE = 200;
const CHARACTERS_A_MINUTE = 300;
const SECONDS_A_LINE_OF_CODE = 3;

/** What of some text is read how: Latin words, Chinese characters, lines of code. */
export interface Amount {
  readonly words: number;
  readonly characters: number;
  readonly lines: number;
}

const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’._:/-]*/gu;

/** What there is to read on a page itself: without its widgets, and with the answers to recall questions. */
export function amountOf(page: Page): Amount {
  const text = [...page.prose, ...page.inlineCode].map(({ it }) => it).join(' ');
  return {
    words: text.replace(HAN, ' ').match(WORD)?.length ?? 0,
    characters: text.match(HAN)?.length ?? 0,
    lines: page.code.reduce((sum, { it }) => sum + it.text.split('\n').length, 0),
  };
}

/** Minutes that pages read one after another take, to the full minute. */
export function minutesToRead(amounts: readonly Amount[]): number {
  const sum = (of: (amount: Amount) => number) =>
    amounts.reduce((all, amount) => all + of(amount), 0);
  return Math.round(
    sum(({ words }) => words) / WORDS_A_MINUTE +
      sum(({ characters }) => characters) / CHARACTERS_A_MINUTE +
      (sum(({ lines }) => lines) * SECONDS_A_LINE_OF_CODE) / 60,
  );
}
