import type { LineCount } from '../goroutine/types.ts';
import { type At, formatAt } from './at.ts';
import { stacks, type Version } from './book.ts';
import { type Decoded, decode, type Match } from './decode.ts';
import { type Narrowing, narrow } from './narrow.ts';
import { type PositionId, type Posture, positionOf, type Role, type Side } from './positions.ts';

/** What a row is to the story. `creation`: nothing runs there. `path`: a line on the way to another row's line. */
export type RowTag = Posture | 'creation' | 'path' | 'unknown' | 'foreign';

export interface TableRow {
  readonly row: LineCount;
  readonly decoded: Decoded;
  /** The meaning the table's versions leave; null where none or more than one is left. */
  readonly match: Match | null;
  readonly tag: RowTag;
}

/**
 * Every goroutine has one creation line, and while it is parked it stands at one of a few places. So in one snapshot
 * no more can stand at the places than were created: that `fails`. Fewer may, for one that runs is for a moment
 * elsewhere; whether that is so or lines were lost the table does not tell: that is `open`.
 */
export interface Sum {
  readonly side: Side;
  readonly role: Role;
  /** How the total comes about: the `created by` line, or the outermost line all these goroutines share. */
  readonly by: 'creation' | 'path';
  readonly total: { readonly at: At; readonly count: number };
  readonly parts: readonly { readonly at: At; readonly count: number }[];
  /** Sum of the parts less the total: above 0, more goroutines than were created. */
  readonly difference: number;
  readonly verdict: 'holds' | 'fails' | 'open';
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly narrowing: Narrowing;
  readonly sums: readonly Sum[];
  /** Goroutines at each position. A table of lines has no states: that they are parked there is likely, not shown. */
  readonly counts: Readonly<Partial<Record<PositionId, number>>>;
  /** Whether every link of a circle that this side can show is in the table. */
  readonly half: Readonly<Record<Side, boolean>>;
}

const HALVES: Readonly<Record<Side, readonly (readonly PositionId[])[]>> = {
  client: [
    ['client.loop.write', 'client.receiver.handoff'],
    ['client.caller.write', 'client.caller.hold', 'client.receiver.lock'],
  ],
  server: [['server.loop.write', 'server.receiver.handoff']],
};

/**
 * Decodes the rows of a `sort | uniq -c` table of one process, and adds them up.
 * Rows of other packages and unknown lines stay in place, with their tag.
 */
export function decodeTable(rows: readonly LineCount[]): Table {
  const narrowing = narrow(rows);
  const decoded = rows.map((row) => readRow(row, narrowing.fits));
  const counts: Partial<Record<PositionId, number>> = {};
  for (const { row, match } of decoded) {
    const position = match?.kind === 'stands' ? match.positions[0] : undefined;
    if (position) counts[position.id] = (counts[position.id] ?? 0) + row.count;
  }
  const holds = (side: Side): boolean =>
    HALVES[side].some((half) => half.every((id) => (counts[id] ?? 0) > 0));
  return {
    rows: decoded,
    narrowing,
    sums: sumsOf(decoded, narrowing.fits),
    counts,
    half: { client: holds('client'), server: holds('server') },
  };
}

function readRow(row: LineCount, fits: readonly Version[]): TableRow {
  const decoded = decode(row, fits.length > 0 ? fits : undefined);
  if (!decoded.ok) {
    return {
      row,
      decoded,
      match: null,
      tag: decoded.problem === 'not-ttrpc' ? 'foreign' : 'unknown',
    };
  }
  const [match, ...others] = decoded.matches;
  if (!match || others.length > 0)
    return { row, decoded, match: null, tag: tagOfMany(decoded.matches) };
  return { row, decoded, match, tag: tagOf(match) };
}

function tagOf(match: Match): RowTag {
  if (match.kind !== 'stands') return match.kind;
  return match.positions[0]?.posture ?? 'unknown';
}

function tagOfMany(matches: readonly Match[]): RowTag {
  const [first, ...rest] = new Set(matches.map(tagOf));
  return first && rest.length === 0 ? first : 'path';
}

/** One sum for every line that a whole role shares, where the table has it. */
function sumsOf(rows: readonly TableRow[], fits: readonly Version[]): readonly Sum[] {
  const counted = new Map<string, number>();
  for (const { row, decoded } of rows) {
    const key = formatAt(decoded.at);
    counted.set(key, (counted.get(key) ?? 0) + row.count);
  }
  const totals = new Map<
    string,
    Omit<Sum, 'difference' | 'verdict' | 'parts'> & { parts: Set<string> }
  >();
  for (const stack of stacks) {
    if (!stack.versions.some((version) => fits.includes(version))) continue;
    const outer = stack.createdBy ?? stack.frames.at(-1);
    const count = outer && counted.get(formatAt(outer.at));
    if (!outer || count === undefined || outer === stack.names) continue;
    const key = formatAt(outer.at);
    const { side, role } = positionOf(stack.position);
    const by = stack.createdBy ? 'creation' : 'path';
    const sum = totals.get(key) ?? {
      side,
      role,
      by,
      total: { at: outer.at, count },
      parts: new Set(),
    };
    sum.parts.add(formatAt(stack.names.at));
    totals.set(key, sum);
  }
  return [...totals.values()].map(({ parts: keys, ...sum }) => {
    const parts = [...keys]
      .map((key) => ({ key, count: counted.get(key) }))
      .flatMap(({ key, count }) => (count === undefined ? [] : [{ at: atOf(key), count }]));
    const difference = parts.reduce((all, part) => all + part.count, 0) - sum.total.count;
    const verdict = difference > 0 ? 'fails' : difference < 0 ? 'open' : 'holds';
    return { ...sum, parts, difference, verdict };
  });
}

function atOf(key: string): At {
  const colon = key.lastIndexOf(':');
  return { file: key.slice(0, colon), line: Number(key.slice(colon + 1)) };
}
