import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import {
  grew,
  isRight,
  largest,
  shown,
  verdictOf,
} from '../../../src/widgets/heap-pair/compare.ts';
import { type Heaps, heapsOf, type Process } from '../../../src/widgets/heap-pair/heap.ts';
import {
  filesOf,
  hangingIn,
  LOOKS,
  MEASURES,
  PAIR_NAMES,
  SIDES,
} from '../../../src/widgets/heap-pair/pairs.ts';

const heaps = await heapsOf(evidenceFromDisk);

/** A process whose bytes in use went from one figure to another. */
function process(first: number, last: number): Process {
  const heap = { first, last, rows: [{ name: 'f', first, last }] };
  return { heaps: { inuse_space: heap, alloc_space: heap }, period: 524288, seconds: 100 };
}
const made = (a: Process, b: Process): Heaps => ({ containerd: { a, b }, poller: { a, b } });

describe('the captured pairs', () => {
  it('are read as go tool pprof sums them', () => {
    const sums = PAIR_NAMES.flatMap((pair) =>
      SIDES.map((side) => {
        const { inuse_space: heap } = heaps[pair][side].heaps;
        return [pair, side, heap.first, heap.last];
      }),
    );
    expect(sums).toEqual([
      ['containerd', 'a', 3721751, 3721751],
      ['containerd', 'b', 11536576, 26217928],
      ['poller', 'a', 1048832, 3670992],
      ['poller', 'b', 1049296, 1573792],
    ]);
  });

  it.each(PAIR_NAMES)(
    'are told apart by the bytes in use of two looks, and by nothing else: %s',
    (pair) => {
      for (const look of LOOKS) {
        for (const measure of MEASURES) {
          const verdict = verdictOf(heaps, pair, look, measure);
          const tells = look === 'difference' && measure === 'inuse_space';
          expect(verdict).toEqual(
            tells
              ? { is: 'tells', side: hangingIn(pair) }
              : { is: look === 'difference' ? 'both' : 'one-moment' },
          );
        }
      }
    },
  );

  it('keep callers that do not come back, first of all', () => {
    const [first] = largest(heaps.containerd.b.heaps.inuse_space, 'difference', 1);
    expect(first).toEqual({ name: 'ttrpc.(*Client).dispatch', first: 1048672, last: 5243336 });
    expect(largest(heaps.containerd.a.heaps.inuse_space, 'difference', 6)).toEqual([]);
  });

  it('sum their rows to their totals', () => {
    for (const pair of PAIR_NAMES) {
      for (const side of SIDES) {
        for (const measure of MEASURES) {
          const { rows, first, last } = heaps[pair][side].heaps[measure];
          expect(rows.reduce((sum, row) => sum + row.first, 0)).toBe(first);
          expect(rows.reduce((sum, row) => sum + row.last, 0)).toBe(last);
        }
      }
    }
  });

  it('are not made up where a file is no profile', async () => {
    const [path] = filesOf('poller', 'b');
    const wrong = (asked: string) =>
      asked === path
        ? Promise.resolve(new TextEncoder().encode('nothing here'))
        : evidenceFromDisk(asked);
    await expect(heapsOf(wrong)).rejects.toThrow(path);
  });
});

describe('growth', () => {
  it('is more than two samples of the allocator', () => {
    expect(grew(process(0, 2 * 524288), 'inuse_space')).toBe(false);
    expect(grew(process(0, 2 * 524288 + 1), 'inuse_space')).toBe(true);
    expect(grew(process(9e6, 1e6), 'inuse_space')).toBe(false);
  });

  it('tells where one grew, and not where both did or neither', () => {
    const still = process(50e6, 50e6);
    const grows = process(1e6, 9e6);
    const verdict = (heap: Heaps) => verdictOf(heap, 'containerd', 'difference', 'inuse_space');
    expect(verdict(made(grows, still))).toEqual({ is: 'tells', side: 'a' });
    expect(verdict(made(grows, grows))).toEqual({ is: 'both' });
    expect(verdict(made(still, still))).toEqual({ is: 'neither' });
  });

  it('is the last less the first, and can be less than nothing', () => {
    const row = { first: 9, last: 4 };
    expect(LOOKS.map((look) => shown(row, look))).toEqual([9, 4, -5]);
  });
});

describe('an answer', () => {
  it('is right where that side hung when it was captured', () => {
    expect(isRight('containerd', 'b')).toBe(true);
    expect(isRight('containerd', 'a')).toBe(false);
    expect(isRight('poller', 'a')).toBe(true);
  });
});
