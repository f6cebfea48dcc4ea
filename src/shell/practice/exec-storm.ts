import { storm } from '../../model/simulate/storm.ts';
import * as change from './changes.ts';
import { builtOf } from './families.ts';
import type { NodeState, Waiting } from './state.ts';

/** What came of execs that began at once. */
export interface Stormed {
  readonly state: NodeState;
  /** `ran`: each came to its end; `hangs`: none will; `broken`: there is no such container. */
  readonly end: 'ran' | 'hangs' | 'broken';
}

/**
 * Execs that begin at once on the connection of the container with that id, each over SPDY or of `ctr`. On a connection that
 * hangs already they join those that wait.
 */
export function stormed(state: NodeState, id: string, execs: readonly Waiting['over'][]): Stormed {
  const pod = state.pods.find(({ containers }) => containers.some((one) => one.id === id));
  const connection = pod?.containers.find((one) => one.id === id)?.connection;
  if (!pod || !connection) return { state, end: 'broken' };
  const waiting = execs.map((over) => ({ since: state.time, over }));
  if (connection.hang) {
    const joined = waiting.reduce((now, one) => change.joined(now, id, one), state);
    return { state: joined, end: 'hangs' };
  }
  const load = {
    client: builtOf(state.containerd.running).client,
    server: builtOf(pod.shim.release).server,
    execs: execs.length,
    sndbuf: connection.sndbuf,
    seed: state.seed,
  };
  const { hung: phase, time } = storm(load);
  // Another storm is another run of chance.
  const next = change.later({ ...state, seed: state.seed + 1 }, time / 1e6);
  if (phase === null) return { state: next, end: 'ran' };
  const hang = { at: next.time, phase, ...load };
  return { state: change.hung(next, id, hang, waiting), end: 'hangs' };
}
