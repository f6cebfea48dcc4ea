import { format } from '../../evidence/pprof/unit.ts';
import type { Word } from '../contract.ts';
import { isRight, largest, SAMPLES, shown, verdictOf } from './compare.ts';
import type { Heaps } from './heap.ts';
import { hangingIn, type Look, PAIRS, type Side } from './pairs.ts';
import type { HeapPairState } from './state.ts';

/** Bytes for people; a difference with its sign. */
export function bytesInWords(value: number, look: Look): string {
  const text = format(value, 'bytes').replace('-', '−');
  return look === 'difference' && value > 0 ? `+${text}` : text;
}

export function letter(side: Side): string {
  return side.toUpperCase();
}

/** What the two figures come to: can this look tell which one leaks? */
export function verdictInWords(state: HeapPairState, heaps: Heaps, word: Word): string {
  const { pair, look, measure } = state;
  const verdict = verdictOf(heaps, pair, look, measure);
  switch (verdict.is) {
    case 'one-moment':
      return word(
        measure === 'inuse_space' ? 'heap-pair.verdict.moment' : 'heap-pair.verdict.moment.alloc',
      );
    case 'both':
      return word(
        measure === 'inuse_space' ? 'heap-pair.verdict.both' : 'heap-pair.verdict.both.alloc',
      );
    case 'neither':
      return word('heap-pair.verdict.neither', { n: SAMPLES });
    case 'tells':
      return word('heap-pair.verdict.tells', { side: letter(verdict.side) });
  }
}

/** The figures of both sides, and what they tell. */
export function pairInWords(state: HeapPairState, heaps: Heaps, word: Word): string {
  const { pair, look, measure, said } = state;
  const figure = (side: Side) => bytesInWords(shown(heaps[pair][side].heaps[measure], look), look);
  const told = word(`heap-pair.figures.${look}`, {
    measure: word(`heap-pair.measure.${measure}`),
    a: figure('a'),
    b: figure('b'),
  });
  const parts = [told, verdictInWords(state, heaps, word)];
  if (said !== null) parts.push(answerInWords(state, heaps, word));
  return parts.join(word('heap-pair.between'));
}

/** Whether what was said is so, and whether it could be seen from what was on the table. */
export function answerInWords(state: HeapPairState, heaps: Heaps, word: Word): string {
  const { pair, look, measure, said } = state;
  if (said === null) return '';
  const hanging = hangingIn(pair);
  const values = {
    side: letter(hanging),
    name: PAIRS[pair][hanging].name,
    other: PAIRS[pair][hanging === 'a' ? 'b' : 'a'].name,
  };
  const seen = verdictOf(heaps, pair, look, measure).is === 'tells';
  const answer = word(isRight(pair, said) ? 'heap-pair.right' : 'heap-pair.wrong', values);
  return [answer, word(seen ? 'heap-pair.seen' : 'heap-pair.unseen')].join(
    word('heap-pair.between'),
  );
}

/** What stands behind the function that grew most. */
export function growerInWords(state: HeapPairState, heaps: Heaps, word: Word): string {
  const { pair, look, measure } = state;
  if (look !== 'difference' || measure !== 'inuse_space') return '';
  const [first] = largest(heaps[pair][hangingIn(pair)].heaps.inuse_space, look, 1);
  if (first?.name === 'ttrpc.(*Client).dispatch') return word('heap-pair.grower.dispatch');
  return first?.name === 'runtime.malg' ? word('heap-pair.grower.malg') : '';
}
