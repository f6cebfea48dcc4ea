import type { Dump } from '../goroutine/types.ts';
import type { ClientFamily, PositionId, ServerFamily } from '../ttrpc/positions.ts';
import type { CountId, ExcludeId, ProofRole, StepId, UnknownId, Why } from './ids.ts';

/** The rules, by name. Words: `diagnose.<rule>.title` and `diagnose.<rule>.means`. */
export const RULES = [
  'ttrpc-both',
  'ttrpc-server-stuck',
  'ttrpc-client-stuck-a',
  'ttrpc-client-stuck-c',
  'ttrpc-client-closed',
  'peer-does-not-read',
  'shim-mutex-pileup',
  'containerd-callers-pile-up',
  'kubelet-callers-pile-up',
  'exec-pile-up',
  'lock-pile-up',
  'nil-channel',
  'crashed',
  'growth-without-block',
  'healthy',
] as const;
export type RuleId = (typeof RULES)[number];

/**
 * `hang`: it does not go on by itself. `warning`: something piles up, presses or has ended.
 * `note`: the same, but it may be nothing. `well`: nothing was found. Words: `diagnose.severity.<id>`.
 */
export type Severity = 'hang' | 'warning' | 'note' | 'well';

/**
 * `certain`: no innocent reading is left. `likely`: one is left, and something speaks against it.
 * `possible`: the shape is there, and nothing more. Words: `diagnose.confidence.<id>`.
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** What goes into the {placeholders} of a word. */
export type Values = Readonly<Record<string, string | number>>;

/** An id of the words, with what goes into them. */
export interface Say<Id extends string> {
  readonly id: Id;
  readonly values: Values;
}

/** Something to do next. `take` another dump, `look` for lines, or `do` something about it. */
export interface Step extends Say<StepId> {
  readonly kind: 'take' | 'look' | 'do';
}

/** How many of what. Words: `diagnose.count.<id>` with `{n}` and the values. */
export interface Count extends Say<CountId> {
  readonly n: number;
}

/** Where a goroutine stands: the frame that matters. `file` is the path as printed. */
export interface Where {
  readonly func: string;
  readonly file: string;
  readonly line: number;
}

/** A goroutine that proves a finding (or a line of the runtime, or a row of a table). */
export interface ProofLine {
  /** 0: the dump that was diagnosed; n: the nth of the others, counted from 1. */
  readonly dump: number;
  /**
   * Line in that dump's input, from 1: the goroutine's header, the record of a counts profile,
   * or the log line that holds the whole dump.
   */
  readonly line: number;
  /** Its id; null where the form has none. */
  readonly goroutine: number | null;
  readonly where: Where;
  /** As printed; '' where the form has none. */
  readonly state: string;
  /** Whole minutes of waiting; 0: under a minute, or not known. */
  readonly minutes: number;
  readonly role: ProofRole;
  /** Where it stands in ttrpc (words: `ttrpc.position.<id>`), or null. */
  readonly position: PositionId | null;
  /** How many goroutines it stands for: those in the same stack, or 1. */
  readonly alike: number;
}

/** Which versions fit what was seen of ttrpc. */
export interface Versions {
  /** Versions of ttrpc that the book has and the lines fit; empty when none tells. */
  readonly ttrpc: readonly string[];
  /** Releases of containerd that carry them, parallel to `ttrpc`. */
  readonly containerd: readonly string[];
  readonly client: ClientFamily | null;
  readonly server: ServerFamily | null;
  /** The version a path names (`ttrpc@v1.2.7/…`), in the book or not. */
  readonly named: string | null;
}

/** What one rule found. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly why: Say<Why>;
  /** The connection it speaks of (`server-2`), or ''. */
  readonly subject: string;
  /** The most telling first. */
  readonly proof: readonly ProofLine[];
  readonly counts: readonly Count[];
  readonly excludes: readonly ExcludeId[];
  readonly unknown: readonly Say<UnknownId>[];
  /** In the order to follow. */
  readonly next: readonly Step[];
  /** Null where the finding is not about ttrpc. */
  readonly versions: Versions | null;
  /** Slug of the chapter that explains it (content/course.yaml). */
  readonly chapter: string;
}

/**
 * Another dump to compare with: of the same process before or after, or of the process at the other end.
 * Without `is`, the dumps themselves say what they can: times of their logs, pids, ids of goroutines.
 */
export interface Other {
  readonly dump: Dump;
  readonly is?: 'earlier' | 'later' | 'peer';
  /** The reading said that part of it is missing. */
  readonly cut?: boolean;
}

export interface Options {
  /** The reading said that part of the dump is missing (`cut-record`, `no-head`, …). Cut tails are seen anyway. */
  readonly cut?: boolean;
}
