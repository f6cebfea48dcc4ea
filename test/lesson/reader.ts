import fc from 'fast-check';
import { CONFIDENCES } from '../../src/lesson/prediction.ts';
import { type Deed, NOTHING, noted, type Progress } from '../../src/lesson/progress.ts';

const chapter = fc.constantFrom('one-gigabyte', 'the-circle', 'gone-since');
const exercise = fc.constantFrom('the-circle-order', 'reading-164-label', 'gone-since-2');
const hint = fc.constantFrom('look', 'rule', 'worked');

/** Something that a reader may do, of content that is there and of content that is gone. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ did: fc.constant('open' as const), chapter }),
  fc.record({ did: fc.constant('finish' as const), chapter, questions: fc.nat(4) }),
  fc.record({
    did: fc.constant('predict' as const),
    exercise,
    answer: fc.string({ unit: 'grapheme' }),
    confidence: fc.constantFrom(...CONFIDENCES),
  }),
  fc.record({ did: fc.constant('compare' as const), exercise }),
  fc.record({ did: fc.constant('try' as const), exercise, passed: fc.boolean() }),
  fc.record({ did: fc.constant('take-hint' as const), exercise, hint }),
  fc.record({
    did: fc.constant('recall' as const),
    card: fc.tuple(chapter, fc.integer({ min: 1, max: 4 })).map((at) => at.join('.')),
    knew: fc.boolean(),
  }),
);

/** A reader's days: what was done, and how long after the last. */
export const days = fc.array(fc.tuple(deeds, fc.nat(30 * 86_400_000)), { maxLength: 40 });

export function livedThrough(
  all: readonly (readonly [Deed, number])[],
  start = Date.UTC(2026, 10, 28),
): { readonly progress: Progress; readonly now: number } {
  let progress: Progress = NOTHING;
  let now = start;
  for (const [deed, later] of all) {
    now += later;
    progress = noted(progress, deed, now);
  }
  return { progress, now };
}

/** What a reader may have done by some day. */
export const progresses: fc.Arbitrary<Progress> = fc
  .tuple(days, fc.integer({ min: 0, max: 2_000_000_000_000 }))
  .map(([all, start]) => livedThrough(all, start).progress);
