/**
 * A way through a machine as a short text for a link. Each step is its place among the steps that its state allows:
 * one digit of base 36, or `.` and three. `!c`, `!k`, `!s`: Client.Close, the client dies, the server dies.
 * `~` and a number in base 36 and `~` again: so many steps by the seed. A script belongs to its machine and its seed.
 */

import { isIntervention, type Step } from '../explore/search.ts';
import { Actions } from '../kernel/actions.ts';
import type { Machine, State } from '../kernel/machine.ts';
import type { Intervention } from '../kernel/program.ts';
import type { Scheduler } from './chance.ts';
import { Recording } from './recording.ts';

/** One part of a script. */
export type Part =
  | { readonly do: 'step'; readonly place: number }
  | { readonly do: 'intervene'; readonly what: Intervention }
  | { readonly do: 'run'; readonly steps: number };

const LETTERS: Readonly<Record<string, Intervention>> = {
  c: 'close',
  k: 'clientDies',
  s: 'serverDies',
};

/** More steps by the seed than a link may ask for. */
const MOST_STEPS = 2_000_000;

export type Parsed =
  | { readonly ok: true; readonly parts: readonly Part[] }
  /** `at`: the place in the text, from 0, where it stops making sense. */
  | { readonly ok: false; readonly problem: 'not-a-script' | 'too-long'; readonly at: number };

const PART = /([0-9a-z])|\.([0-9a-z]{3})|!([cks])|~([0-9a-z]+)~/y;

/** Reads a script. */
export function parseScript(text: string): Parsed {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const at = PART.lastIndex;
    const found = PART.exec(text);
    if (!found) return { ok: false, problem: 'not-a-script', at };
    const [, one, three, letter, run] = found;
    if (run !== undefined) {
      const steps = Number.parseInt(run, 36);
      if (steps > MOST_STEPS) return { ok: false, problem: 'too-long', at };
      parts.push({ do: 'run', steps });
    } else if (letter !== undefined) {
      parts.push({ do: 'intervene', what: LETTERS[letter] as Intervention });
    } else parts.push({ do: 'step', place: Number.parseInt(one ?? three ?? '', 36) });
  }
  return { ok: true, parts };
}

/** Writes a script. */
export function writeScript(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.do === 'run') return `~${part.steps.toString(36)}~`;
      if (part.do === 'intervene') {
        return `!${Object.keys(LETTERS).find((letter) => LETTERS[letter] === part.what)}`;
      }
      const digits = part.place.toString(36);
      return part.place < 36 ? digits : `.${digits.padStart(3, '0')}`;
    })
    .join('');
}

/** The parts of a script that its first so many steps come from; a run is cut short. */
export function cutScript(parts: readonly Part[], steps: number): readonly Part[] {
  const kept: Part[] = [];
  let left = steps;
  for (const part of parts) {
    if (left <= 0) break;
    if (part.do === 'run') {
      kept.push({ do: 'run', steps: Math.min(part.steps, left) });
      left -= part.steps;
    } else {
      kept.push(part);
      left--;
    }
  }
  return kept;
}

export type Played =
  | { readonly ok: true; readonly recording: Recording }
  /** `part`: the part that asks for a step that is not possible; `recording` is what was played before it. */
  | { readonly ok: false; readonly part: number; readonly recording: Recording };

/** Plays a script from the machine's start. `scheduler` makes what decides the steps of a run from a state; `turn` counts the runs. */
export function play(
  machine: Machine,
  parts: readonly Part[],
  scheduler: (state: State, turn: number) => Scheduler,
): Played {
  const recording = new Recording(machine);
  const actions = new Actions();
  let turn = 0;
  for (const [part, one] of parts.entries()) {
    const state = recording.at(recording.length);
    if (one.do === 'run') {
      runOn(recording, scheduler(state, turn++), one.steps);
    } else if (one.do === 'intervene') {
      if (!machine.interventions(state).includes(one.what)) return { ok: false, part, recording };
      recording.push({ intervention: one.what });
    } else {
      machine.enabled(state, actions);
      if (one.place >= actions.count) return { ok: false, part, recording };
      recording.push(actions.at(one.place));
    }
  }
  return { ok: true, recording };
}

/** Lets a scheduler take up to so many steps at the end of a recording. Gives how many it took. */
export function runOn(recording: Recording, scheduler: Scheduler, most: number): number {
  const state = recording.at(recording.length);
  let taken = 0;
  while (taken < most) {
    const step = scheduler.step(state);
    if (step === null) break;
    recording.add(step, state);
    taken++;
  }
  return taken;
}

/** The part of a script that stands for a step in a state. Throws for one that the state does not allow. */
export function partOf(machine: Machine, state: State, step: Step): Part {
  if (isIntervention(step)) return { do: 'intervene', what: step.intervention };
  const actions = machine.enabled(state, new Actions());
  for (let place = 0; place < actions.count; place++) {
    const one = actions.at(place);
    if (
      one.goroutine === step.goroutine &&
      one.choice === step.choice &&
      one.partner === step.partner
    ) {
      return { do: 'step', place };
    }
  }
  throw new Error('a step that this state does not allow');
}
