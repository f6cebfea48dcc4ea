import {
  CALL_GOROUTINES,
  CALL_HEAP,
  CALL_STACK,
  EXEC_GOROUTINES,
  EXEC_HEAP,
  GOGC,
  KUBELET_GOROUTINES,
  LEAST_STACK,
} from './constants.ts';
import type { Load } from './load.ts';

/** What a process holds because of calls that do not return. Bytes. */
export interface Holding {
  readonly goroutines: number;
  /** Stacks and live heap: the least. */
  readonly live: number;
  /** With the heap grown to where Go collects it: the most that the same calls cost. */
  readonly most: number;
}

/** containerd's: a gRPC handler each call, and each exec's goroutines with the zlib state of its SPDY connection. */
export function heldInContainerd(calls: number, execs: number): Holding {
  const stacks = calls * CALL_STACK + execs * EXEC_GOROUTINES * LEAST_STACK;
  const heap = calls * CALL_HEAP + execs * EXEC_HEAP;
  return {
    goroutines: calls * CALL_GOROUTINES + execs * EXEC_GOROUTINES,
    live: stacks + heap,
    most: stacks + heap * GOGC,
  };
}

/** kubelet's: what the load says of one call. How much of it is heap is not known, so there is one figure, not two. */
export function heldInKubelet(calls: number, { kubeletCall }: Load): Holding {
  const bytes = calls * kubeletCall;
  return { goroutines: calls * KUBELET_GOROUTINES, live: bytes, most: bytes };
}
