import type { FilterFault } from '../../evidence/goroutine/filter.ts';
import type { DumpForm, Frame, Leftover, LineCount } from '../../evidence/goroutine/types.ts';
import type { Grouping } from './state.ts';

/** What the picture asks of a reading. */
export interface Query {
  readonly dump: number;
  readonly by: Grouping;
  readonly filter: string;
  /** Groups to hand over at the most. */
  readonly limit: number;
}

/** A group as a row of the picture. */
export interface GroupRow {
  readonly count: number;
  /** States in it, the most frequent first. */
  readonly states: readonly { readonly state: string; readonly count: number }[];
  /** Longest wait, whole minutes; 0 when the headers name none. */
  readonly minutes: number;
  /** What it is grouped by, in words of the dump: a function, a package, a state. */
  readonly title: string;
  readonly top: Frame | null;
  /** The first frame outside Go's own library: what the goroutine is about. */
  readonly telling: Frame | null;
  /** The frame that started it all, where it is another one outside the library: whose work this is. */
  readonly root: Frame | null;
  readonly createdBy: {
    readonly func: string;
    readonly file: string;
    readonly line: number;
  } | null;
  /** Frames of the group's first goroutine; `stacks` says how many different stacks the group holds. */
  readonly frames: readonly Frame[];
  readonly stacks: number;
  readonly elided: number;
  /** The first ids, and lines where their headers stand. */
  readonly ids: readonly number[];
}

/** Everything that the picture shows: plain data, so that a worker can hand it over. */
export interface Overview {
  readonly dumps: readonly {
    readonly form: DumpForm;
    readonly from: number;
    readonly to: number;
    readonly source: string;
    readonly size: number;
    readonly headers: number;
  }[];
  /** Rows of a `sort | uniq -c` table, where the file is one. */
  readonly table: readonly LineCount[];
  readonly states: readonly { readonly state: string; readonly count: number }[];
  readonly matching: number;
  readonly longest: number;
  readonly groupCount: number;
  readonly groups: readonly GroupRow[];
  readonly leftovers: readonly Leftover[];
  readonly leftoverCount: number;
  /** What is wrong with the filter, and where in it; the groups are then those of the whole dump. */
  readonly problem: FilterFault | null;
}

/** A file that was read, here or in a worker. */
export interface Reading {
  ask(query: Query): Overview | Promise<Overview>;
  /** Gives its memory back (ends the worker). */
  close(): void;
}
