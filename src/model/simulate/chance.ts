import { type Action, Actions } from '../kernel/actions.ts';
import { DEADLINE } from '../kernel/compiled.ts';
import type { Machine, State } from '../kernel/machine.ts';
import { randomOf } from './random.ts';

/** Whatever decides which step comes next: by chance, or by a clock. */
export interface Scheduler {
  /** Takes the next step in place and gives it; null where none is possible. */
  step(state: State): Action | null;
}

/** One in so many choices may be a deadline that passes, where others are possible. */
const DEADLINES = 40;

/**
 * The scheduler of small machines: any step that is possible is as likely as any other, by the seed alone. It has no
 * clock, so a deadline passes now and then, and whenever nothing else can happen.
 */
export class Chance implements Scheduler {
  private readonly machine: Machine;
  private readonly random: () => number;
  private readonly actions = new Actions();

  constructor(machine: Machine, seed: number) {
    this.machine = machine;
    this.random = randomOf(seed);
  }

  step(state: State): Action | null {
    const { machine, actions } = this;
    machine.enabled(state, actions);
    if (actions.count === 0) return null;
    const all = Array.from({ length: actions.count }, (_, place) => actions.at(place));
    const others = all.filter((one) => !this.isDeadline(state, one));
    const among = others.length > 0 && this.draw(DEADLINES) > 0 ? others : all;
    const step = among[this.draw(among.length)] as Action;
    machine.apply(state, step.goroutine, step.choice, step.partner);
    return step;
  }

  private draw(below: number): number {
    return Math.floor(this.random() * below);
  }

  private isDeadline(state: State, { goroutine, choice }: Action): boolean {
    return this.machine.lineOf(state, goroutine)?.cases[choice]?.on === DEADLINE;
  }
}
