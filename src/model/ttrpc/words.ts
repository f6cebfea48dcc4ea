/** What a step is called, for those who put it into words. Keys are `model.step.<goroutine>.<what>`. */
import type { PositionId } from '../../evidence/ttrpc/positions.ts';
import { isIntervention, type Step } from '../explore/search.ts';
import { READ, SELECT, WRITE } from '../kernel/compiled.ts';
import type { Machine, State } from '../kernel/machine.ts';
import type { Intervention, KindName } from '../kernel/program.ts';
import { placeOf, versionOf } from './places.ts';

/** One step, told: who, where in the real source, and the key of the sentence. */
export interface Told {
  /** `client.loop`, or `client.caller 3` (calls count from 1). */
  readonly goroutine: string;
  readonly kind: KindName | null;
  /** File and line at which the goroutine stood, by the version; null where the book has none. */
  readonly at: string | null;
  readonly position: PositionId | null;
  /** Key under `model.step.`, and what fills its places: `call` and `from` count from 1. */
  readonly says: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Tells a step that is about to be taken in a state. */
export function tell(
  machine: Machine,
  state: State,
  step: Step,
  versions: { readonly client: string; readonly server: string },
): Told {
  if (isIntervention(step)) return tellIntervention(step.intervention);
  const { goroutine, choice } = step;
  const line = machine.lineOf(state, goroutine);
  if (!line) throw new Error(`goroutine ${goroutine} is not there`);
  const { kind } = line;
  const version = versionOf(kind, versions);
  const what =
    line.op === SELECT
      ? (line.cases[choice]?.says ?? '')
      : line.op === WRITE && choice > 0
        ? choice === 1
          ? 'parks'
          : 'fails'
        : line.op === READ && choice === 1
          ? 'ends'
          : line.says;
  const call = callOf(machine, state, step);
  return {
    goroutine: nameOf(machine, goroutine),
    kind,
    at: placeOf(line, version),
    position: line.source.at,
    says: `${kind}.${what}`,
    values: call === null ? {} : { call: call + 1 },
  };
}

/** Tells the steps of a way, from the machine's start or from another state. */
export function tellAll(
  machine: Machine,
  steps: readonly Step[],
  versions: Parameters<typeof tell>[3],
  from: State = machine.initial(),
): readonly Told[] {
  let state = from;
  return steps.map((step) => {
    const told = tell(machine, state, step, versions);
    state = isIntervention(step)
      ? machine.intervene(state, step.intervention)
      : machine.step(state, step);
    return told;
  });
}

/** `client.loop`, `client.caller 3`. */
export function nameOf(machine: Machine, goroutine: number): string {
  const { kind, call } = machine.kindOf(goroutine);
  return call === null ? kind : `${kind} ${call + 1}`;
}

/** The call that a step is about, from 0; null where it is about none. */
export function callOf(machine: Machine, state: State, step: Step): number | null {
  if (isIntervention(step)) return null;
  const { goroutine, partner } = step;
  const { call } = machine.kindOf(partner >= 0 ? partner : goroutine);
  if (call !== null) return call;
  const line = machine.lineOf(state, goroutine);
  if (line?.op === READ && line.socket && step.choice === 0) {
    return machine.inSocket(state, line.socket).calls[0] ?? null;
  }
  return machine.handOf(state, partner >= 0 ? partner : goroutine);
}

function tellIntervention(what: Intervention): Told {
  return {
    goroutine: 'outside',
    kind: null,
    at: null,
    position: null,
    says: `outside.${what}`,
    values: {},
  };
}
