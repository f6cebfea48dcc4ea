import { isIntervention, type Step } from '../explore/search.ts';
import type { Machine, State } from '../kernel/machine.ts';

/** Every so many steps a state is kept; between them it is walked again. */
const EVERY = 128;

/**
 * A way through a machine, to go back and forth in: the steps, and now and then a state. Any state of it is at most
 * 127 steps away from one that is kept. `push` and `cut` change it in place.
 */
export class Recording {
  readonly machine: Machine;
  private readonly taken: Step[] = [];
  private readonly kept: State[];
  private last: State;

  constructor(machine: Machine, from: State = machine.initial()) {
    this.machine = machine;
    this.kept = [from.slice()];
    this.last = from.slice();
  }

  /** How many steps it has; it has one state more. */
  get length(): number {
    return this.taken.length;
  }

  /** The steps, in order. */
  get steps(): readonly Step[] {
    return this.taken;
  }

  /** Takes a step at its end. It must be possible there. */
  push(step: Step): void {
    if (isIntervention(step)) this.last = this.machine.intervene(this.last, step.intervention);
    else this.machine.apply(this.last, step.goroutine, step.choice, step.partner);
    this.note(step);
  }

  /** The same for a step that somebody else has taken: `state` is the state after it. */
  add(step: Step, state: State): void {
    this.last.set(state);
    this.note(step);
  }

  /** A copy of the state after `steps` steps: 0 is the first. */
  at(steps: number): State {
    if (steps === this.length) return this.last.slice();
    const kept = Math.floor(steps / EVERY);
    let state: State = (this.kept[kept] as State).slice();
    for (let place = kept * EVERY; place < steps; place++) {
      const step = this.taken[place] as Step;
      if (isIntervention(step)) state = this.machine.intervene(state, step.intervention);
      else this.machine.apply(state, step.goroutine, step.choice, step.partner);
    }
    return state;
  }

  /** Forgets what came after the first `steps` steps. */
  cut(steps: number): void {
    this.last = this.at(steps);
    this.taken.length = steps;
    this.kept.length = Math.floor(steps / EVERY) + 1;
  }

  private note(step: Step): void {
    this.taken.push(step);
    if (this.length % EVERY === 0) this.kept.push(this.last.slice());
  }
}
