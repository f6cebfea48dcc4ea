import type { Side } from '../../evidence/ttrpc/positions.ts';
import type { Load } from '../simulate/load.ts';
import type { Pod } from '../simulate/pod.ts';
import { standFor } from '../ttrpc/places.ts';
import { rpcSizes } from '../ttrpc/rpc-sizes.ts';
import { familyOf } from './family.ts';
import type { DumpedConnection, DumpedProcess } from './process.ts';

/** The two programs at the ends of a connection: containerd is ttrpc's client, the shim its server. */
export type End = 'containerd' | 'shim';

export const ends: readonly End[] = ['shim', 'containerd'];

const SIDES: Readonly<Record<End, Side>> = { containerd: 'client', shim: 'server' };

export function sideOf(end: End): Side {
  return SIDES[end];
}

/** What may be said of a process beside its connections. Left out: as in DumpedProcess, but see `substitute`. */
export type EndOptions = Partial<Omit<DumpedProcess, 'side' | 'connections'>>;

/**
 * One end of connections, ready for `dumpText` and `dumpLog`. Left out, the version is the one that stands for the
 * machine's family, and lines that the book lacks are taken from the nearest version, which the log says.
 */
export function processAt(
  end: End,
  connections: readonly DumpedConnection[],
  options: EndOptions = {},
): DumpedProcess {
  const [first] = connections;
  if (!first) throw new RangeError('a process without a connection has nothing to show');
  const side = sideOf(end);
  const { version = standFor[familyOf(first.machine, side)], substitute = true } = options;
  return { ...options, side, version, connections, substitute };
}

/** The connections of a pod: the pause container's, which was there first, then the stuck one. */
export function connectionsOf(pod: Pod, load: Load): readonly DumpedConnection[] {
  return [pod.idle, pod.stuck].map((run) => ofLoad(run, load));
}

/** The connection of a run or of any of its states, its calls named after the RPC whose frames the load has. */
export function ofLoad(
  { machine, state }: Pick<DumpedConnection, 'machine' | 'state'>,
  load: Pick<Load, 'request' | 'response' | 'longCalls'>,
): DumpedConnection {
  const name = rpcOfSize(load);
  return {
    machine,
    state,
    rpc: (call) => (call < machine.params.longCalls ? 'Wait' : name),
  };
}

/** The RPC whose frames are of those sizes; `State` where none is. */
function rpcOfSize({ request, response }: Pick<Load, 'request' | 'response'>): string {
  const found = Object.entries(rpcSizes).find(
    ([, size]) => size.request === request && size.response === response,
  );
  // The generated code has one method for the state of a container and of an exec, and for both kinds of cgroups.
  return (found?.[0] ?? 'State').replace(/OfContainer$|V2$/, '');
}
