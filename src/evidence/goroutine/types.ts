/**
 * The plain data of a goroutine dump: what a reader returns and what a model emits.
 * Formats and their sources: shared facts, formats.md (runtime/traceback.go of Go 1.5 to 1.27).
 */

/** A line that was not understood, as it stands in the input. `line` counts from 1. */
export interface Leftover {
  readonly line: number;
  readonly text: string;
}

/** One frame of a stack. Innermost frames stand first, as the runtime prints them. */
export interface Frame {
  /** Full name as printed, without the argument list: `github.com/containerd/ttrpc.(*Client).run`. */
  readonly func: string;
  /** Path as printed; empty where the dump has none (C frames, truncated input). */
  readonly file: string;
  /** Line in `file`; 0 where the dump has none. */
  readonly line: number;
  /** Printed as `func(...)`: inlined into the frame below it, so it has no offset and no arguments. */
  readonly inlined: boolean;
}

/** The `created by` line. Which goroutine did it (Go 1.21 and later) belongs to the goroutine: `Goroutine.creator`. */
export interface CreatedBy {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/** A stack, interned: two goroutines with the same frames and the same creation site share one object. */
export interface Stack {
  readonly frames: readonly Frame[];
  readonly createdBy: CreatedBy | null;
  /** `...N frames elided...` stood in it (-1: elided, number not printed); 0 when whole. */
  readonly elided: number;
}

/** One goroutine. */
export interface Goroutine {
  readonly id: number;
  /** Wait reason or status without suffixes: `select`, `IO wait`, `chan receive (nil chan)`. An open set. */
  readonly state: string;
  /** Whole minutes of waiting; 0 when the header names none (that is: under a minute, or not waiting). */
  readonly minutes: number;
  readonly locked: boolean;
  readonly stack: Stack;
  /** Argument words per frame as printed (`0xc0000680a0, 0x9f6ec0`), parallel to `stack.frames`; `''` where none is kept. */
  readonly args: readonly string[];
  /** Goroutine that created this one (Go 1.21 and later), else null. */
  readonly creator: number | null;
  /** pprof labels of the header (GODEBUG=tracebacklabels=1), as printed between the braces; `''` when none. */
  readonly labels: string;
  /** Line of its header in the input, from 1. For a dump inside one escaped log line: that line. */
  readonly line: number;
  /** Suffixes of the state: `scan`, `durable`, `leaked`, `synctest bubble 3`, and any this reader does not know. */
  readonly marks?: readonly string[];
  /** GODEBUG=tracebackancestors: the goroutines it descends from, nearest first. */
  readonly ancestors?: readonly Ancestor[];
}

/** A goroutine that no longer needs to exist, as `[originating from goroutine N]` prints it. */
export interface Ancestor {
  readonly id: number;
  readonly stack: Stack;
}

/** In what shape the goroutines stood in the input. */
export type DumpForm =
  /** debug=2, runtime.Stack, SIGQUIT, panic: plain text. */
  | 'text'
  /** Inside a log record: logrus text or JSON, containerd's BEGIN/END markers, journald prefixes. */
  | 'log'
  /** debug=1: counts and frames, no ids, no states. */
  | 'counts'
  /** debug=0: a pprof goroutine profile. */
  | 'profile'
  /** The race detector's report: the goroutines that raced, without states. */
  | 'race'
  /** `sort | uniq -c` of file:line rows: no stacks at all. */
  | 'table';

/** Goroutines of one snapshot. */
export interface Dump {
  readonly form: DumpForm;
  /** Where it stood: first and last line of the input, from 1. */
  readonly from: number;
  readonly to: number;
  /** What the log said of it (`namespace=default path=/run/… pid=10226`), or ''. */
  readonly source: string;
  /** Goroutine headers seen, read or not. `size < headers` means something was lost, and leftovers say what. */
  readonly headers: number;
  /** Goroutines read. */
  readonly size: number;
  goroutine(index: number): Goroutine;
  [Symbol.iterator](): IterableIterator<Goroutine>;
  /** When it was taken, as the log says it (`2026-11-23T08:00:00Z`); '' when nothing says it. */
  readonly time?: string;
  /** What the runtime printed around it: the panic, the signal, the registers. */
  readonly context?: readonly ContextLine[];
}

/** A line the runtime prints around goroutines, and what it is about. */
export interface ContextLine extends Leftover {
  readonly kind:
    | 'panic'
    | 'fatal'
    | 'signal'
    | 'registers'
    | 'runtime'
    | 'thread'
    | 'test'
    | 'exit';
}

/** A row of a `sort | uniq -c` table: how often a `file:line +offset` stood in a dump. */
export interface LineCount {
  readonly count: number;
  readonly file: string;
  readonly line: number;
  /** `+0x245`, or ''. */
  readonly offset: string;
  /** Line in the input, from 1. */
  readonly at: number;
}

/** The rows of one `sort | uniq -c`, in the order of the input. */
export interface LineTable {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly LineCount[];
}

/** Why something could not be read, or only in part. The words for a reader live in the strings files. */
export type NoticeCode =
  /** The input is gzip: unpack it first. */
  | 'gzip'
  /** The input is a protobuf profile or another binary: the pprof reader may know it. */
  | 'binary'
  /** A heap, CPU, block or mutex profile in text: it has no goroutines. */
  | 'other-profile'
  /** A header without a single frame. */
  | 'no-stack'
  /** A function without its file and line. */
  | 'no-place'
  /** A header that is broken or cut off: this goroutine is lost. */
  | 'broken-header'
  /** A log record that ends before its closing quote. */
  | 'cut-record'
  /** A line too long to be part of a dump. */
  | 'long-line'
  /** So many dumps that the last ones were put together. */
  | 'many-dumps'
  /** A counts profile whose records do not add up to its stated total. */
  | 'wrong-total'
  /** Frames before the first header: the beginning of the dump is missing. */
  | 'no-head';

/** One such finding: how often, and the line where it was first seen. */
export interface Notice {
  readonly code: NoticeCode;
  readonly line: number;
  readonly count: number;
}

/** All that was found in one input. */
export interface Reading {
  /** Every shape that occurred, in order of appearance. */
  readonly forms: readonly DumpForm[];
  readonly dumps: readonly Dump[];
  readonly tables: readonly LineTable[];
  /** Lines that were not understood; the first thousand of them. */
  readonly leftovers: readonly Leftover[];
  /** Leftovers beyond those kept. */
  readonly moreLeftovers: number;
  /** Log records around the dumps, understood as such and passed over. */
  readonly logLines: number;
  readonly notices: readonly Notice[];
  /** Size of the input. */
  readonly lines: number;
  readonly bytes: number;
}
