import data from './captured.json' with { type: 'json' };

/** A goroutine as it was captured, without its id and its age. */
export interface CapturedGoroutine {
  /** Wait reason. */
  readonly state: string;
  /** Frames with their words, and who created it: the lines below the header. */
  readonly stack: string;
  /** Pages of memory, `c00007e`, that differ from one goroutine of this stack to the next. */
  readonly own: readonly string[];
}

/**
 * What the captured processes had beside the connections that the model runs. Sources: containerd-1.4.11/pod-deadlock
 * (shim and containerd), containerd-1.4.11/exec-300-mutex (mutex). Made by test/lesson/triage/extract.ts.
 */
export interface Captured {
  readonly shim: {
    /** There once in every shim. */
    readonly resting: readonly CapturedGoroutine[];
    /** Of each container: who copies what its first process writes. */
    readonly container: readonly CapturedGoroutine[];
    /** Of each exec without a terminal. */
    readonly exec: readonly CapturedGoroutine[];
  };
  readonly mutex: {
    readonly resting: readonly CapturedGoroutine[];
    /** On their way through the locks at that moment: there or not. */
    readonly passing: readonly CapturedGoroutine[];
    /** Handlers: of Wait in their method, of Start and of State at a lock; and the reaper's senders at another. */
    readonly wait: CapturedGoroutine;
    readonly start: CapturedGoroutine;
    readonly state: CapturedGoroutine;
    readonly reaper: CapturedGoroutine;
  };
  readonly containerd: {
    readonly resting: readonly CapturedGoroutine[];
    /** Of each gRPC connection. */
    readonly grpc: readonly CapturedGoroutine[];
    /** Of each shim: who copies its log, and the connection on which it publishes events. */
    readonly shim: readonly CapturedGoroutine[];
  };
}

export const captured: Captured = data;
