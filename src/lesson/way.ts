/** Steps of a machine as a script (`model/simulate/script.ts`): played, cut, and added to. */
import { isIntervention, type Step } from '../model/explore/search.ts';
import type { Machine, State } from '../model/kernel/machine.ts';
import type { Recording } from '../model/simulate/recording.ts';
import {
  cutScript,
  type Part,
  parseScript,
  partOf,
  play,
  writeScript,
} from '../model/simulate/script.ts';
import { line, type Read, refuse, type Shape } from './shape.ts';

/** A way that was gone: its script, its states, and where it ends. */
export interface Way {
  readonly script: string;
  readonly recording: Recording;
  readonly steps: number;
  readonly last: State;
}

/** More steps than a reader takes by hand. */
const MOST = 400;

/** A script of single steps, as an author writes it. Whether a machine can go it is asked later. */
export const script: Shape<string> = (data, at) => {
  const read = line(data, at);
  if (!read.ok) {
    return typeof data === 'number' ? refuse(at, read.problem, 'Quote the script.') : read;
  }
  const parsed = parseScript(read.value);
  if (!parsed.ok) {
    return refuse(at, `not a script from place ${parsed.at + 1} on`, 'Copy x= from a lab link.');
  }
  if (parsed.parts.some((part) => part.do === 'run')) {
    return refuse(at, 'a run by the seed stands in it', 'Take each step by itself.');
  }
  return read;
};

/** Refuses a script that the machine cannot go to its end. */
export function playable(machine: Machine, text: string, at: string): Read<Way> {
  const way = goAsFar(machine, text);
  if (way.script === text) return { ok: true, value: way };
  return refuse(
    at,
    `after ${way.steps} steps the next one is not possible`,
    'Build the same machine in the lab and take the steps there.',
  );
}

const kept = new Map<Machine, Map<string, Way>>();
const KEPT = 32;

/** Goes a script as far as the machine allows; what comes after is left out. The last few ways are kept. */
export function goAsFar(machine: Machine, text: string): Way {
  const ways = kept.get(machine) ?? new Map<string, Way>();
  kept.set(machine, ways);
  const known = ways.get(text);
  if (known) return known;
  if (ways.size >= KEPT) ways.clear();
  const way = goAnew(machine, text);
  ways.set(text, way);
  return way;
}

function goAnew(machine: Machine, text: string): Way {
  const parts = singleSteps(text);
  const played = play(machine, parts, () => {
    throw new Error('a script of an exercise has no runs');
  });
  const { recording } = played;
  const done = played.ok ? parts : parts.slice(0, played.part);
  const steps = recording.length;
  return { script: writeScript(done), recording, steps, last: recording.at(steps) };
}

/** The parts of a text up to the first that is no single step. */
function singleSteps(text: string): readonly Part[] {
  const parsed = parseScript(text);
  const whole = parsed.ok ? parsed : parseScript(text.slice(0, parsed.at));
  const parts = whole.ok ? whole.parts : [];
  const run = parts.findIndex((part) => part.do === 'run');
  return parts.slice(0, Math.min(run < 0 ? parts.length : run, MOST));
}

/** The script with one step more. The step must be possible at its end. */
export function withStep(machine: Machine, { script, last }: Way, step: Step): string {
  return script + writeScript([partOf(machine, last, step)]);
}

/** The script of the first so many steps. */
export function firstSteps({ script }: Way, steps: number): string {
  const parsed = parseScript(script);
  return parsed.ok ? writeScript(cutScript(parsed.parts, steps)) : '';
}

/** The script of steps from the machine's start. */
export function scriptOf(machine: Machine, steps: readonly Step[]): string {
  let state = machine.initial();
  return steps
    .map((step) => {
      const part = partOf(machine, state, step);
      state = isIntervention(step)
        ? machine.intervene(state, step.intervention)
        : machine.step(state, step);
      return writeScript([part]);
    })
    .join('');
}
