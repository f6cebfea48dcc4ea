import type { Locale, Word } from '../contract.ts';
import { packageLabel, said, share, signed as withSign } from './amounts.ts';
import { amountOf, type FlameColumns, nameOf } from './flame-columns.ts';
import { childrenOf } from './flame-walk.ts';

/** What words about boxes need to know. */
export interface Telling {
  readonly flame: FlameColumns;
  readonly unit: string;
  /** True for a difference: values have signs, and widths are of all that changed. */
  readonly signed: boolean;
  readonly word: Word;
  readonly locale: Locale;
}

/** Name of a box, or the word for all. */
export function titleOf({ flame, word }: Telling, box: number): string {
  return box === 0 ? word('profile.all') : nameOf(flame, box);
}

/** Value of a box: with its sign in a difference. */
export function cumOf({ flame, unit, signed }: Telling, box: number): string {
  return (signed ? withSign : said)(amountOf(flame, box), unit);
}

export function selfOf({ flame, unit, signed }: Telling, box: number): string {
  return (signed ? withSign : said)(flame.self[box] ?? 0, unit);
}

/** Part of the whole that a box is wide. */
export function partOf({ flame, locale }: Telling, box: number): string {
  return share(flame.span[box] ?? 0, flame.span[0] ?? 0, locale);
}

/** A box in one sentence: for the line below the canvas, the pointer and the live region. */
export function boxText(telling: Telling, box: number): string {
  const { flame, word } = telling;
  const of = flame.packages[flame.node[box] ?? -1] ?? '';
  if (box === 0) {
    const parts = { name: titleOf(telling, 0), value: cumOf(telling, 0), n: childrenOf(flame, 0) };
    return word('profile.boxAll', parts);
  }
  return word(telling.signed ? 'profile.boxChange' : 'profile.box', {
    name: titleOf(telling, box),
    value: cumOf(telling, box),
    part: partOf(telling, box),
    self: selfOf(telling, box),
    package: packageLabel(of) || '-',
    n: childrenOf(flame, box),
  });
}

/** Boxes too narrow to tell apart, in one sentence. */
export function restText(telling: Telling, first: number): string {
  const { flame, word } = telling;
  let count = 0;
  const end = flame.next[flame.parent[first] ?? 0] ?? 0;
  for (let box = first; box < end; box = flame.next[box] ?? end) count++;
  return word('profile.rest', { n: count, name: titleOf(telling, flame.parent[first] ?? 0) });
}
