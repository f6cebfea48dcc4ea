import { type Ends, type Event, endsOf, type Knobs, type Party } from './chain.ts';

/** One call: when it began, whether the shim ever had it, and when each wait for it ends. */
export interface Call {
  readonly start: number;
  readonly reached: boolean;
  readonly ends: Ends;
}

/**
 * Every call begun before `until` (seconds). Where the connection hangs, it does so with the first call handed over:
 * what comes later is not taken from its caller any more.
 */
export function callsUntil(
  knobs: Knobs,
  until: number,
  event: Event | null = null,
): readonly Call[] {
  const calls: Call[] = [];
  let start = 0;
  while (start < until) {
    const reached = knobs.answer > 0 || calls.length === 0;
    const ends = endsOf(knobs, start, reached, event);
    calls.push({ start, reached, ends });
    start =
      knobs.asks === 'eviction'
        ? (ends.get('kubelet')?.at ?? start) + knobs.every
        : start + knobs.every;
  }
  return calls;
}

/** How many of them wait in one place right before a moment: what falls due then is still to come. */
export function waitingAt(calls: readonly Call[], party: Party, at: number): number {
  return calls.filter(({ start, ends }) => start < at && (ends.get(party)?.at ?? 0) >= at).length;
}

/** A point of the curve: from this second on so many wait, until the next point. */
export interface Point {
  readonly at: number;
  readonly waiting: number;
}

/** The curve of one place from 0 to right before `until`: a point at every change. */
export function curveOf(calls: readonly Call[], party: Party, until: number): readonly Point[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number) => {
    if (at < until) changes.set(at, (changes.get(at) ?? 0) + by);
  };
  for (const { start, ends } of calls) {
    const end = ends.get(party);
    if (end === undefined) continue;
    change(start, 1);
    change(end.at, -1);
  }
  let waiting = 0;
  return [...changes]
    .sort(([one], [other]) => one - other)
    .map(([at, by]) => {
      waiting += by;
      return { at, waiting };
    });
}

/** Most calls that ever wait in kubelet at once, and in containerd with them; Infinity where nothing bounds it. */
export function mostWaiting(knobs: Knobs): number {
  if (knobs.asks === 'eviction') return 1;
  const stays = endsOf(knobs, 0, true).get('kubelet')?.at ?? 0;
  return Number.isFinite(stays) ? Math.ceil(stays / knobs.every) : stays;
}
