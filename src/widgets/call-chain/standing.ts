import { freesLoops, type Party, partiesOf } from './chain.ts';
import { type Call, callsUntil, waitingAt } from './crowd.ts';
import { type CallChainState, eventOf } from './state.ts';

/** What stands where at the moment that is shown. */
export interface Standing {
  /** Seconds that have passed. */
  readonly now: number;
  readonly calls: readonly Call[];
  readonly hops: readonly Hop[];
  /** The two loops on the connection to the shim still wait for each other. */
  readonly loopsStuck: boolean;
}

export interface Hop {
  readonly party: Party;
  /** Calls that still wait there. */
  readonly waiting: number;
  /** Calls that waited there until the deed. */
  readonly freed: number;
  /** Nothing will ever end the wait of the one that came last. */
  readonly forEver: boolean;
}

/** Plays the calls up to now, with the deed and without it. */
export function standingOf(state: CallChainState): Standing {
  const now = state.minutes * 60;
  const event = eventOf(state);
  const calls = callsUntil(state, now, event);
  const before = event === null ? calls : callsUntil(state, now);
  return {
    now,
    calls,
    hops: partiesOf(state).map((party) => {
      const waiting = waitingAt(calls, party, now);
      const last = calls.findLast(({ ends }) => (ends.get(party)?.at ?? 0) >= now);
      const forEver = last?.ends.get(party)?.at === Number.POSITIVE_INFINITY;
      return { party, waiting, freed: waitingAt(before, party, now) - waiting, forEver };
    }),
    loopsStuck: state.answer === 0 && now > 0 && !(event !== null && freesLoops(event.who)),
  };
}

/** How many wait at a hop; 0 where there is no such hop. */
export function waitingIn({ hops }: Standing, party: Party): number {
  return hops.find((hop) => hop.party === party)?.waiting ?? 0;
}
