import { BOOTED, MEM_TOTAL, two } from './machine.ts';
import { hungSince, memoryNow } from './memory.ts';
import type { Process } from './processes.ts';
import type { NodeState } from './state.ts';

/** What the kernel, tmpfs and slabs hold beside the processes, KiB. Chosen. */
const KERNEL = 248_412;
const CACHE = 2_614_832;
const SHARED = 9_184;
/** Below this the kernel gives up cache rather than free pages, KiB. */
const LEAST_FREE = 131_072;
/** Share of the cache that could be given up. */
const RECLAIMABLE = 0.94;

/** Columns of free(1), KiB. */
export interface MemoryUse {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly shared: number;
  readonly cache: number;
  readonly available: number;
}

/** Where the machine's memory is: what processes share with files is cache. `used` is total - free - cache, as procps 3.3 counts it. */
export function memoryUse(processes: readonly Process[]): MemoryUse {
  const held = processes.reduce((sum, { rss, shared }) => sum + (rss - shared) / 1024, KERNEL);
  const room = Math.max(0, MEM_TOTAL - held);
  const cache = Math.min(CACHE, Math.max(0, room - LEAST_FREE));
  const free = Math.round(room - cache);
  return {
    total: MEM_TOTAL,
    used: MEM_TOTAL - free - Math.round(cache),
    free,
    shared: SHARED,
    cache: Math.round(cache),
    available: Math.round(free + cache * RECLAIMABLE),
  };
}

/** Load averages of 1, 5 and 15 minutes: goroutines that wait load nothing, so a hang leaves them as they are. */
export function loads({ time, seed }: NodeState): readonly [number, number, number] {
  const wave = (period: number, width: number) =>
    0.24 + seed / 200 + width * Math.sin((time + seed * 97) / period);
  return [wave(40, 0.11), wave(200, 0.06), wave(600, 0.03)];
}

/** `10 days,  2:03`, `3:05` or `12 min`: how long the machine is up, as uptime(1) and top(1) write it. */
export function upFor(time: number): string {
  const minutes = Math.floor((time - BOOTED) / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const clock =
    hours > 0 ? `${String(hours).padStart(2)}:${two(minutes % 60)}` : `${minutes % 60} min`;
  if (days === 0) return clock;
  return `${days} ${days === 1 ? 'day' : 'days'}, ${clock}`;
}

/** `load average: 0.31, 0.28, 0.25`, after the time and the users: the line that uptime(1) and top(1) begin with. */
export function uptimeLine(state: NodeState, clock: string): string {
  const load = loads(state).map((value) => value.toFixed(2));
  return `${clock} up ${upFor(state.time)},  1 user,  load average: ${load.join(', ')}`;
}

/** kubelet's memory shows the leak from this growth on: what anybody sees in top. */
const SEEN = 4 / 3;

/** Whether kubelet has grown since a connection hung, so that who looks at its memory sees the leak. */
export function kubeletGrew(state: NodeState): boolean {
  if (hungSince(state) === null) return false;
  const rest = memoryNow({ ...state, pods: [], kubelet: { ...state.kubelet, peak: 0, own: 0 } });
  return memoryNow(state).kubelet >= rest.kubelet * SEEN;
}
