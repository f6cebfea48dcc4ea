import { IDLE_RSS } from '../../model/leak/constants.ts';
import { heldInContainerd, heldInKubelet } from '../../model/leak/holdings.ts';
import { type Load, ordinaryNode } from '../../model/leak/load.ts';
import { at } from '../../model/leak/run.ts';
import type { Connection, MemoryPoint, NodeState } from './state.ts';

const MIB = 1024 * 1024;

/** What one stuck call holds in kubelet, bytes: chosen so that a night shows in top. Nobody measured it (model/leak). */
export const KUBELET_CALL = 256 * 1024;

/** kubelet's resident size before anything hangs, bytes. Chosen. */
const KUBELET_REST = 88 * MIB;

export function connectionsOf({ pods }: NodeState): readonly Connection[] {
  return pods.flatMap(({ containers }) => containers.map(({ connection }) => connection));
}

/** Since when a list of stats does not come back, seconds; null while every connection answers. */
export function hungSince(state: NodeState): number | null {
  const times = connectionsOf(state).flatMap(({ hang }) => (hang ? [hang.at] : []));
  return times.length === 0 ? null : Math.min(...times);
}

/** Calls of ListContainerStats that wait, in kubelet and in containerd alike: the scrapers', the eviction manager's, the reader's. */
export function pendingCalls(state: NodeState): number {
  const since = hungSince(state);
  if (since === null) return 0;
  const from = Math.max(since, state.kubelet.started);
  return at(loadOf(from), state.time).pending + state.kubelet.own;
}

/** The leak's load from the hang on: two scrapers every 15 s, the eviction manager, no deadline. */
function loadOf(hangAt: number): Load {
  return {
    ...ordinaryNode,
    client: 'A',
    hangAt,
    execs: 0,
    deadline: null,
    kubeletCall: KUBELET_CALL,
  };
}

/** Execs that wait in containerd; `spdy`: only those that hold the state of a SPDY connection. */
export function waitingExecs(state: NodeState): { readonly all: number; readonly spdy: number } {
  const waiting = connectionsOf(state).flatMap((connection) => connection.waiting);
  return { all: waiting.length, spdy: waiting.filter(({ over }) => over === 'spdy').length };
}

/** Resident sizes now, bytes. What was freed is not given back at once: kubelet's never falls while it runs. */
export function memoryNow(state: NodeState): MemoryPoint {
  const pending = pendingCalls(state);
  const kubelet = KUBELET_REST + heldInKubelet(pending, loadOf(0)).most;
  const { spdy } = waitingExecs(state);
  return {
    time: state.time,
    kubelet: Math.max(kubelet, state.kubelet.peak),
    containerd: IDLE_RSS + heldInContainerd(pending, spdy).most,
  };
}

/** What kubelet holds because of calls that wait, bytes. */
export function heldByKubelet(state: NodeState): number {
  return heldInKubelet(pendingCalls(state), loadOf(0)).live;
}
