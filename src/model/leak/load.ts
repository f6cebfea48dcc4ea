import { KUBELET_CALL } from './constants.ts';

/** ttrpc's client in containerd: A (up to 1.5.7) can hang, B (1.5.8 and later) does not. */
export type Client = 'A' | 'B';

/** Who asks a node for its stats, how often, and what is in the way. Times in seconds. */
export interface Load {
  readonly client: Client;
  /** Scrapers of kubelet whose request ends in ListPodStats: GET /stats/summary, GET /metrics. They take turns evenly. */
  readonly scrapers: number;
  /** Between two requests of one scraper. Each request is a new goroutine; a stuck one does not keep the next from coming. */
  readonly interval: number;
  /** The eviction manager asks too. It is one loop: a call that does not return is its last. */
  readonly eviction: boolean;
  /** Execs a minute into the container whose connection hangs. Their context is Background: no deadline reaches them. */
  readonly execs: number;
  /** Deadline of ListContainerStats, or null: kubelet before kubernetes#120262. */
  readonly deadline: number | null;
  /** When the connection of one container stops, if the client can. What makes it stop is the business of the other models. */
  readonly hangAt: number;
  /** Calls that were in flight when it stopped, and never return. */
  readonly burst: number;
  readonly duration: number;
  /** Bytes that one stuck call holds in kubelet; not measured. */
  readonly kubeletCall: number;
}

/** The node that the page begins with. Scrapers, interval, execs and times are chosen, not measured. */
export const ordinaryNode: Load = {
  client: 'A',
  scrapers: 2,
  interval: 15,
  eviction: true,
  execs: 2,
  deadline: null,
  hangAt: 20 * 60,
  burst: 0,
  duration: 120 * 60,
  kubeletCall: KUBELET_CALL,
};

/** True if the connection hangs at this time. */
export function hangs({ client, hangAt }: Load, time: number): boolean {
  return client === 'A' && time >= hangAt;
}

/** Events of an even rate that have come within so many seconds, the first at 0. */
export function comeWithin(seconds: number, perSecond: number): number {
  if (seconds < 0 || perSecond <= 0) return 0;
  return Math.floor(seconds * perSecond + 1e-9) + 1;
}

/** The last time before another that matters: what comes at the hang itself is not answered any more. */
export function justBefore(time: number): number {
  return time - 1e-6;
}

/** Requests a second of all scrapers together. */
export function scrapeRate({ scrapers, interval }: Load): number {
  return scrapers / interval;
}
