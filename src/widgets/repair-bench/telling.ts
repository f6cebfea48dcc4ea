import type { PositionId } from '../../evidence/ttrpc/positions.ts';
import { walk } from '../../model/explore/explore.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import type { KindName, Outcome, Single } from '../../model/kernel/program.ts';
import { connect } from '../../model/ttrpc/connection.ts';
import { placeOf, standFor, versionOf } from '../../model/ttrpc/places.ts';
import { type Told, tell } from '../../model/ttrpc/words.ts';
import type { RepairSet } from './state.ts';
import { connectionOf, type Trial } from './trial.ts';

/** One goroutine in the picture: the line at which it stands and the call it has in hand, both where it has one. */
export interface Standing {
  readonly at: string | null;
  /** Counts from 1. */
  readonly hand: number | null;
}

/** One wait of the circle. */
export interface CircleWait {
  readonly kind: KindName;
  readonly at: string | null;
  readonly position: PositionId | null;
  /** Who alone could end it. */
  readonly on: KindName;
}

/** A moment of a connection as the ring draws it. Calls count from 1. */
export interface Scene {
  readonly ones: ReadonlyMap<Single, Standing>;
  readonly toServer: readonly number[];
  readonly toClient: readonly number[];
  readonly incoming: readonly number[];
  /** How many callers came back, and how; the rest wait. */
  readonly ended: Readonly<Record<Outcome, number>>;
  readonly waiting: number;
}

/** A deadlock as it is told: its way, step by step, its circle, and where it left everybody. */
export interface Deadlock {
  readonly steps: readonly Told[];
  readonly circle: readonly CircleWait[];
  readonly scene: Scene;
}

/** Versions whose lines stand for the two ends. */
export function versionsOf({ client, server }: RepairSet) {
  return { client: standFor[client], server: standFor[server] } as const;
}

/** The deadlock that a trial ended in, or null. */
export function deadlockOf({ set, found }: Trial): Deadlock | null {
  if (found.calls === null) return null;
  const machine = connect({ ...connectionOf(set), calls: found.calls });
  const versions = versionsOf(set);
  const states = walk(machine, found.steps);
  const last = states.at(-1) as State;
  const lineOf = (goroutine: number) => machine.lineOf(last, goroutine);
  return {
    steps: found.steps.map((step, place) => tell(machine, states[place] as State, step, versions)),
    circle: found.circle.map((goroutine, place) => {
      const line = lineOf(goroutine);
      const next = found.circle[(place + 1) % found.circle.length] as number;
      return {
        kind: machine.kindOf(goroutine).kind,
        at: placeIn(machine, last, goroutine, versions),
        position: line?.source.at ?? null,
        on: machine.kindOf(next).kind,
      };
    }),
    scene: sceneOf(machine, last, versions),
  };
}

/** A connection before its first call. */
export function restOf(set: RepairSet): Scene {
  const machine = connect({ ...connectionOf(set), calls: 1 });
  return sceneOf(machine, machine.initial(), versionsOf(set));
}

type Versions = ReturnType<typeof versionsOf>;

function sceneOf(machine: Machine, state: State, versions: Versions): Scene {
  const { layout, params } = machine;
  const calls = Array.from({ length: params.calls }, (_, call) => machine.outcomeOf(state, call));
  const ended = (outcome: Outcome | null) => calls.filter((one) => one === outcome).length;
  const { incoming } = layout.buffers;
  const queued = incoming
    ? [...state.subarray(incoming.first, incoming.first + (state[incoming.length] as number))]
    : [];
  const inSocket = (socket: 'toServer' | 'toClient') =>
    machine.inSocket(state, socket).calls.map((call) => call + 1);
  return {
    ones: new Map(
      layout.singles.map((name, goroutine) => {
        const hand = machine.handOf(state, goroutine);
        const at = placeIn(machine, state, goroutine, versions);
        return [name, { at, hand: hand === null ? null : hand + 1 }];
      }),
    ),
    toServer: inSocket('toServer'),
    toClient: inSocket('toClient'),
    incoming: queued,
    ended: { answered: ended('answered'), left: ended('left'), failed: ended('failed') },
    waiting: ended(null),
  };
}

function placeIn(
  machine: Machine,
  state: State,
  goroutine: number,
  versions: Versions,
): string | null {
  const line = machine.lineOf(state, goroutine);
  if (!line) return null;
  return placeOf(line, versionOf(line.kind, versions));
}
