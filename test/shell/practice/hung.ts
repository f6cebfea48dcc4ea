import { containerdRestarted, later } from '../../../src/shell/practice/changes.ts';
import { firstNode, TARGET } from '../../../src/shell/practice/first.ts';
import type { NodeState, Pod } from '../../../src/shell/practice/state.ts';
import { World } from '../../../src/shell/practice/world.ts';

export const AWAY = { foreground: false } as const;

/** The pod that the storms go to. */
export function target({ pods }: NodeState): Pod {
  const found = pods.find(({ name }) => name === TARGET);
  if (!found) throw new Error(`no pod ${TARGET}`);
  return found;
}

/** A world in which a storm of 200 execs was started: it hangs with the first node's releases. */
export async function stormed(state: NodeState = firstNode(), execs = 200): Promise<World> {
  const world = new World(state);
  await addExecs(world, execs, 'spdy');
  return world;
}

/** More execs into the same container. */
export async function addExecs(world: World, execs: number, over: 'spdy' | 'ctr'): Promise<void> {
  const id = target(world.state).containers[1]?.id ?? '';
  for (let nth = 0; nth < execs; nth++) void world.exec(id, over, AWAY).catch(() => undefined);
  await world.settle();
}

/** A node with another containerd and other shims than the first one. */
export function built(containerd: string, shim: string): NodeState {
  const first = firstNode();
  const state = containerdRestarted({
    ...first,
    containerd: { ...first.containerd, installed: containerd },
    pods: first.pods.map((pod) => ({ ...pod, shim: { ...pod.shim, release: shim } })),
  });
  return later(state, 1);
}
