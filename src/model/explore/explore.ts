import type { Machine, State } from '../kernel/machine.ts';
import { circleIn, waitsFor } from '../kernel/waits.ts';
import { drain } from './drain.ts';
import { isIntervention, type SearchOptions, type Step, search } from './search.ts';

/** What every interleaving of a connection leads to. */
export interface Verdict {
  /** `deadlock`: a state without a step and with work undone; `free`: there is none; `unknown`: given up. */
  readonly verdict: 'deadlock' | 'free' | 'unknown';
  /** Different states met, and steps tried from them. */
  readonly states: number;
  readonly transitions: number;
  /** Fewest steps to a deadlock; null where there is none. */
  readonly shortest: number | null;
  /** Those steps. */
  readonly steps: readonly Step[];
  /** The goroutines of the deadlock's circle of waits, each waiting for the next. */
  readonly circle: readonly number[];
  /** Calls that the deadlock leaves without an end. 0: every call has ended, and some goroutine cannot. */
  readonly open: number;
}

export type ExploreOptions = Omit<SearchOptions, 'target'>;

/** Looks for a deadlock in every interleaving. `free` holds for these parameters and no others. */
export function explore(machine: Machine, options: ExploreOptions = {}): Verdict {
  const found = search(machine, {
    ...options,
    target: (state, steps) => steps === 0 && !machine.atRest(state),
  });
  const { states, transitions, steps } = found;
  if (found.outcome !== 'found') {
    const verdict = found.outcome === 'none' ? 'free' : 'unknown';
    return { verdict, states, transitions, shortest: null, steps, circle: [], open: 0 };
  }
  const last = walk(machine, steps, options.from).at(-1) as State;
  const circle = circleIn(machine, waitsFor(machine, last));
  const open = openIn(machine, last);
  return { verdict: 'deadlock', states, transitions, shortest: steps.length, steps, circle, open };
}

/** Whether a state can still come to rest, and a way there. */
export interface Escape {
  /** Null when given up. */
  readonly possible: boolean | null;
  /**
   * How it is known. `circle`: a closed circle of waits stands, and nothing ends it. `drained`: letting what is under way
   * go first led to rest. `searched`: every interleaving was followed, or the shortest way was found.
   */
  readonly by: 'circle' | 'drained' | 'searched';
  /** Different states met by a search; 0 where none was needed. */
  readonly states: number;
  /** A way to rest, not always a shortest one; empty where there is none. */
  readonly steps: readonly Step[];
}

/**
 * Looks for a way in which every call still ends and everyone comes to rest. A circle of waits and one good way are
 * looked for first: at the real size no search would end.
 */
export function findEscape(machine: Machine, from: State, options: ExploreOptions = {}): Escape {
  if (!options.interventions) {
    const circle = circleIn(machine, waitsFor(machine, from));
    if (circle.length > 0) return { possible: false, by: 'circle', states: 0, steps: [] };
    const way = drain(machine, from);
    if (way) return { possible: true, by: 'drained', states: 0, steps: way };
  }
  const found = search(machine, { ...options, from, target: (state) => machine.atRest(state) });
  const possible = found.outcome === 'gave-up' ? null : found.outcome === 'found';
  return { possible, by: 'searched', states: found.states, steps: found.steps };
}

/** Calls that have not ended and should: those that never return are not counted. */
function openIn(machine: Machine, state: State): number {
  let open = 0;
  for (let call = machine.params.longCalls; call < machine.params.calls; call++) {
    if (machine.outcomeOf(state, call) === null) open++;
  }
  return open;
}

/** The states of a way, the first included: an array of them, or whatever can give each when it is asked for. */
export interface Way {
  readonly length: number;
  at(place: number): State | undefined;
}

/** Where a way is lost: places among its states, from 0. */
export interface Border {
  /** The last state known to have had a way to rest; -1: not even the first. */
  readonly good: number;
  /** The first state known to be lost. `good + 1`, unless searches between the two were given up. */
  readonly lost: number;
}

/**
 * The border between the states of a way from which everything could still have ended well and those that are lost.
 * Once a state is lost all after it are, so it is found by halving: first by what needs no search, then by searching.
 */
export function escapeBorder(machine: Machine, states: Way, options: ExploreOptions = {}): Border {
  const at = (place: number) => states.at(place) as State;
  let good = -1;
  let lost = states.length;
  /** Halves while `ask` knows the answer. */
  const narrow = (from: Border, ask: (place: number) => boolean | null): Border => {
    let { good: low, lost: high } = from;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const possible = ask(middle);
      if (possible === null) break;
      if (possible) low = middle;
      else high = middle;
    }
    return { good: low, lost: high };
  };
  if (!options.interventions) {
    const closed = (place: number) => circleIn(machine, waitsFor(machine, at(place))).length > 0;
    ({ lost } = narrow({ good, lost }, (place) => !closed(place)));
    // What one good way does not reach is not lost by that: its upper end says nothing.
    ({ good } = narrow({ good, lost }, (place) => drain(machine, at(place)) !== null));
  }
  return narrow({ good, lost }, (place) => findEscape(machine, at(place), options).possible);
}

/** The border's good side where it is exact; null where a search was given up. */
export function lastEscape(
  machine: Machine,
  states: Way,
  options: ExploreOptions = {},
): number | null {
  const { good, lost } = escapeBorder(machine, states, options);
  return lost - good === 1 ? good : null;
}

/** Every state of a way, the first included. */
export function walk(
  machine: Machine,
  steps: readonly Step[],
  from: State = machine.initial(),
): State[] {
  const states = [from];
  for (const step of steps) {
    const state = states.at(-1) as State;
    states.push(
      isIntervention(step)
        ? machine.intervene(state, step.intervention)
        : machine.step(state, step),
    );
  }
  return states;
}
