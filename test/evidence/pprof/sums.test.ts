import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flame } from '../../../src/evidence/pprof/flame.ts';
import { diff } from '../../../src/evidence/pprof/merge.ts';
import { report } from '../../../src/evidence/pprof/report.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { wholeProfile } from './files.ts';
import { type PlainProfile, write } from './write.ts';

/** A root that calls a leaf, and the leaf alone, with the values given in turn. */
function callers(values: readonly bigint[]): PlainProfile {
  return {
    strings: ['', 'delay', 'nanoseconds', 'main.leaf', 'main.root'],
    types: [[1, 2]],
    samples: values.map((value, at) => ({
      locations: at % 2 === 0 ? [1, 2] : [1],
      values: [value],
    })),
    locations: [
      { id: 1, lines: [[3, 1]] },
      { id: 2, lines: [[4, 1]] },
    ],
    functions: [
      { id: 3, name: 3 },
      { id: 4, name: 4 },
    ],
  };
}

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n);

describe('sums are exact, also beyond what a double and what 64 bits can hold', () => {
  test('flat, cum and total of any values', () => {
    fc.assert(
      fc.property(fc.array(int64, { minLength: 1, maxLength: 40 }), (values) => {
        const table = top(wholeProfile(write(callers(values))), 0);
        const leaf = table.find('main.leaf');
        const root = table.find('main.root');
        expect(BigInt(leaf?.flat ?? 0)).toBe(sum(values));
        expect(BigInt(root?.cum ?? 0)).toBe(sum(values.filter((_, at) => at % 2 === 0)));
        expect(BigInt(table.total)).toBe(sum(values.map((value) => (value < 0n ? -value : value))));
      }),
      { numRuns: 300 },
    );
  });

  test('the root of a flame graph', () => {
    fc.assert(
      fc.property(fc.array(int64, { minLength: 1, maxLength: 40 }), (values) => {
        const tree = flame(wholeProfile(write(callers(values))), 0);
        expect(BigInt(tree.exact(0))).toBe(sum(values));
      }),
      { numRuns: 100 },
    );
  });

  test('a difference of values that only differ in their last bit', () => {
    const [more, less] = [callers([2n ** 62n + 1n]), callers([2n ** 62n])].map((plain) =>
      wholeProfile(write(plain)),
    );
    const merged = more && less && diff(more, less);
    expect(merged?.ok && top(merged.value, 0).rows()).toMatchObject([
      { func: 'main.leaf', flat: 1, cum: 1 },
      { func: 'main.root', flat: 0, cum: 1 },
    ]);
  });

  test('JSON has a text where a number would not be exact', () => {
    const data = report(wholeProfile(write(callers([2n ** 60n + 1n]))));
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({
      sampleTypes: [{ type: 'delay', unit: 'nanoseconds' }],
      totals: ['1152921504606846977'],
      top: [
        [
          { func: 'main.leaf', file: '', flat: '1152921504606846977', cum: '1152921504606846977' },
          { func: 'main.root', flat: 0 },
        ],
      ],
    });
  });
});
