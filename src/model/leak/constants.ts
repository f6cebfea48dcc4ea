/**
 * What one stuck call and one stuck exec hold. Sources: `facts` is the kit's sheet of the incident (its figures stand in the
 * pages); a path is a capture under ../shared/evidence, of which `test/model/leak/` recounts those that the kit carries.
 */

/**
 * Stack of one parked Metrics handler in containerd 1.4.11, bytes: (41,713,664 - 589,824) of stack over (5,021 - 22) goroutines;
 * containerd-1.4.11/stats-5000-deadlock against idle, `# Stack` of heap.debug1. Go stacks are powers of two: 8 KiB.
 */
export const CALL_STACK = 8192;

/**
 * Live heap of one such call, bytes: the slope of containerd_heap_alloc over goroutines at the rows after a collection (where
 * the figure falls) of containerd-1.4.11/leak/curve.csv. Garbage of up to 2 s is in it, so it is rather high.
 */
export const CALL_HEAP = 4025;

/** Goroutines of one such call in containerd: the gRPC handler is the ttrpc caller (client.go:153). Same capture: 50 a second. */
export const CALL_GOROUTINES = 1;

/** Goroutines of one stuck call in kubelet: net/http's, parked in waitOnHeader (facts, 8). A background reader may be a second. */
export const KUBELET_GOROUTINES = 1;

/**
 * What one stuck call holds in kubelet, bytes, at least: a stack of 8 KiB (facts, 9: default of 4 to 16 KiB, not checked).
 * The lists of containers and sandboxes it has already fetched come on top; nobody measured them, so this is a parameter.
 */
export const KUBELET_CALL = 8192;

/** Live heap of one stuck exec in containerd, bytes: a SPDY framer after its first header written and read (facts, 9, 200 samples). */
export const EXEC_HEAP = 860_421;

/** Goroutines of one exec that is stuck before Start: 1 handler, 12 of spdystream, 6 of fifos (facts, 7). */
export const EXEC_GOROUTINES = 19;

/** The least a goroutine's stack takes, bytes: _StackMin (go@1.19 src/runtime/stack.go:75). Stacks of a stuck exec were not measured. */
export const LEAST_STACK = 2048;

/** GOGC: Go lets the heap grow to twice what is live before it collects, so each live byte may cost a second one. */
export const GOGC = 2;

/** Seconds that the eviction manager sleeps between two looks: evictionMonitoringPeriod (facts, 8). */
export const EVICTION_SLEEP = 10;

/** The deadline that kubernetes#120262 gives, seconds: runtimeRequestTimeout, 2 minutes by the comments of the code (facts, 8). */
export const USUAL_DEADLINE = 120;

/** RSS of containerd 1.4.11 at rest, bytes: VmRSS 32,744 kB, containerd-1.4.11/idle/containerd.status. */
export const IDLE_RSS = 32_744 * 1024;
