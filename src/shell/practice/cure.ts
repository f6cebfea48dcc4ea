import { builtOf } from './families.ts';
import { hungSince } from './memory.ts';
import type { NodeState } from './state.ts';
import type { World } from './world.ts';

/**
 * Whether no connection of the node can come to hang now, and none does: the daemon's client reads while it writes (B, D), or
 * it is one whose order of locks fails (C), but no shim stops reading while it writes (S1).
 */
function repaired(state: NodeState): boolean {
  const { client } = builtOf(state.containerd.running);
  const stops = state.pods.some(({ shim }) => builtOf(shim.release).server === 'S1');
  const safe = client === 'B' || client === 'D' || (client === 'C' && !stops);
  return safe && hungSince(state) === null;
}

/** Notes the cure, once the execs of the script have hung, and a process was started again. */
export function noteCure(world: World): void {
  if (world.state.reached.includes('storm') && repaired(world.state)) world.reach('cure');
}
