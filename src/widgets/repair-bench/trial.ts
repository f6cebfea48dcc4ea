import { type Connection, connect, slots } from '../../model/ttrpc/connection.ts';
import type { FirstDeadlock, FirstQuestion } from '../explorer/first.ts';
import { type Chain, chainOf } from './chain.ts';
import { baseOf, keyOf, type RepairSet } from './state.ts';

/** What a reader can foresee of a set of repairs. */
export const GUESSES = ['impossible', 'later', 'unchanged'] as const;
export type Guess = (typeof GUESSES)[number];

/** What a set does to the hang. `open`: none was found, but the waits could still close to a circle. */
export type Effect = Guess | 'open';

/** A set that was explored. */
export interface Trial {
  readonly set: RepairSet;
  readonly found: FirstDeadlock;
  /** What was said before the run, if anything. */
  readonly guess: Guess | null;
}

/** Calls at which a search ends: four times what hangs the connection without repairs. */
export const UP_TO = 24;

/** States at which it ends, of all numbers of calls together: a few seconds, and well under 100 MB. */
const MOST = 1_000_000;

export function connectionOf(set: RepairSet): Omit<Connection, 'calls'> {
  const { requests, answers, incoming, deadlines, client, server, quarter } = set;
  return {
    client,
    server,
    deadlines,
    incoming,
    toServer: slots(requests, quarter),
    toClient: slots(answers, quarter),
  };
}

export function questionOf(set: RepairSet): FirstQuestion {
  return { connection: connectionOf(set), upTo: UP_TO, most: MOST };
}

/** Chains by the key of their set: a machine is compiled for each, and every row of a picture asks. */
const chains = new Map<string, Chain>();

/** Who may ever have to wait for whom under a set; the number of calls does not matter. */
export function chainUnder(set: RepairSet): Chain {
  const key = keyOf(set);
  const chain = chains.get(key) ?? chainOf(connect({ ...connectionOf(set), calls: 1 }));
  chains.set(key, chain);
  return chain;
}

export function isBase(set: RepairSet): boolean {
  return keyOf(set) === keyOf(baseOf(set));
}

/** What a trial shows, beside the same world without repairs. */
export function effectOf({ set, found }: Trial, base: Trial): Effect {
  const { calls, searched } = found;
  if (calls === null) return chainUnder(set).closes ? 'open' : 'impossible';
  const without = base.found.calls ?? 0;
  if (calls <= without) return 'unchanged';
  return searched >= without ? 'later' : 'open';
}

/** The trials with one more, in the place of an earlier one of the same set. */
export function withTrial(trials: readonly Trial[], trial: Trial): readonly Trial[] {
  const key = keyOf(trial.set);
  const known = trials.some(({ set }) => keyOf(set) === key);
  return known ? trials.map((one) => (keyOf(one.set) === key ? trial : one)) : [...trials, trial];
}

export function trialOf(trials: readonly Trial[], set: RepairSet): Trial | null {
  return trials.find((one) => keyOf(one.set) === keyOf(set)) ?? null;
}
