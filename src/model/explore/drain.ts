import { Actions } from '../kernel/actions.ts';
import { type CompiledLine, DEADLINE, LOCK, SELECT, TURN, WRITE } from '../kernel/compiled.ts';
import type { Machine, State } from '../kernel/machine.ts';
import type { Step } from './search.ts';

/** Steps that a way to rest may take for each call, with the locks of family C: more is a way that gets nowhere. */
const STEPS_PER_CALL = 40;

/**
 * Tries to bring a state to rest by one way: what is under way goes first, new calls last. Gives the steps, or null
 * where that way ends before rest; another way may still lead there.
 */
export function drain(machine: Machine, from: State): readonly Step[] | null {
  const state = from.slice();
  const actions = new Actions();
  const steps: Step[] = [];
  const most = STEPS_PER_CALL * (machine.params.calls + 1);
  while (!machine.atRest(state)) {
    machine.enabled(state, actions);
    if (actions.count === 0 || steps.length === most) return null;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < actions.count; place++) {
      const { goroutine, choice } = actions.at(place);
      const newness = newnessOf(machine.lineOf(state, goroutine) as CompiledLine, choice);
      if (newness < least) {
        least = newness;
        best = place;
      }
    }
    const step = actions.at(best);
    machine.apply(state, step.goroutine, step.choice, step.partner);
    steps.push(step);
  }
  return steps;
}

/**
 * How much of a new thing a step is: 0 lets what is under way go on, 3 begins a call. 4 gives one up: nobody is to be
 * shown a way out that consists of giving up.
 */
function newnessOf(line: CompiledLine, choice: number): number {
  if (line.op === TURN) return 3;
  if (line.op === LOCK && line.kind === 'client.caller') {
    return line.name.startsWith('forget') ? 0 : 2;
  }
  if (line.op === SELECT && line.cases[choice]?.on === DEADLINE) return 4;
  if (line.op === SELECT && line.cases[choice]?.channel === 'calls') return 2;
  if (line.op === WRITE && line.socket === 'toServer') return 1;
  return 0;
}
