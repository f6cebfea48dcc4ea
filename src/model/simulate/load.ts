import type { ClientFamily, ServerFamily } from '../../evidence/ttrpc/positions.ts';
import {
  BUFIO,
  chargeOfFrame,
  leadOfFrame,
  measuredClasses,
  SNDBUF,
  wakesAt,
} from '../kernel/charge.ts';
import type { SocketParams } from '../kernel/compiled.ts';
import type { Machine } from '../kernel/machine.ts';
import { type Connection, connect } from '../ttrpc/connection.ts';
import { Clock, type Pace } from './clock.ts';
import { paceOf } from './pace.ts';

/** A connection of the real size under load. Times in microseconds, sizes in bytes with the 10-byte header. */
export interface Load {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  readonly calls: number;
  /** How many of them may be under way at once. */
  readonly callers: number;
  /** How many of the calls never return, like Wait. */
  readonly longCalls: number;
  readonly request: number;
  readonly response: number;
  /** SO_SNDBUF of both ends. */
  readonly sndbuf: number;
  /** How long a method takes. */
  readonly delay: number;
  /** When a caller gives up; null: never. */
  readonly deadline: number | null;
  readonly seed: number;
  /** Room of the client's channel `incoming` [0]. Family A only. */
  readonly incoming?: number;
  /** The client may be closed, a process may die [no]. */
  readonly failures?: boolean;
}

export const ordinary: Load = {
  client: 'A',
  server: 'S1',
  calls: 600,
  callers: 600,
  longCalls: 0,
  request: 215,
  response: 901,
  sndbuf: SNDBUF,
  delay: 4000,
  deadline: null,
  seed: 1,
};

/** The machine of a load. Throws a RangeError for sizes that no frame or buffer can have. */
export function machineOf(load: Load): Machine {
  return connect(connectionOf(load));
}

/** The connection of a load, its sockets charged as Linux does. Throws as machineOf does. */
export function connectionOf(load: Load): Connection {
  const { client, server, calls, callers, longCalls, incoming = 0, failures = false } = load;
  return {
    client,
    server,
    calls,
    callers,
    longCalls,
    deadlines: load.deadline !== null,
    failures,
    incoming,
    toServer: charged(load.request, load),
    toClient: charged(load.response, load),
  };
}

/** A direction of a unix socket whose frames are all of one size. */
function charged(bytes: number, { calls, sndbuf }: Load): SocketParams {
  return {
    limit: sndbuf,
    wakesAt: wakesAt(sndbuf),
    charges: new Array<number>(calls).fill(chargeOfFrame(bytes, measuredClasses, sndbuf)),
    leads: new Array<number>(calls).fill(leadOfFrame(bytes, measuredClasses, sndbuf)),
    reader: { room: BUFIO, bytes: new Array<number>(calls).fill(bytes) },
  };
}

/** Callers begin within so many microseconds. */
const BURST = 200;

/** The clock that drives a machine at the times of a load, from its start or from any later state. */
export function clockOf(
  load: Pick<Load, 'seed' | 'delay' | 'deadline'>,
  machine: Machine,
  state = machine.initial(),
  pace?: Pace,
): Clock {
  return new Clock(machine, state, {
    seed: load.seed,
    pace: paceOf(load.seed, pace),
    delay: load.delay,
    deadline: load.deadline,
    burst: BURST,
  });
}
