import type { Amount } from '../../evidence/pprof/columns.ts';
import type { Leftover } from '../../evidence/pprof/leftovers.ts';
import type { PackageShare } from '../../evidence/pprof/packages.ts';
import type { Peek } from '../../evidence/pprof/peek.ts';
import type { ProfileForm, ValueType } from '../../evidence/pprof/profile.ts';
import type { TopRow } from '../../evidence/pprof/top.ts';
import type { FlameColumns } from './flame-columns.ts';
import type { Sort, View } from './state.ts';

/** What the picture asks of a reading. What a view does not look at has its initial value. */
export interface Question {
  readonly view: View;
  readonly type: string;
  readonly focus: string;
  readonly ignore: string;
  readonly search: string;
  readonly sort: Sort;
  readonly up: boolean;
  /** Rows to hand over at the most. */
  readonly limit: number;
  readonly func: string;
  readonly reversed: boolean;
  readonly byPackage: boolean;
}

/** What a profile says of itself, whatever is asked. */
export interface Facts {
  readonly form: ProfileForm;
  readonly sampleTypes: readonly ValueType[];
  readonly samples: number;
  /** Nanoseconds; 0 when the file does not say. */
  readonly timeNanos: Amount;
  readonly durationNanos: Amount;
  readonly leftovers: readonly Leftover[];
}

/** A focus or ignore that does not read. `at`: a character of it, from 0; `problem` in the room's English. */
export interface PatternFault {
  readonly part: 'focus' | 'ignore';
  readonly problem: string;
  readonly at: number;
}

/** A function in two profiles. Values in the unit of the sample type. */
export interface Change {
  readonly func: string;
  readonly kind: 'grew' | 'shrank' | 'new' | 'gone' | 'same';
  readonly flatBefore: Amount;
  readonly flatAfter: Amount;
  readonly flat: Amount;
  readonly cumBefore: Amount;
  readonly cumAfter: Amount;
  readonly cum: Amount;
}

export interface TopPanel {
  readonly is: 'top';
  readonly rows: readonly TopRow[];
  /** Rows that the search leaves, and all. */
  readonly matching: number;
  readonly size: number;
  /** The largest by flat, whatever the order is. */
  readonly largest: TopRow | null;
}

export interface FlamePanel {
  readonly is: 'flame';
  readonly flame: FlameColumns;
}

export interface DiffPanel {
  readonly is: 'diff';
  /** Null where no base was chosen. */
  readonly compared: {
    readonly before: Amount;
    readonly after: Amount;
    readonly rows: readonly Change[];
    readonly matching: number;
    readonly counts: Readonly<Record<'grew' | 'shrank' | 'new' | 'gone', number>>;
    readonly largest: Change | null;
    readonly flame: FlameColumns;
  } | null;
}

export interface PackagesPanel {
  readonly is: 'packages';
  readonly shares: readonly PackageShare[];
}

export interface PeekPanel {
  readonly is: 'peek';
  /** The function that was asked for, or the largest. */
  readonly func: string;
  /** Null where no sample of this type has the function. */
  readonly peek: Peek | null;
  /** Names to choose from, largest cum first. */
  readonly names: readonly string[];
}

export type Panel = TopPanel | FlamePanel | DiffPanel | PackagesPanel | PeekPanel;

/** Everything that the picture shows: plain data, so that a worker can hand it over. */
export interface Answer {
  readonly question: Question;
  readonly facts: Facts;
  readonly sampleType: ValueType;
  /** Sum without signs of what focus and ignore leave: what shares are of. `whole`: before them. */
  readonly total: Amount;
  readonly whole: Amount;
  readonly kept: number;
  /** What is wrong with a pattern; the answer is then of the whole profile. */
  readonly fault: PatternFault | null;
  readonly panel: Panel;
}

/** A profile that was read, with or without a base, here or in a worker. */
export interface Reading {
  ask(question: Question): Answer | Promise<Answer>;
  /** Gives its memory back (ends the worker). */
  close(): void;
}
