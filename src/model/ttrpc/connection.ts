import type { ClientFamily, ServerFamily } from '../../evidence/ttrpc/positions.ts';
import type { MachineParams, SocketParams } from '../kernel/compiled.ts';
import { Machine } from '../kernel/machine.ts';
import type { Goroutine } from '../kernel/program.ts';
import { clientA } from './client-a.ts';
import { clientB } from './client-b.ts';
import { clientC, clientD } from './client-c.ts';
import { serverS1, serverS2 } from './server.ts';

export const clientFamilies: Readonly<Record<ClientFamily, readonly Goroutine[]>> = {
  A: clientA,
  B: clientB,
  C: clientC,
  D: clientD,
};

export const serverFamilies: Readonly<Record<ServerFamily, readonly Goroutine[]>> = {
  S1: serverS1,
  S2: serverS2,
};

/** One connection of ttrpc. What is left out has the value in brackets. */
export interface Connection {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  /** How many calls are made, at least 1. */
  readonly calls: number;
  /** How many of them may be under way at once [all]. */
  readonly callers?: number;
  /** The first so many calls have methods that do not return, like Wait [0]. */
  readonly longCalls?: number;
  /** Callers may leave at any time [no]. */
  readonly deadlines?: boolean;
  /** The client may be closed, a process may die [no]. */
  readonly failures?: boolean;
  /** Room of the client's channel from its receiver to its loop; in every real version 0 [0]. Family A only. */
  readonly incoming?: number;
  readonly toServer: SocketParams;
  readonly toClient: SocketParams;
}

/** A socket direction that holds a number of frames; with `quarter`, by the kernel's waking rule. */
export function slots(room: number, quarter = false): SocketParams {
  return { limit: room, wakesAt: quarter ? Math.floor(room / 4) : null, charges: null };
}

/** The machine of a connection. Throws a RangeError for numbers that make no sense. */
export function connect(connection: Connection): Machine {
  const { calls, callers = calls, longCalls = 0, incoming = 0 } = connection;
  if (!Number.isInteger(calls) || calls < 1) throw new RangeError(`calls: ${calls}`);
  if (!Number.isInteger(callers) || callers < 1) throw new RangeError(`callers: ${callers}`);
  if (longCalls < 0 || longCalls > calls) throw new RangeError(`longCalls: ${longCalls}`);
  // The others would wait for their turn for ever, and that would be no hang of ttrpc's.
  if (callers <= longCalls && calls > longCalls) {
    throw new RangeError(`callers: ${callers}, of which ${longCalls} never come back`);
  }
  const params: MachineParams = {
    program: [...clientFamilies[connection.client], ...serverFamilies[connection.server]],
    calls,
    callers: Math.min(callers, calls),
    longCalls,
    deadlines: connection.deadlines ?? false,
    failures: connection.failures ?? false,
    // containerd/ttrpc@v1.2.0 client.go, (*Client).Close; in 1.0 and 1.1 it only cancels the client's context.
    closeHangsUp: connection.client === 'C' || connection.client === 'D',
    sockets: { toServer: connection.toServer, toClient: connection.toClient },
    buffers: incoming > 0 && connection.client === 'A' ? { incoming } : {},
  };
  return new Machine(params);
}
