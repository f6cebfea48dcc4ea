import { columnar } from './columnar.ts';
import type { ColumnDump } from './dump.ts';
import { isStandard, packageOf } from './package-name.ts';
import type { CreatedBy, Dump, Frame, Stack } from './types.ts';

/** What goroutines of one group have in common. */
export type GroupBy =
  /** The whole stack and the creation site. */
  | 'stack'
  /** A `file:line` somewhere in the stack: what `sort | uniq -c` counts; a goroutine is in many. */
  | 'locations'
  /** The innermost frame. */
  | 'top'
  /** The creation site. */
  | 'createdBy'
  /** The package of the innermost frame outside the standard library (of the innermost, when all are inside). */
  | 'package'
  /** The state. */
  | 'state';

/** Goroutines that are alike. */
export interface Group {
  /** What they share, as text; unique within one grouping. */
  readonly key: string;
  /** How many; by `locations` how often the line stands in the dump. */
  readonly count: number;
  readonly states: readonly { readonly state: string; readonly count: number }[];
  /** Longest wait in whole minutes; 0 when none is over a minute. */
  readonly minutes: number;
  /** Innermost frame and creation site of the first of them; null when it has none. */
  readonly top: Frame | null;
  readonly createdBy: CreatedBy | null;
  /** The stack of the first of them; all have it when `stacks` is 1. */
  readonly stack: Stack;
  readonly stacks: number;
  /** Their ids and their places in the dump, in its order; empty by `locations`, and for counts profiles. */
  readonly ids: Float64Array;
  readonly members: Uint32Array;
}

interface Pile {
  readonly key: string;
  readonly node: number;
  readonly nodes: Set<number>;
  readonly states: Map<string, number>;
  count: number;
  rows: number;
  start: number;
  minutes: number;
}

/** Goroutines in groups, the largest first, then the longest waiting. */
export function group(dump: Dump, by: GroupBy = 'stack'): Group[] {
  const columnDump = columnar(dump);
  const { columns, tables } = columnDump;
  const piles: Pile[] = [];
  const keys = new Map<string, number>();
  const known: (readonly number[])[] = [];
  const pileOf = new Int32Array(by === 'locations' ? 0 : columns.length);

  const pilesOf = (number: number, node: number, texts: () => readonly string[]) => {
    let found = known[number];
    if (!found) {
      found = texts().map((key) => {
        let pile = keys.get(key);
        if (pile === undefined) {
          pile = piles.length;
          keys.set(key, pile);
          const nodes = new Set<number>();
          piles.push({
            key,
            node,
            nodes,
            states: new Map(),
            count: 0,
            rows: 0,
            start: 0,
            minutes: 0,
          });
        }
        return pile;
      });
      known[number] = found;
    }
    return found;
  };

  for (let row = 0; row < columns.length; row++) {
    const node = columns.node(row);
    const tail = columns.tail(row);
    const { state, minutes } = tables.tails.tail(tail);
    const weight = columnDump.weight(row);
    const found =
      by === 'state'
        ? pilesOf(tail, node, () => [state])
        : pilesOf(node, node, () => keysOf(columnDump, node, by));
    for (const number of found) {
      const pile = piles[number] as Pile;
      pile.count += weight;
      pile.rows++;
      pile.nodes.add(node);
      if (minutes > pile.minutes) pile.minutes = minutes;
      pile.states.set(state, (pile.states.get(state) ?? 0) + weight);
    }
    if (by !== 'locations') pileOf[row] = found[0] as number;
  }
  const order =
    by === 'locations' || columnDump.form === 'counts' ? null : sorted(columnDump, pileOf, piles);
  const groups = piles.map((pile) => groupOf(columnDump, pile, order));
  return groups.sort(
    (one, other) =>
      other.count - one.count || other.minutes - one.minutes || (one.key < other.key ? -1 : 1),
  );
}

interface Order {
  readonly members: Uint32Array;
  readonly ids: Float64Array;
}

/** Rows in the order of their piles; every pile learns where its own begin. */
function sorted({ columns }: ColumnDump, pileOf: Int32Array, piles: readonly Pile[]): Order {
  const members = new Uint32Array(pileOf.length);
  const ids = new Float64Array(pileOf.length);
  let start = 0;
  const next = piles.map((pile) => {
    pile.start = start;
    start += pile.rows;
    return pile.start;
  });
  for (let row = 0; row < pileOf.length; row++) {
    const pile = pileOf[row] as number;
    const at = next[pile] as number;
    next[pile] = at + 1;
    members[at] = row;
    ids[at] = columns.id(row);
  }
  return { members, ids };
}

function groupOf({ tables }: ColumnDump, pile: Pile, order: Order | null): Group {
  const { key, count, minutes, nodes, start, rows } = pile;
  const stack = tables.stacks.stack(pile.node);
  const { frames, createdBy } = stack;
  const states = [...pile.states]
    .map(([state, count]) => ({ state, count }))
    .sort((one, other) => other.count - one.count);
  const ids = order ? order.ids.subarray(start, start + rows) : new Float64Array(0);
  const members = order ? order.members.subarray(start, start + rows) : new Uint32Array(0);
  const top = frames[0] ?? null;
  return { key, count, states, minutes, top, createdBy, stack, stacks: nodes.size, ids, members };
}

function keysOf(dump: ColumnDump, node: number, by: GroupBy): readonly string[] {
  const { frames, createdBy, elided } = dump.tables.stacks.stack(node);
  switch (by) {
    case 'locations':
      return [...frames, ...(createdBy ? [createdBy] : [])].map(
        ({ file, line }) => `${file}:${line}`,
      );
    case 'top':
      return [frames[0] ? frameText(frames[0]) : ''];
    case 'createdBy':
      return [createdBy ? frameText(createdBy) : ''];
    case 'package':
      return [homePackage(frames)];
    default:
      return [
        [
          ...frames.map(frameText),
          elided ? `… ${elided}` : '',
          createdBy ? `created by ${frameText(createdBy)}` : '',
        ]
          .filter((line) => line !== '')
          .join('\n'),
      ];
  }
}

/** `main.run /src/main.go:7`: a frame in one line. */
export function frameText({ func, file, line }: CreatedBy): string {
  return file === '' ? func : `${func} ${file}:${line}`;
}

/** The package a stack is at home in: of its innermost frame outside the standard library. */
export function homePackage(frames: readonly Frame[]): string {
  for (const { func } of frames) {
    const path = packageOf(func);
    if (path !== '' && !isStandard(path)) return path;
  }
  return frames[0] ? packageOf(frames[0].func) : '';
}
