import { evictionAt, evictionCalls, type Sight } from './eviction.ts';
import { type Holding, heldInContainerd, heldInKubelet } from './holdings.ts';
import { comeWithin, hangs, justBefore, type Load, scrapeRate } from './load.ts';

/** The node at one time of a run. */
export interface Moment {
  /** Seconds. */
  readonly time: number;
  /** Calls of ListContainerStats that wait, in kubelet and in containerd alike: a deadline frees both ends at once. */
  readonly pending: number;
  /** Execs that wait in containerd. */
  readonly execs: number;
  readonly kubelet: Holding;
  readonly containerd: Holding;
  /** Calls that were answered, from the beginning and since the hang. */
  readonly answered: number;
  readonly answeredSince: number;
  /** Calls that came since the hang (or since the time it would have come). */
  readonly askedSince: number;
  /** Calls that ended by their deadline, without an answer. */
  readonly expired: number;
  /** The connection's goroutines wait for each other. No deadline of a caller changes that. */
  readonly stuck: boolean;
  readonly eviction: Sight;
}

/** The node at `time` seconds. Every figure follows from the load alone: no state, no chance. */
export function at(load: Load, time: number): Moment {
  const stuck = hangs(load, time);
  const rate = scrapeRate(load);
  const since = time - load.hangAt;
  const eviction = evictionAt(load, time);
  const loop = evictionCalls(load, time);
  const early = justBefore(load.hangAt);
  const before = evictionCalls(load, early).answered;

  const asked = comeWithin(since, rate);
  const left = stuck && load.deadline !== null ? comeWithin(since - load.deadline, rate) : 0;
  const burst = stuck && (load.deadline === null || since < load.deadline) ? load.burst : 0;
  const pending = stuck ? asked - left + burst + eviction.pending : 0;
  const execs = stuck ? comeWithin(since, load.execs / 60) : 0;

  const scraped = comeWithin(Math.min(time, early), rate);
  const answeredSince = stuck || since < 0 ? 0 : asked + loop.answered - before;
  return {
    time,
    pending,
    execs,
    kubelet: heldInKubelet(pending, load),
    containerd: heldInContainerd(pending, execs),
    answered: scraped + Math.min(loop.answered, before) + answeredSince,
    answeredSince,
    askedSince: stuck
      ? asked + load.burst + loop.failed + eviction.pending
      : since < 0
        ? 0
        : answeredSince,
    expired: left + (stuck && load.deadline !== null ? load.burst - burst : 0) + loop.failed,
    stuck,
    eviction: eviction.sight,
  };
}

/** A run in so many equal parts, the first moment at 0 and the last at its end. */
export function run(load: Load, parts = 96): readonly Moment[] {
  return Array.from({ length: parts + 1 }, (_, part) => at(load, (load.duration * part) / parts));
}
