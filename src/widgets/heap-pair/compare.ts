import type { Heap, Heaps, Process, Row } from './heap.ts';
import { hangingIn, type Look, type Measure, type PairName, SIDES, type Side } from './pairs.ts';

/** What a look shows of a heap or of one of its functions, in bytes. */
export function shown(
  { first, last }: { readonly first: number; readonly last: number },
  look: Look,
): number {
  return look === 'first' ? first : look === 'last' ? last : last - first;
}

/** The functions that show most in a look, largest first; none that shows nothing. */
export function largest({ rows }: Heap, look: Look, most: number): readonly Row[] {
  return rows
    .filter((row) => shown(row, look) !== 0)
    .toSorted((one, other) => Math.abs(shown(other, look)) - Math.abs(shown(one, look)))
    .slice(0, most);
}

/** Growth of so many samples is taken for growth; less can be chance, since the allocator samples. */
export const SAMPLES = 2;

/** True where the bytes in a measure grew by more than a sample or two. */
export function grew({ heaps, period }: Process, measure: Measure): boolean {
  return shown(heaps[measure], 'difference') > SAMPLES * period;
}

export type Verdict =
  /** One moment: a size, whatever it is. */
  | { readonly is: 'one-moment' }
  /** Both grew. */
  | { readonly is: 'both' }
  /** One grew and the other did not. */
  | { readonly is: 'tells'; readonly side: Side }
  | { readonly is: 'neither' };

/** What a look by a measure says of which one leaks. Computed from the profiles, not from what we know of them. */
export function verdictOf(heaps: Heaps, pair: PairName, look: Look, measure: Measure): Verdict {
  if (look !== 'difference') return { is: 'one-moment' };
  const growing = SIDES.filter((side) => grew(heaps[pair][side], measure));
  const [side, other] = growing;
  if (side === undefined) return { is: 'neither' };
  return other === undefined ? { is: 'tells', side } : { is: 'both' };
}

/** Whether a guess is right. */
export function isRight(pair: PairName, said: Side): boolean {
  return said === hangingIn(pair);
}
