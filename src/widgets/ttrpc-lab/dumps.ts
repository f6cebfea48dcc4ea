/** What the shim and containerd would print at the state that is shown. */
import type { Side } from '../../evidence/ttrpc/positions.ts';
import { dumpLog } from '../../model/dump/log.ts';
import type { Dumped, DumpedConnection } from '../../model/dump/process.ts';
import { simulate } from '../../model/simulate/simulate.ts';
import { loadOf, runOf, shownIn } from './run.ts';
import type { LabState } from './state.ts';
import { versionsIn } from './words.ts';

/** Minutes that everything has been parked: as long as it takes to find the node and type the command. */
const MINUTES = 12;

/** The process on each side of a connection. */
export const PROCESS = { client: 'containerd', server: 'shim' } as const satisfies Record<
  Side,
  string
>;

/** Prints a side of the connection, and of the pod's other one where the state has one. */
export function dumpOf(state: LabState, side: Side): Dumped {
  const versions = versionsIn(state);
  const { machine } = runOf(state);
  const shown: DumpedConnection = {
    machine,
    state: shownIn(state),
    rpc: (call) => (call < state.longCalls ? 'Wait' : rpcName(state)),
  };
  return dumpLog({
    side,
    version: versions[side],
    connections: state.pod ? [shown, idle(state)] : [shown],
    minutes: MINUTES,
    substitute: true,
  });
}

/** The RPC's own name: two of them are the same RPC, asked of a container or under another cgroup. */
function rpcName({ rpc }: LabState): string {
  if (rpc === 'StateOfContainer') return 'State';
  return rpc === 'StatsV2' ? 'Stats' : rpc;
}

/** The pause container's connection: its Wait has begun and goes on, nothing else happens. */
function idle(state: LabState): DumpedConnection {
  const load = { ...loadOf(state), calls: 1, callers: 1, longCalls: 1 };
  const { machine, state: at } = simulate(load);
  return { machine, state: at, rpc: () => 'Wait' };
}

/** Sides whose dump is taken. */
export function sidesIn({ taken }: LabState): readonly Side[] {
  if (taken === 'none') return [];
  if (taken === 'both') return ['server', 'client'];
  return [taken === 'shim' ? 'server' : 'client'];
}

/** With the dump of one more side. */
export function taking(state: LabState, side: Side): LabState {
  const sides = new Set([...sidesIn(state), side]);
  return { ...state, taken: sides.size === 2 ? 'both' : PROCESS[side] };
}
