import { later, reached } from './changes.ts';
import { stormed } from './exec-storm.ts';
import { firstNode, TARGET } from './first.ts';
import type { NodeState, Start } from './state.ts';

/** Execs of the storm, as many as the post's script was given, and seconds until somebody looks. */
const EXECS = 200;
const NIGHT = 8 * 3600;

/**
 * The node at that start. `morning` is made by the storm itself and the hours after it; who started those execs has gone, and
 * what containerd holds for them has not. Throws where chance would let the storm of that seed pass.
 */
export function nodeAt(start: Start, seed?: number): NodeState {
  const first = firstNode(seed);
  if (start === 'new') return first;
  const id = first.pods.find(({ name }) => name === TARGET)?.containers[1]?.id ?? '';
  const { state, end } = stormed(first, id, Array(EXECS).fill('spdy'));
  if (end !== 'hangs') throw new Error(`the storm of seed ${first.seed} passes`);
  return later(reached(state, 'storm'), NIGHT);
}
