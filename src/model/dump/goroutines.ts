import type { Side } from '../../evidence/ttrpc/positions.ts';
import { type CompiledLine, TURN } from '../kernel/compiled.ts';
import type { Machine } from '../kernel/machine.ts';
import type { KindName } from '../kernel/program.ts';
import type { DumpedConnection } from './process.ts';
import type { Numbers } from './words.ts';

/** A goroutine that is there in a state. */
export interface Present {
  readonly id: number;
  readonly connection: DumpedConnection;
  /** Which connection of the process, from 0. */
  readonly index: number;
  /** Its number in the machine, and on its side: those that exist once, then one for each call. */
  readonly goroutine: number;
  readonly place: number;
  readonly line: CompiledLine;
  /** The call that it runs or has in hand, from 0. */
  readonly call: number | null;
}

/** In the order in which Go starts them: the client's run starts its others, the server's run its receiver. */
const STARTED: readonly KindName[] = [
  'client.loop',
  'client.supervisor',
  'client.closer',
  'client.sender',
  'client.receiver',
  'server.loop',
  'server.receiver',
];

/**
 * The goroutines of one side of a process, by id. An id depends on nothing but the machines: a goroutine keeps it from
 * state to state. First come those that a connection has once, then the calls, connection by connection.
 */
export function presentIn(
  connections: readonly DumpedConnection[],
  side: Side,
  first: number,
): readonly Present[] {
  const found: Present[] = [];
  let next = first;
  const add = (
    connection: DumpedConnection,
    index: number,
    goroutine: number,
    id: number,
  ): void => {
    const { machine, state } = connection;
    const line = machine.lineOf(state, goroutine);
    // A call that waits for its turn has not begun, and one that has returned is gone.
    if (line === null || line.op === TURN || line.outcome !== null) return;
    const call = machine.handOf(state, goroutine);
    const own = machine.kindOf(goroutine).call;
    const place = own === null ? goroutine : machine.layout.singles.length + own;
    found.push({ id, connection, index, goroutine, place, line, call });
  };
  connections.forEach((connection, index) => {
    for (const goroutine of singlesOf(connection.machine, side)) {
      add(connection, index, goroutine, next++);
    }
  });
  connections.forEach((connection, index) => {
    const { layout, params } = connection.machine;
    const start = side === 'client' ? layout.callers : layout.handlers;
    for (let call = 0; call < params.calls; call++) add(connection, index, start + call, next++);
  });
  return found;
}

function singlesOf({ layout }: Machine, side: Side): readonly number[] {
  const singles: readonly KindName[] = layout.singles;
  return STARTED.filter((name) => name.startsWith(`${side}.`) && singles.includes(name)).map(
    (name) => singles.indexOf(name),
  );
}

/** The RPC of the call that a goroutine has in hand; '' where it has none. Throws a RangeError for what is no name. */
export function rpcOf({ connection: { machine, rpc }, call }: Present): string {
  if (call === null) return '';
  const name = rpc?.(call) ?? (call < machine.params.longCalls ? 'Wait' : 'State');
  if (!/^[A-Z]\w*$/.test(name)) throw new RangeError(`rpc: ${name}`);
  return name;
}

/** Bytes of a request and of an answer where the machine counts frames, not bytes: as captured, pod-deadlock. */
const FRAME = { client: 0x36, server: 0xdf } as const;
const HEADER = 10;

/** The numbers that a goroutine's words show: those of the call in hand, and of the frame that its side writes. */
export function numbersOf({ connection, call }: Present, side: Side, rpc: string): Numbers {
  const { machine, first = 1 } = connection;
  const { toServer, toClient } = machine.params.sockets;
  const bytes = (side === 'client' ? toServer : toClient).reader?.bytes;
  const frame = (call === null ? undefined : bytes?.[call]) ?? FRAME[side];
  return {
    id: call === null ? 0 : first + 2 * call,
    frame,
    payload: frame - HEADER,
    rpc: rpc.length,
  };
}
