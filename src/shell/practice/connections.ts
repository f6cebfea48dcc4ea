import type { DumpedConnection } from '../../model/dump/process.ts';
import { hungConnection, type LateCall, restingConnection } from '../../model/simulate/storm.ts';
import { builtOf } from './families.ts';
import { pendingCalls } from './memory.ts';
import type { Connection, Container, NodeState, Pod } from './state.ts';

/** A container and its connection as the model's machine has it now. */
export interface Dumpable {
  readonly pod: Pod;
  readonly container: Container;
  readonly dumped: DumpedConnection;
}

/** Machines that were run already, by what they were run with. A storm of 200 execs takes some ten milliseconds. */
const made = new Map<string, DumpedConnection>();
const MOST_MADE = 32;

/** All containers in the node's order with their connections. Calls for stats wait on the first that hangs: a list is sequential. */
export function dumpablesOf(state: NodeState): readonly Dumpable[] {
  let stats = pendingCalls(state);
  return state.pods.flatMap((pod) =>
    pod.containers.map((container) => {
      const { hang } = container.connection;
      const dumped = machineOf(state, pod, container.connection, hang ? stats : 0);
      if (hang) stats = 0;
      return { pod, container, dumped };
    }),
  );
}

/** Execs that came when the connection hung already: they wait in their first call. */
export function lateExecs({ hang, waiting }: Connection): number {
  return hang ? Math.max(0, waiting.length - hang.execs) : 0;
}

function machineOf(
  { containerd, seed }: NodeState,
  pod: Pod,
  connection: Connection,
  stats: number,
): DumpedConnection {
  const { hang, sndbuf } = connection;
  const { client } = builtOf(containerd.running);
  const { server } = builtOf(pod.shim.release);
  if (!hang) {
    return known(`resting ${client} ${server} ${sndbuf}`, () =>
      restingConnection({ client, server, sndbuf, seed }),
    );
  }
  const { at: _, phase, ...load } = hang;
  const late: readonly LateCall[] = [
    ...Array.from({ length: lateExecs(connection) }, () => 'State' as const),
    ...Array.from({ length: stats }, () => 'Stats' as const),
  ];
  const key = [...Object.values(load), phase, late.length, stats].join(' ');
  return known(key, () => hungConnection(load, phase, late));
}

function known(key: string, make: () => DumpedConnection): DumpedConnection {
  const found = made.get(key) ?? make();
  // The map keeps the order in which keys were set: what was used last stands last.
  made.delete(key);
  made.set(key, found);
  const [oldest] = made.keys();
  if (made.size > MOST_MADE && oldest !== undefined) made.delete(oldest);
  return found;
}
