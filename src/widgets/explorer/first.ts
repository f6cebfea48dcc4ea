import { type ExploreOptions, explore } from '../../model/explore/explore.ts';
import type { Step } from '../../model/explore/search.ts';
import { type Action, Actions } from '../../model/kernel/actions.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import { circleIn, waitsFor } from '../../model/kernel/waits.ts';
import { type Connection, connect } from '../../model/ttrpc/connection.ts';

/** With how many calls can a connection hang first? */
export interface FirstQuestion {
  /** `calls` is what is looked for. */
  readonly connection: Omit<Connection, 'calls'>;
  /** The search ends at so many calls. */
  readonly upTo: number;
  /** The searches end before, where they have met so many states together. */
  readonly most: number;
}

/** What counting up from one call came to: plain data. */
export interface FirstDeadlock {
  /** Fewest calls with a deadlock; null: none was found. */
  readonly calls: number | null;
  /** For up to so many calls every interleaving was followed, and none is a deadlock. */
  readonly searched: number;
  /** A way to the deadlock. Empty: none. */
  readonly steps: readonly Step[];
  /**
   * `shortest`: no way to a deadlock of so few calls has fewer steps. `walked`: the searches ended before, and one way
   * that lets everything fill up was walked with more calls; what is between `searched` and `calls` is not known.
   */
  readonly way: 'shortest' | 'walked';
  /** Goroutines of the circle of waits, each waiting for the next. */
  readonly circle: readonly number[];
  /** Sums over the searches: different states met, steps tried from them. */
  readonly states: number;
  readonly transitions: number;
  /** How long it took, in ms. */
  readonly ms: number;
}

/** Told now and then: how many calls the present search has, and how many states all have met. */
export type FirstProgress = (calls: number, states: number) => void;

/** Searches every interleaving of 1, 2, 3 … calls, until the first deadlock or the end of the question. */
export function firstDeadlock(question: FirstQuestion, progress: FirstProgress): FirstDeadlock {
  const began = performance.now();
  const found = countUp(question, progress);
  const { connection, upTo } = question;
  for (let calls = found.searched + 1; found.calls === null && calls <= upTo; calls++) {
    const machine = connect({ ...connection, calls });
    const walked = walkIn(machine);
    if (!walked) continue;
    const circle = circleIn(machine, waitsFor(machine, walked.last));
    const { steps } = walked;
    return { ...found, calls, steps, way: 'walked', circle, ms: performance.now() - began };
  }
  return { ...found, ms: performance.now() - began };
}

function countUp(
  { connection, upTo, most }: FirstQuestion,
  progress: FirstProgress,
): Omit<FirstDeadlock, 'ms'> {
  let states = 0;
  let transitions = 0;
  const result = (searched: number, found: Partial<FirstDeadlock> = {}) => ({
    calls: null,
    searched,
    steps: [],
    way: 'shortest' as const,
    circle: [],
    ...found,
    states,
    transitions,
  });
  for (let calls = 1; calls <= upTo; calls++) {
    const met = states;
    const options: ExploreOptions = {
      most: most - states,
      progress: (more) => {
        progress(calls, met + more);
        return true;
      },
    };
    const { verdict, steps, circle, ...search } = explore(
      connect({ ...connection, calls }),
      options,
    );
    states += search.states;
    transitions += search.transitions;
    if (verdict === 'deadlock') return result(calls - 1, { calls, steps, circle });
    if (verdict === 'unknown') return result(calls - 1);
  }
  return result(upTo);
}

/**
 * Walks one way that lets everything fill up: the loops take what their receivers hold, and callers leave, only when
 * nothing else is possible. Null where it does not end in a deadlock.
 */
function walkIn(
  machine: Machine,
): { readonly steps: readonly Step[]; readonly last: State } | null {
  const actions = new Actions();
  const steps: Step[] = [];
  let last = machine.initial();
  while (machine.enabled(last, actions).count > 0) {
    const open = Array.from({ length: actions.count }, (_, place) => actions.at(place));
    const [step] = open.toSorted((a, b) => lateness(machine, last, a) - lateness(machine, last, b));
    if (!step) break;
    steps.push(step);
    last = machine.step(last, step);
  }
  return machine.atRest(last) ? null : { steps, last };
}

/** Steps that empty something, the later the more. */
const LATE = ['server.loop.takes-request', 'client.loop.takes-answer', 'client.caller.leaves'];

function lateness(machine: Machine, state: State, { goroutine, choice }: Action): number {
  const line = machine.lineOf(state, goroutine);
  return LATE.indexOf(`${line?.kind}.${line?.cases[choice]?.says}`) + 1;
}
