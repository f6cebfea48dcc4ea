import type { Word, WordKey } from '../contract.ts';

/** What `pattern/syntax.ts` and `filter.ts` of the room say, by how it begins. */
const FAULTS: readonly (readonly [beginning: string, word: WordKey])[] = [
  ['a ) without', 'profile.fault.closing'],
  ['a ( without', 'profile.fault.opening'],
  ['a [ without', 'profile.fault.class'],
  ['nothing to repeat', 'profile.fault.repeat'],
  ['a \\ at the end', 'profile.fault.escape'],
  ['a range that', 'profile.fault.range'],
  ['no back-references', 'profile.fault.back'],
  ['brackets nested', 'profile.fault.deep'],
  ['the pattern is too large', 'profile.fault.large'],
  ['the pattern takes too long', 'profile.fault.slow'],
];

/** A fault of a pattern in the reader's language; a rare one in the room's own English. */
export function faultWord(problem: string, word: Word): string {
  const known = FAULTS.find(([beginning]) => problem.startsWith(beginning));
  return known ? word(known[1]) : problem;
}
