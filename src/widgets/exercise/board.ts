/** A moment of a small machine as an exercise draws it: who stands where, and what lies between them. */

import { formatAt } from '../../evidence/ttrpc/at.ts';
import type { PositionId } from '../../evidence/ttrpc/positions.ts';
import { type MachineSpec, machineOf, versionsOf } from '../../lesson/machine.ts';
import { Actions } from '../../model/kernel/actions.ts';
import { type CompiledLine, METHOD, TURN } from '../../model/kernel/compiled.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import type { KindName, SocketName } from '../../model/kernel/program.ts';
import { circleIn, RESTING, type Wait, waitsFor } from '../../model/kernel/waits.ts';
import { type Choice, choicesIn } from '../../model/ttrpc/choices.ts';
import { placeOf, stackAt, versionOf } from '../../model/ttrpc/places.ts';

/** `moves`: has a step; `rests`: nobody is in its way; `waits`: somebody is; `circle`: in a circle of waits. */
export type Mood = 'moves' | 'rests' | 'waits' | 'circle';

/** One goroutine. Calls count from 1. */
export interface Seat {
  readonly kind: KindName;
  readonly at: string | null;
  readonly hand: number | null;
  readonly mood: Mood;
  readonly choices: readonly Choice[];
}

/** The goroutines of the calls, counted by where they stand. */
export interface Crowd {
  readonly kind: 'client.caller' | 'server.handler';
  readonly counts: Readonly<
    Record<'come' | 'queue' | 'await' | 'done' | 'method' | 'respond', number>
  >;
  readonly mood: Mood;
  readonly choices: readonly Choice[];
}

export interface Pipe {
  readonly room: number;
  /** The next to be read first. */
  readonly calls: readonly number[];
}

export interface Board {
  readonly callers: Crowd;
  readonly handlers: Crowd;
  readonly client: readonly Seat[];
  readonly server: readonly Seat[];
  readonly pipes: Readonly<Record<SocketName, Pipe>>;
  /** The client's channel from its receiver to its loop, where it has room. */
  readonly incoming: Pipe | null;
  /** What may come from outside. */
  readonly outside: readonly Choice[];
  readonly possible: number;
  readonly outcome: 'moving' | 'lost' | 'hung' | 'rest';
}

/** These two only wait for the end, and no exercise without failures needs them. */
const BYSTANDERS: readonly KindName[] = ['client.supervisor', 'client.closer'];

export function boardOf(spec: MachineSpec, state: State): Board {
  const machine = machineOf(spec);
  const waits = waitsFor(machine, state);
  const circle = circleIn(machine, waits);
  const possible = machine.enabled(state, new Actions()).count;
  const choices = choicesIn(machine, state, versionsOf(spec));
  const seen: Seen = { spec, machine, state, waits, circle, choices };
  const seats = machine.layout.singles
    .map((_, goroutine) => seatOf(seen, goroutine))
    .filter((seat) => seat !== null);
  const side = (name: string) =>
    seats.filter(
      ({ kind }) => kind.startsWith(name) && (spec.failures || !BYSTANDERS.includes(kind)),
    );
  return {
    callers: crowdOf(seen, 'client.caller'),
    handlers: crowdOf(seen, 'server.handler'),
    client: side('client.'),
    server: side('server.'),
    pipes: {
      toServer: pipeOf(seen, 'toServer', spec.requests),
      toClient: pipeOf(seen, 'toClient', spec.answers),
    },
    incoming: incomingOf(seen),
    outside: choices.filter(({ kinds }) => kinds.length === 0),
    possible,
    outcome:
      possible > 0
        ? circle.length > 0
          ? 'lost'
          : 'moving'
        : machine.atRest(state)
          ? 'rest'
          : 'hung',
  };
}

interface Seen {
  readonly spec: MachineSpec;
  readonly machine: Machine;
  readonly state: State;
  readonly waits: readonly Wait[];
  readonly circle: readonly number[];
  readonly choices: readonly Choice[];
}

function choicesOf({ choices }: Seen, kind: KindName): readonly Choice[] {
  return choices.filter(({ kinds }) => kinds[0] === kind);
}

function moodOf({ waits, circle }: Seen, goroutine: number): Mood {
  if (circle.includes(goroutine)) return 'circle';
  const wait = waits.find((one) => one.goroutine === goroutine);
  if (!wait) return 'moves';
  // Whose answer is under way is in nobody's way, until nothing can bring it.
  if (wait.for === 'answer' && circle.length === 0) return 'rests';
  return RESTING.has(wait.for) ? 'rests' : 'waits';
}

function seatOf(seen: Seen, goroutine: number): Seat | null {
  const { machine, state, spec } = seen;
  const line = machine.lineOf(state, goroutine);
  if (line === null) return null;
  const hand = machine.handOf(state, goroutine);
  return {
    kind: line.kind,
    at: placeOf(line, versionOf(line.kind, versionsOf(spec))),
    hand: hand === null ? null : hand + 1,
    mood: moodOf(seen, goroutine),
    choices: choicesOf(seen, line.kind),
  };
}

function crowdOf(seen: Seen, kind: Crowd['kind']): Crowd {
  const { machine, state } = seen;
  const { callers, handlers } = machine.layout;
  const first = kind === 'client.caller' ? callers : handlers;
  const counts = { come: 0, queue: 0, await: 0, done: 0, method: 0, respond: 0 };
  const moods = new Set<Mood>();
  for (let goroutine = first; goroutine < first + machine.params.calls; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line === null) continue;
    counts[partOf(line)]++;
    if (line.outcome === null) moods.add(moodOf(seen, goroutine));
  }
  const mood = (['circle', 'moves', 'waits'] as const).find((one) => moods.has(one)) ?? 'rests';
  return { kind, counts, mood, choices: choicesOf(seen, kind) };
}

function partOf(line: CompiledLine): keyof Crowd['counts'] {
  if (line.kind === 'server.handler') return line.op === METHOD ? 'method' : 'respond';
  if (line.outcome !== null) return 'done';
  if (line.op === TURN) return 'come';
  return line.source.at === 'client.caller.await' ? 'await' : 'queue';
}

function pipeOf({ machine, state }: Seen, name: SocketName, room: number): Pipe {
  return { room, calls: machine.inSocket(state, name).calls.map((call) => call + 1) };
}

function incomingOf({ machine, state, spec }: Seen): Pipe | null {
  const { incoming } = machine.layout.buffers;
  if (!incoming) return null;
  const { first, length } = incoming;
  return {
    room: spec.incoming,
    calls: [...state.subarray(first, first + (state[length] as number))],
  };
}

/** `server.go:444`: where a position stands in the version of its side; its name where the book has no line. */
export function placeOfPosition(spec: MachineSpec, position: PositionId): string {
  const versions = versionsOf(spec);
  const version = position.startsWith('client.') ? versions.client : versions.server;
  const stack = stackAt(position, version);
  return stack ? formatAt(stack.names.at) : position;
}
