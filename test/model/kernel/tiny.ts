import { type Action, Actions } from '../../../src/model/kernel/actions.ts';
import type { MachineParams, SocketParams } from '../../../src/model/kernel/compiled.ts';
import { Machine, type State } from '../../../src/model/kernel/machine.ts';
import type { Goroutine, KindName, Line, Op } from '../../../src/model/kernel/program.ts';

/** A line of a tiny program: only what it does. */
export function line(op: Op, rest = false): Line {
  return { code: '', at: null, rest, do: op };
}

/** A goroutine of a tiny program; it begins at its first line. */
export function tiny(name: KindName, lines: Readonly<Record<string, Op>>): Goroutine {
  return {
    name,
    entry: Object.keys(lines)[0] ?? '',
    lines: Object.fromEntries(Object.entries(lines).map(([at, op]) => [at, line(op)])),
  };
}

const ROOMY: SocketParams = { limit: 8, wakesAt: null, charges: null };

/** The machine of a tiny program: one call, roomy sockets, nothing fails, unless told otherwise. */
export function machineOf(
  program: readonly Goroutine[],
  params: Partial<Omit<MachineParams, 'program'>> = {},
): Machine {
  const { calls = 1 } = params;
  return new Machine({
    program,
    calls,
    callers: calls,
    longCalls: 0,
    deadlines: false,
    failures: false,
    sockets: { toServer: ROOMY, toClient: ROOMY },
    buffers: {},
    ...params,
  });
}

/** The number of a goroutine: of one that exists once, or of the caller or handler of a call (from 0). */
export function numberOf(machine: Machine, kind: KindName, call = 0): number {
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const one = machine.kindOf(goroutine);
    if (one.kind === kind && (one.call === null || one.call === call)) return goroutine;
  }
  throw new Error(`no ${kind}`);
}

/** The steps that a state allows. */
export function stepsOf(machine: Machine, state: State): readonly Action[] {
  const actions = machine.enabled(state, new Actions());
  return Array.from({ length: actions.count }, (_, place) => actions.at(place));
}

/** Those that one goroutine takes. */
export function stepsBy(machine: Machine, state: State, kind: KindName, call = 0) {
  const goroutine = numberOf(machine, kind, call);
  return stepsOf(machine, state).filter((step) => step.goroutine === goroutine);
}

/** The name of the line at which a goroutine stands; null: it is not there. */
export function lineAt(machine: Machine, state: State, kind: KindName, call = 0): string | null {
  return machine.lineOf(state, numberOf(machine, kind, call))?.name ?? null;
}

/** Takes the only step of a goroutine. */
export function move(machine: Machine, state: State, kind: KindName, call = 0): State {
  const steps = stepsBy(machine, state, kind, call);
  const [step] = steps;
  if (!step || steps.length > 1) throw new Error(`${kind} has ${steps.length} steps`);
  return machine.step(state, step);
}
