import { columnar } from './columnar.ts';
import type { ColumnDump } from './dump.ts';
import { type Group, group } from './group.ts';
import type { CreatedBy, Dump, Stack } from './types.ts';

/** What happened to a stack between two dumps. */
export interface StackChange {
  readonly key: string;
  readonly stack: Stack;
  readonly before: number;
  readonly after: number;
  readonly kind: 'appeared' | 'gone' | 'grew' | 'shrank' | 'same';
  /** Longest waits, in whole minutes. */
  readonly minutesBefore: number;
  readonly minutesAfter: number;
}

/** What happened to single goroutines, by id. */
export interface Movement {
  /** In both dumps, in the same stack: they may hang. */
  readonly stayed: Float64Array;
  /** In both dumps, in another stack. */
  readonly moved: Float64Array;
  readonly ended: Float64Array;
  readonly started: Float64Array;
}

/** What changed from one dump to another. */
export interface DumpDiff {
  readonly before: number;
  readonly after: number;
  /** Largest change first. */
  readonly stacks: readonly StackChange[];
  /**
   * Whether both dumps are of one process: `other` is certain (two pids, or one id with two creation
   * sites: ids are never used again); `same` means that goroutines agree and nothing speaks against it.
   */
  readonly process: 'same' | 'other' | 'unknown';
  /** Null unless `process` is `same`. */
  readonly movement: Movement | null;
}

/** Compares two dumps, the earlier one first. `sameProcess` overrides what the dumps themselves say. */
export function diff(before: Dump, after: Dump, sameProcess?: boolean): DumpDiff {
  const one = columnar(before);
  const other = columnar(after);
  const found = sameProcess === undefined ? processOf(one, other) : sameProcess ? 'same' : 'other';
  return {
    before: before.size,
    after: after.size,
    stacks: stackChanges(group(before), group(after)),
    process: found,
    movement: found === 'same' ? movement(one, other) : null,
  };
}

function stackChanges(before: readonly Group[], after: readonly Group[]): StackChange[] {
  const left = new Map(before.map((each) => [each.key, each]));
  const right = new Map(after.map((each) => [each.key, each]));
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys]
    .map((key) => change(key, left.get(key), right.get(key)))
    .sort(
      (one, other) =>
        Math.abs(other.after - other.before) - Math.abs(one.after - one.before) ||
        other.after - one.after ||
        (one.key < other.key ? -1 : 1),
    );
}

function change(key: string, before: Group | undefined, after: Group | undefined): StackChange {
  const was = before?.count ?? 0;
  const is = after?.count ?? 0;
  return {
    key,
    stack: (after ?? (before as Group)).stack,
    before: was,
    after: is,
    kind:
      was === 0 ? 'appeared' : is === 0 ? 'gone' : is > was ? 'grew' : is < was ? 'shrank' : 'same',
    minutesBefore: before?.minutes ?? 0,
    minutesAfter: after?.minutes ?? 0,
  };
}

/** Row of every id; a goroutine that is printed twice counts as printed first. */
function rowsById({ columns }: ColumnDump): Map<number, number> {
  const rows = new Map<number, number>();
  for (let row = columns.length - 1; row >= 0; row--) rows.set(columns.id(row), row);
  return rows;
}

function processOf(before: ColumnDump, after: ColumnDump): DumpDiff['process'] {
  const [one, other] = [before, after].map(({ source }) => /\bpid=(\d+)/.exec(source)?.[1]);
  if (one && other && one !== other) return 'other';
  if (before.counts || after.counts) return 'unknown';
  const rows = rowsById(before);
  let agree = 0;
  for (let row = 0; row < after.columns.length; row++) {
    const earlier = rows.get(after.columns.id(row));
    if (earlier === undefined) continue;
    const was = siteOf(before, earlier);
    const is = siteOf(after, row);
    if (!was || !is) continue;
    if (was.func !== is.func || was.line !== is.line) return 'other';
    agree++;
  }
  return agree > 0 || (one !== undefined && one === other) ? 'same' : 'unknown';
}

function siteOf({ columns, tables }: ColumnDump, row: number): CreatedBy | null {
  const stack = tables.stacks.stack(columns.node(row));
  return stack.createdBy;
}

function movement(before: ColumnDump, after: ColumnDump): Movement {
  const rows = rowsById(before);
  const known = new Map<string, boolean>();
  const stayed: number[] = [];
  const moved: number[] = [];
  const started: number[] = [];
  for (const [id, row] of rowsById(after)) {
    const earlier = rows.get(id);
    if (earlier === undefined) started.push(id);
    else (sameStack(before, earlier, after, row, known) ? stayed : moved).push(id);
    rows.delete(id);
  }
  const sorted = (ids: number[]) => Float64Array.from(ids).sort();
  return {
    stayed: sorted(stayed),
    moved: sorted(moved),
    started: sorted(started),
    ended: sorted([...rows.keys()]),
  };
}

/** Two stacks are alike when their frames are; asked once for every pair of nodes. */
function sameStack(
  before: ColumnDump,
  earlier: number,
  after: ColumnDump,
  row: number,
  known: Map<string, boolean>,
): boolean {
  const was = before.columns.node(earlier);
  const is = after.columns.node(row);
  if (before.tables === after.tables) return was === is;
  const pair = `${was} ${is}`;
  let same = known.get(pair);
  if (same === undefined) {
    same = alike(before.tables.stacks.stack(was), after.tables.stacks.stack(is));
    known.set(pair, same);
  }
  return same;
}

function alike(one: Stack, other: Stack): boolean {
  return (
    one.frames.length === other.frames.length &&
    one.frames.every((frame, index) => {
      const match = other.frames[index];
      return match?.func === frame.func && match.file === frame.file && match.line === frame.line;
    })
  );
}
