/** The machine of a state, and the way that its script goes: the same for the same state. The last few are kept. */
import type { Step } from '../../model/explore/search.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import { Chance, type Scheduler } from '../../model/simulate/chance.ts';
import { follow } from '../../model/simulate/follow.ts';
import { clockOf, connectionOf, type Load } from '../../model/simulate/load.ts';
import type { Recording } from '../../model/simulate/recording.ts';
import {
  cutScript,
  type Part,
  parseScript,
  partOf,
  play,
  writeScript,
} from '../../model/simulate/script.ts';
import { type Connection, connect, slots } from '../../model/ttrpc/connection.ts';
import { rpcSizes } from '../../model/ttrpc/rpc-sizes.ts';
import { type LabState, LONGEST_SCRIPT } from './state.ts';

export interface Run {
  readonly machine: Machine;
  readonly recording: Recording;
  readonly parts: readonly Part[];
  /** The part of the script that asks for a step which is not possible there; null: all of it was gone. */
  readonly trouble: number | null;
}

/** The load whose times a run keeps, and whose frames a real socket carries. */
export function loadOf(state: LabState): Load {
  const sizes = rpcSizes[state.rpc];
  return {
    client: state.client,
    server: state.server,
    calls: state.calls,
    callers: state.calls,
    longCalls: state.longCalls,
    request: state.request || sizes.request,
    response: state.response || sizes.response,
    sndbuf: state.sndbuf,
    delay: state.delay,
    deadline: state.deadline || null,
    seed: state.seed,
    incoming: state.incoming,
    failures: state.failures,
  };
}

/** The connection that a state is about. */
export function connectionIn(state: LabState): Connection {
  const real = connectionOf(loadOf(state));
  if (state.size === 'real') return real;
  const { requestSlots, responseSlots, quarter } = state;
  return {
    ...real,
    toServer: slots(requestSlots, quarter && requestSlots > 0),
    toClient: slots(responseSlots, quarter && responseSlots > 0),
  };
}

/** Runs that were asked for last: one change of the lab asks for two or three of them, several times. */
const kept = new Map<string, Run>();
const KEPT = 4;

/** Goes the way of a state's script from the start. */
export function runOf(state: LabState): Run {
  const key = keyOf(state);
  const run = kept.get(key) ?? runAnew(state);
  kept.delete(key);
  kept.set(key, run);
  for (const [oldest] of kept) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return run;
}

/** What the run of a state depends on. */
export function keyOf(state: LabState): string {
  const { at: _at, focus: _focus, taken: _taken, pod: _pod, ...machine } = state;
  return JSON.stringify(machine);
}

/** What a search depends on: the machine alone, neither the way nor the times of a run. */
export function aboutOf(state: LabState): string {
  const deadline = Number(state.deadline > 0);
  return keyOf({ ...state, deadline, script: '', seed: 0, delay: 0 });
}

function runAnew(state: LabState): Run {
  const machine = connect(connectionIn(state));
  const parsed = parseScript(state.script);
  const parts = parsed.ok ? parsed.parts : [];
  const played = play(machine, parts, (from, turn) => schedulerOf(state, machine, from, turn));
  const { recording } = played;
  return { machine, recording, parts, trouble: played.ok ? null : played.part };
}

/** In a cell every possible step is as likely as any other; at the real size a clock decides. */
function schedulerOf(state: LabState, machine: Machine, from: State, turn: number): Scheduler {
  const seed = state.seed + turn;
  if (state.size === 'cell') return new Chance(machine, seed);
  return clockOf({ ...loadOf(state), seed }, machine, from);
}

/** How many steps of the run are shown. */
export function placeIn(state: LabState, { recording }: Run): number {
  return state.at < 0 ? recording.length : Math.min(state.at, recording.length);
}

/** The machine's state that is shown. */
export function shownIn(state: LabState): State {
  const run = runOf(state);
  return run.recording.at(placeIn(state, run));
}

/** Shows another place of the way. */
export function goTo(state: LabState, place: number): LabState {
  const { recording } = runOf(state);
  const at = Math.max(0, Math.min(place, recording.length));
  return { ...state, at: at === recording.length ? -1 : at, taken: 'none' };
}

/** Takes a step at the place that is shown; what came after it is forgotten. Null: the link would be too long. */
export function takeStep(state: LabState, step: Step): LabState | null {
  const run = runOf(state);
  const part = partOf(run.machine, shownIn(state), step);
  return withParts(state, [...cutScript(run.parts, placeIn(state, run)), part]);
}

/** Lets the seed decide up to so many steps at the place that is shown. */
export function runSteps(state: LabState, most: number): LabState | null {
  const run = runOf(state);
  const place = placeIn(state, run);
  const parts = cutScript(run.parts, place);
  const last = parts.at(-1);
  const on = last?.do === 'run' ? last.steps : 0;
  const before = on > 0 ? parts.slice(0, -1) : parts;
  const asked = withParts(state, [...before, { do: 'run', steps: on + most }]);
  if (!asked) return null;
  const taken = runOf(asked).recording.length - place;
  if (taken === 0) return withParts(state, parts);
  return taken === most ? asked : withParts(state, [...before, { do: 'run', steps: on + taken }]);
}

/** Goes the given steps from the start. */
export function withSteps(state: LabState, steps: readonly Step[], place: number): LabState | null {
  const { machine } = runOf({ ...state, script: '' });
  const parts: Part[] = [];
  let at = machine.initial();
  for (const step of steps) {
    parts.push(partOf(machine, at, step));
    at = 'intervention' in step ? machine.intervene(at, step.intervention) : machine.step(at, step);
  }
  const next = withParts(state, parts);
  return next && goTo(next, place);
}

/** Goes on by the given steps from the place that is shown. */
export function withMore(state: LabState, steps: readonly Step[]): LabState | null {
  const run = runOf(state);
  const place = placeIn(state, run);
  const before = run.recording.steps.slice(0, place);
  return withSteps(state, [...before, ...steps], place);
}

/** Above so many steps or calls another family is run anew by the same seed, not led the same way. */
const FOLLOW = { steps: 600, calls: 60 } as const;

/** What became of the way when the machine was changed. */
export interface Switched {
  readonly state: LabState;
  /** `followed`: led in the same order; `rerun`: run again by the seed; `fresh`: there was no way. */
  readonly how: 'followed' | 'rerun' | 'fresh';
  readonly kept: number;
  readonly skipped: number;
  /** Steps that the other family needs besides. */
  readonly added: number;
}

/** Puts another machine in place: all else stays, and so does the order of steps as far as it can be kept. */
export function switchTo(state: LabState, change: Partial<LabState>): Switched {
  const run = runOf(state);
  const place = placeIn(state, run);
  const next: LabState = { ...state, ...change, script: '', at: -1, focus: null, taken: 'none' };
  if (place === 0) return { state: next, how: 'fresh', kept: 0, skipped: 0, added: 0 };
  if (place > FOLLOW.steps || state.calls > FOLLOW.calls) {
    const rerun = runSteps(next, place) ?? next;
    const kept = runOf(rerun).recording.length;
    return { state: rerun, how: 'rerun', kept, skipped: place - kept, added: 0 };
  }
  const { parts, kept, skipped } = follow(run.recording, runOf(next).machine, place);
  const added = parts.length - kept;
  return { state: withParts(next, parts) ?? next, how: 'followed', kept, skipped, added };
}

function withParts(state: LabState, parts: readonly Part[]): LabState | null {
  const script = writeScript(parts);
  if (script.length > LONGEST_SCRIPT) return null;
  return { ...state, script, at: -1, taken: 'none' };
}
