/** Whether a machine can hang, by every interleaving of it: what an exercise of repairs stands on. */
import { explore, type Verdict } from '../model/explore/explore.ts';
import { isIntervention, type Step } from '../model/explore/search.ts';
import { type Action, Actions } from '../model/kernel/actions.ts';
import type { Machine, State } from '../model/kernel/machine.ts';
import { circleIn, waitsFor } from '../model/kernel/waits.ts';
import { standFor } from '../model/ttrpc/places.ts';
import { tell } from '../model/ttrpc/words.ts';
import { type MachineSpec, machineOf } from './machine.ts';

/** What the search of a machine came to. */
export interface Proof {
  /** `proved`: no interleaving hangs; `refuted`: one does; `undecided`: too many states. */
  readonly outcome: 'proved' | 'refuted' | 'undecided';
  /** The machine that was searched: with callers that leave, often of fewer calls than were asked for. */
  readonly machine: MachineSpec;
  /** Different states met, and steps tried from them. */
  readonly states: number;
  readonly transitions: number;
  /** A way to the deadlock; empty where there is none. */
  readonly steps: readonly Step[];
  /**
   * `shortest`: no way to a deadlock of this machine has fewer steps. `left`: the shortest one on which nobody leaves,
   * and then everyone leaves who can.
   */
  readonly way: 'shortest' | 'left';
  /** Goroutines of the circle of waits, each waiting for the next. */
  readonly circle: readonly number[];
}

/** A search on a page's own thread: about a fifth of a second. */
export const MOST_STATES = 60_000;

const proofs = new Map<string, Proof>();

/** Searches a machine, once. `leaving`: how many calls it has where callers may leave and no shorter answer is found. */
export function prove(spec: MachineSpec, leaving: number): Proof {
  const key = JSON.stringify([spec, leaving]);
  const known = proofs.get(key);
  if (known) return known;
  const proof = proveAnew(spec, leaving);
  proofs.set(key, proof);
  return proof;
}

/**
 * Callers that may leave at any time make far too many states. So first nobody leaves: what hangs then hangs with them
 * too, since who has left ends no wait of the others. Only where nothing hangs are they let loose, with fewer calls.
 */
function proveAnew(spec: MachineSpec, leaving: number): Proof {
  const staying = { ...spec, deadlines: false };
  const first = searched(staying);
  if (!spec.deadlines || first.outcome === 'undecided') return first;
  const left = first.outcome === 'refuted' ? letLeave(spec, first) : null;
  return left ?? searched({ ...spec, calls: Math.min(spec.calls, leaving) });
}

function searched(machine: MachineSpec): Proof {
  const found = explore(machineOf(machine), { most: MOST_STATES });
  const { states, transitions, steps, circle } = found;
  return {
    outcome: OUTCOMES[found.verdict],
    machine,
    states,
    transitions,
    steps,
    circle,
    way: 'shortest',
  };
}

const OUTCOMES: Readonly<Record<Verdict['verdict'], Proof['outcome']>> = {
  deadlock: 'refuted',
  free: 'proved',
  unknown: 'undecided',
};

/** Goes the way of a deadlock where callers may leave, and then lets everyone go who can; null where that ends elsewhere. */
function letLeave(spec: MachineSpec, proof: Proof): Proof | null {
  const staying = machineOf(proof.machine);
  const leaving = machineOf(spec);
  const actions = new Actions();
  const steps: Step[] = [];
  let before = staying.initial();
  let last = leaving.initial();
  const take = (step: Action) => {
    steps.push(step);
    last = leaving.step(last, step);
  };
  for (const step of proof.steps) {
    const same = actionsIn(leaving, last, actions).find(
      (one) => nameOf(leaving, last, one) === nameOf(staying, before, step),
    );
    if (!same || isIntervention(step)) return null;
    before = staying.step(before, step);
    take(same);
  }
  while (leaving.enabled(last, actions).count > 0) take(actions.at(0));
  const circle = circleIn(leaving, waitsFor(leaving, last));
  if (!leaving.deadlocked(last) || circle.length === 0) return null;
  return { ...proof, machine: spec, steps, circle, way: 'left' };
}

function actionsIn(machine: Machine, state: State, actions: Actions): Action[] {
  machine.enabled(state, actions);
  return Array.from({ length: actions.count }, (_, place) => actions.at(place));
}

/** Who does what with whom: the same in both machines, where the numbers of choices may differ. */
function nameOf(machine: Machine, state: State, step: Step): string {
  const { goroutine, says, values } = tell(machine, state, step, VERSIONS);
  const partner = 'partner' in step ? step.partner : -1;
  return [goroutine, says, values.call, partner].join();
}

/** Lines are not looked at here, so any version does. */
const VERSIONS = { client: standFor.A, server: standFor.S1 } as const;
