import { columnar } from './columnar.ts';
import type { Dump } from './types.ts';

/** Goroutines that have waited `from` to below `to` whole minutes. */
export interface WaitBucket {
  readonly from: number;
  /** Infinity in the last. */
  readonly to: number;
  readonly count: number;
  readonly states: readonly { readonly state: string; readonly count: number }[];
}

/** Edges people think in: a minute, five, half an hour, an hour, three, a day. */
const EDGES = [0, 1, 2, 5, 10, 30, 60, 180, 1440, Number.POSITIVE_INFINITY];

/**
 * How long the goroutines of a dump have waited. Under a minute the runtime prints no time, so the
 * first bucket also holds those that do not wait. Empty for counts profiles, which have no times.
 */
export function waits(dump: Dump): WaitBucket[] {
  if (dump.form === 'counts') return [];
  const { columns, tables } = columnar(dump);
  const buckets = EDGES.slice(1).map(() => new Map<string, number>());
  for (let row = 0; row < columns.length; row++) {
    const { minutes, state } = tables.tails.tail(columns.tail(row));
    let bucket = 0;
    while (minutes >= (EDGES[bucket + 1] as number)) bucket++;
    const states = buckets[bucket] as Map<string, number>;
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  return buckets.map((states, bucket) => ({
    from: EDGES[bucket] as number,
    to: EDGES[bucket + 1] as number,
    count: [...states.values()].reduce((sum, count) => sum + count, 0),
    states: [...states]
      .map(([state, count]) => ({ state, count }))
      .sort((one, other) => other.count - one.count),
  }));
}
