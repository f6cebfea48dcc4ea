import type { Completion } from '../../evidence/goroutine/complete.ts';
import type { DumpDiff, StackChange } from '../../evidence/goroutine/diff.ts';
import type { FilterFault } from '../../evidence/goroutine/filter.ts';
import type {
  CreatedBy,
  DumpForm,
  Frame,
  Leftover,
  LineCount,
} from '../../evidence/goroutine/types.ts';
import type { WaitBucket } from '../../evidence/goroutine/waits.ts';
import type { Grouping, Section } from './state.ts';

/** What the picture asks of a reading. */
export interface Query {
  readonly dump: number;
  readonly view: Section;
  readonly by: Grouping;
  readonly filter: string;
  /** Rows to hand over at the most. */
  readonly limit: number;
  /** The earlier dump: its place in the base, or in this same file. */
  readonly base: number;
  readonly sameFile: boolean;
}

/** How many goroutines are in a state. */
export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** What a stack tells at a glance, and the whole of it. */
export interface StackFacts {
  readonly top: Frame | null;
  /** The first frame outside Go's own library: what the goroutine is about. */
  readonly telling: Frame | null;
  /** The frame that started it all, where it is another one outside the library: whose work this is. */
  readonly root: Frame | null;
  readonly createdBy: CreatedBy | null;
  readonly frames: readonly Frame[];
  readonly elided: number;
}

/** A group as a row of the picture. */
export interface GroupRow extends StackFacts {
  readonly count: number;
  /** States in it, the most frequent first. */
  readonly states: readonly StateCount[];
  /** Longest wait, whole minutes; 0 when the headers name none. */
  readonly minutes: number;
  /** What it is grouped by, in words of the dump: a function, a package, a state. */
  readonly title: string;
  /** How many different stacks the group holds; the frames are those of its first goroutine. */
  readonly stacks: number;
  /** The first ids. */
  readonly ids: readonly number[];
}

/** A creation site as a row of the tree. */
export interface CreationRow {
  /** Counted from the top down, closed or not. */
  readonly place: number;
  /** Null: goroutine 1 and the others that print no creation site. */
  readonly site: CreatedBy | null;
  readonly count: number;
  /** Goroutines of all sites below it. */
  readonly below: number;
  readonly minutes: number;
  readonly states: readonly StateCount[];
  /** How the row above was found. */
  readonly parent: 'printed' | 'inferred' | 'none';
  readonly children: readonly CreationRow[];
}

/** A stack and what happened to it since the earlier dump. */
export interface ChangeRow extends StackFacts {
  readonly kind: StackChange['kind'];
  readonly before: number;
  readonly after: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
}

/** So many goroutines, and the ids of the first of them. */
export interface Ids {
  readonly count: number;
  readonly ids: readonly number[];
}

/** Two dumps side by side. */
export interface Comparison {
  readonly before: number;
  readonly after: number;
  readonly process: DumpDiff['process'];
  /** Stacks of each kind. */
  readonly kinds: Readonly<Record<StackChange['kind'], number>>;
  readonly rows: readonly ChangeRow[];
  /** By id; null unless both are of one process. */
  readonly movement: Readonly<Record<'stayed' | 'moved' | 'ended' | 'started', Ids>> | null;
  /** Seconds from the earlier to this one by their logs' times, negative when the order is wrong; null when unknown. */
  readonly seconds: number | null;
}

/** A dump within a file, without its goroutines. */
export interface DumpFacts {
  readonly form: DumpForm;
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly size: number;
  readonly headers: number;
}

/** Everything that the picture shows: plain data, so that a worker can hand it over. */
export interface Overview {
  /** Of what view these are the rows: the view asked for, unless the answer is still on its way. */
  readonly view: Section;
  readonly dumps: readonly DumpFacts[];
  /** Rows of a `sort | uniq -c` table, where the file is one. */
  readonly table: readonly LineCount[];
  /** Of the whole dump. */
  readonly states: readonly StateCount[];
  readonly longest: number;
  readonly matching: number;
  /** Rows there are in this view; those below are the first `limit` of them. */
  readonly rowCount: number;
  readonly groups: readonly GroupRow[];
  readonly creations: readonly CreationRow[];
  /** Up to the last bucket that holds any; empty too where the form has no times. */
  readonly waits: readonly WaitBucket[];
  /** Null without an earlier dump. */
  readonly comparison: Comparison | null;
  /** Dumps of the earlier file. */
  readonly baseDumps: readonly DumpFacts[];
  readonly leftovers: readonly Leftover[];
  readonly leftoverCount: number;
  /** What is wrong with the filter, and where in it; the rows are then those of the whole dump. */
  readonly problem: FilterFault | null;
}

/** Whether a file could be taken as the earlier one; if not, the one from before is kept. */
export type Against =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'no-goroutines' | 'stopped' };

export const FORMATS = ['text', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** A file that was read, here or in a worker. */
export interface Reading {
  ask(query: Query): Overview | Promise<Overview>;
  /**
   * Takes a file (gzip or not) as the earlier one, read where this one was; null takes it away. A later call stops
   * one under way. Rejects when the file cannot be read at all.
   */
  against(file: Blob | null): Promise<Against>;
  /** How far an `against` under way is, 0 to 1: asked for, not called back, so that any messenger can carry it. */
  progress(): number | Promise<number>;
  /** Stops an `against` under way. */
  stop(): void | Promise<void>;
  /** What may stand at the cursor of a filter. */
  complete(text: string, cursor: number, dump: number): Completion | Promise<Completion>;
  /** All rows of the asked view, `limit` or not, as a file; null where it has none (no dump, nothing to compare). */
  export(query: Query, format: Format): Promise<Blob | null>;
  /** Gives its memory back (ends the worker). */
  close(): void;
}
