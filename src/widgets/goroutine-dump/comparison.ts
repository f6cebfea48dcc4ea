import type { DumpDiff } from '../../evidence/goroutine/diff.ts';
import type { Stack } from '../../evidence/goroutine/types.ts';
import type { Comparison, Ids, StackFacts } from './overview.ts';

interface Cut {
  /** Rows, and ids of each movement, to hand over at the most. */
  readonly limit: number;
  readonly ids: number;
  /** Between the two, when their logs say it. */
  readonly seconds: number | null;
  facts(stack: Stack): StackFacts;
}

/** A difference as the picture's rows: counted whole, cut to what is shown. */
export function comparisonOf(difference: DumpDiff, cut: Cut): Comparison {
  const { before, after, stacks, process, movement } = difference;
  const kinds = { appeared: 0, gone: 0, grew: 0, shrank: 0, same: 0 };
  for (const { kind } of stacks) kinds[kind]++;
  const ids = (all: Float64Array): Ids => ({
    count: all.length,
    ids: [...all.subarray(0, cut.ids)],
  });
  return {
    before,
    after,
    process,
    kinds,
    rows: stacks.slice(0, cut.limit).map(({ key: _key, stack, ...change }) => ({
      ...change,
      ...cut.facts(stack),
    })),
    movement: movement && {
      stayed: ids(movement.stayed),
      moved: ids(movement.moved),
      ended: ids(movement.ended),
      started: ids(movement.started),
    },
    seconds: cut.seconds,
  };
}
