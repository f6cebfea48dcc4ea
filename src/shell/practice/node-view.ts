import { dateOf } from './changes.ts';
import { dueOf } from './drill/due.ts';
import { memoryNow } from './memory.ts';
import type { NodeState, NodeView } from './state.ts';

const MOST_POINTS = 240;

/** What a page shows of a node. `jobs`: how many lines wait in its shell's background. */
export function viewOf(state: NodeState, jobs: number): NodeView {
  const { time, containerd, memory, reached, drill } = state;
  const every = Math.ceil((memory.length + 1) / MOST_POINTS);
  const points = [...memory.filter((_, i) => i % every === 0), memoryNow(state)];
  return {
    time,
    clock: dateOf(time).toISOString(),
    containerd: containerd.running,
    memory: points.slice(-MOST_POINTS),
    reached,
    jobs,
    drill: drill ? { ...drill, due: dueOf(state) } : null,
  };
}
