/** The steps that a state allows, those that differ only in the call's number put together. */

import type { Step } from '../explore/search.ts';
import { Actions } from '../kernel/actions.ts';
import type { Machine, State } from '../kernel/machine.ts';
import type { KindName } from '../kernel/program.ts';
import { type Told, tell } from './words.ts';

/** A step that may be chosen, standing for all that are like it. */
export interface Choice {
  readonly step: Step;
  readonly told: Told;
  /** Who takes it, and who takes part: both move. */
  readonly kinds: readonly KindName[];
  /** How many steps differ from it only in the call. */
  readonly alike: number;
}

/** What may be done next, goroutine by goroutine; then what may come from outside. */
export function choicesIn(
  machine: Machine,
  state: State,
  versions: Parameters<typeof tell>[3],
): readonly Choice[] {
  const actions = machine.enabled(state, new Actions());
  const found = new Map<string, { choice: Choice; alike: number }>();
  for (let place = 0; place < actions.count; place++) {
    const step = actions.at(place);
    const told = tell(machine, state, step, versions);
    const entry = found.get(told.says);
    if (entry) {
      entry.alike++;
      continue;
    }
    const { kind } = machine.kindOf(step.goroutine);
    const partner = step.partner < 0 ? [] : [machine.kindOf(step.partner).kind];
    found.set(told.says, {
      choice: { step, told, kinds: [kind, ...partner], alike: 1 },
      alike: 1,
    });
  }
  const outside = machine.interventions(state).map((intervention): Choice => {
    const step = { intervention };
    return { step, told: tell(machine, state, step, versions), kinds: [], alike: 1 };
  });
  return [...[...found.values()].map(({ choice, alike }) => ({ ...choice, alike })), ...outside];
}
