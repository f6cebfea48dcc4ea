import type { ClientFamily, ServerFamily } from '../../evidence/ttrpc/positions.ts';
import type { DumpedConnection } from '../dump/process.ts';
import { Actions } from '../kernel/actions.ts';
import { BUFIO, chargeOfFrame, leadOfFrame, measuredClasses, wakesAt } from '../kernel/charge.ts';
import type { SocketParams } from '../kernel/compiled.ts';
import { Machine, type State } from '../kernel/machine.ts';
import { connect } from '../ttrpc/connection.ts';
import { type RpcName, rpcSizes } from '../ttrpc/rpc-sizes.ts';
import { Clock } from './clock.ts';
import { paceOf } from './pace.ts';

/** A container's connection, and how many execs come to it at once. */
export interface Storm {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  readonly execs: number;
  /** SO_SNDBUF of both ends, bytes. */
  readonly sndbuf: number;
  readonly seed: number;
}

/** A stretch of an exec's life. */
interface Phase {
  /** The calls that each exec makes in it, one after the other. */
  readonly calls: readonly RpcName[];
  /** Whether the Wait of each exec's process is under way meanwhile. */
  readonly waits: boolean;
}

/**
 * The calls of one `exec -i` without a terminal on its container's connection, in the order in which containerd makes
 * them: containerd@v1.4.12 server/container_execsync.go:73-159 of the CRI plugin, services/tasks/local.go (each access to
 * a process asks for its State), task_opts.go:151; as captured in evidence wire/containerd-1.4.11-exec-sequence.csv.
 */
export const PHASES: readonly Phase[] = [
  { calls: ['StateOfContainer', 'Exec', 'State'], waits: false },
  { calls: ['State', 'Start', 'State'], waits: true },
  { calls: ['State', 'CloseIO', 'State', 'State', 'State', 'Delete'], waits: false },
];

/**
 * How long a method takes, microseconds. Chosen: most of an exec's calls are State, which the shim answers from memory. With
 * 4 ms, as in the load of the post's counts, 200 execs seldom hang; with 1 ms they do in 17 of 20 runs
 * (`node test/model/storm/onset.ts`).
 */
const DELAY = 1000;
/** The execs begin within so many microseconds. */
const BURST = 200;

export interface Ended {
  /** The phase that hung, from 0; null when every exec came to its end. */
  readonly hung: number | null;
  /** Microseconds by the model's clock, over all phases. */
  readonly time: number;
}

/**
 * Execs that come at once. Each has one call under way, and in the second phase its Wait beside it. A phase is one run of
 * the connection's machine, with the container's own Wait under way in each; a call begins when one of those before it has
 * ended. The model lets no exec be a phase ahead of another, and has no calls of others; a real storm is less even.
 */
export function storm(load: Storm): Ended {
  let time = 0;
  for (const phase of PHASES.keys()) {
    const ran = run(load, phase, 0);
    time += ran.time;
    if (!ran.finished) return { hung: phase, time };
  }
  return { hung: null, time };
}

/** A call that came to a connection that hung already, by its RPC. */
export type LateCall = 'Stats' | 'State';

/** The connection as a storm left it in the phase that hung, with calls that came later and wait behind it. */
export function hungConnection(
  load: Storm,
  phase: number,
  late: readonly LateCall[] = [],
): DumpedConnection {
  const { machine: busy, state } = run(load, phase, late.length);
  const names = namesIn(load, phase);
  // Who comes later does not wait for a turn of the storm's: only for ttrpc.
  const machine =
    late.length === 0 ? busy : new Machine({ ...busy.params, callers: busy.params.calls - 1 });
  for (const call of late.keys())
    begin(machine, state, machine.layout.callers + names.length + call);
  return {
    machine,
    state,
    rpc: (call) =>
      (names[call] ?? late[call - names.length] ?? 'State').replace(/OfContainer$/, ''),
  };
}

/** A connection at rest: its only call, the container's Wait, goes on. */
export function restingConnection(load: Omit<Storm, 'execs'>): DumpedConnection {
  return { ...run({ ...load, execs: 0 }, 0, 0), rpc: () => 'Wait' };
}

interface Ran {
  readonly machine: Machine;
  readonly state: State;
  readonly finished: boolean;
  readonly time: number;
}

function run(load: Storm, phase: number, late: number): Ran {
  const { client, server, sndbuf, seed, execs } = load;
  const own = namesIn(load, phase);
  const waits = own.filter((name) => name === 'Wait').length;
  const names = [...own, ...Array.from({ length: late }, (): RpcName => 'Stats')];
  const machine = connect({
    client,
    server,
    calls: names.length,
    callers: waits + execs,
    longCalls: waits,
    toServer: direction(
      names.map((name) => rpcSizes[name].request),
      sndbuf,
    ),
    toClient: direction(
      names.map((name) => rpcSizes[name].response),
      sndbuf,
    ),
  });
  const state = machine.initial();
  const clock = new Clock(machine, state, {
    seed: seed + phase,
    pace: paceOf(seed + phase),
    delay: DELAY,
    deadline: null,
    burst: BURST,
    only: own.length,
  });
  while (clock.step(state) !== null);
  return { machine, state, finished: machine.atRest(state), time: clock.now };
}

/** Lets one goroutine go on until it has to wait. */
function begin(machine: Machine, state: State, goroutine: number): void {
  const actions = new Actions();
  for (;;) {
    actions.count = 0;
    machine.enabledOf(state, goroutine, actions);
    if (actions.count === 0) return;
    const { choice, partner } = actions.at(0);
    machine.apply(state, goroutine, choice, partner);
  }
}

/** Every call of a phase: the long ones, then those of the execs, the first of each before the second of any. */
function namesIn({ execs }: Storm, phase: number): readonly RpcName[] {
  const found = PHASES[phase];
  if (!found) throw new RangeError(`phase ${phase} of ${PHASES.length}`);
  const waits = 1 + (found.waits ? execs : 0);
  const all = (length: number, name: RpcName) => Array.from({ length }, () => name);
  return [...all(waits, 'Wait'), ...found.calls.flatMap((name) => all(execs, name))];
}

/** A direction of a unix socket, by the bytes of each call's frame. */
function direction(bytes: readonly number[], sndbuf: number): SocketParams {
  return {
    limit: sndbuf,
    wakesAt: wakesAt(sndbuf),
    charges: bytes.map((size) => chargeOfFrame(size, measuredClasses, sndbuf)),
    leads: bytes.map((size) => leadOfFrame(size, measuredClasses, sndbuf)),
    reader: { room: BUFIO, bytes: [...bytes] },
  };
}
