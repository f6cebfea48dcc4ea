import { IDLE_RSS } from './constants.ts';
import { heldInContainerd } from './holdings.ts';
import { comeWithin, type Load, ordinaryNode } from './load.ts';
import { at } from './run.ts';

/** A row of a captured curve. Seconds and bytes; null where the capture has no such figure that can be compared. */
export interface Point {
  readonly time: number;
  readonly pending: number | null;
  readonly goroutines: number;
  readonly rss: number | null;
}

/** A captured curve, and the load it was under as the model takes it. */
export interface Curve {
  readonly name: CaptureName;
  readonly points: readonly Point[];
  readonly load: Load;
  /** Goroutines and RSS before the first call hangs. */
  readonly base: { readonly goroutines: number; readonly rss: number };
  /** RSS at the first row: a process gives little back, so it starts there, whatever it needs. */
  readonly floor: number;
}

/** Captures by the name that links and words use. Their paths are those of content/evidence. */
export const CAPTURES = {
  'containerd-1.4.11': { path: 'containerd-1.4.11/leak/curve.csv', client: 'A', daemon: true },
  'containerd-1.6.20': { path: 'containerd-1.6.20/leak/curve.csv', client: 'B', daemon: true },
  'poller-1.0.1': { path: 'leak/1.0.1-1pod/curve.csv', client: 'A', daemon: false },
  'poller-1.1.0': { path: 'leak/1.1.0-1pod/curve.csv', client: 'B', daemon: false },
} as const;

export type CaptureName = keyof typeof CAPTURES;

export const CAPTURE_NAMES = Object.keys(CAPTURES) as readonly CaptureName[];

/** Calls a second that the two pollers were set to: 50 Metrics calls of the daemons, one call each 100 ms of the pair. */
const PER_SECOND = { daemon: 50, pair: 10 } as const;

/** Reads a curve.csv. Throws where a column is missing: the files are the kit's own. */
export function readCurve(name: CaptureName, text: string): Curve {
  const { client, daemon } = CAPTURES[name];
  const rows = readRows(text);
  const points = rows.map(daemon ? daemonPoint : pairPoint);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${name}: no rows`);
  const hang = daemon ? { hangAt: 0, burst: 0 } : pairHang(points, rows);
  const load: Load = {
    ...ordinaryNode,
    ...hang,
    client,
    scrapers: daemon ? PER_SECOND.daemon : PER_SECOND.pair,
    interval: 1,
    eviction: false,
    execs: 0,
    deadline: null,
    duration: last.time,
  };
  const rss = name === 'containerd-1.4.11' ? IDLE_RSS : (first.rss ?? 0);
  const base = { goroutines: first.goroutines, rss };
  return { name, points, load, base, floor: first.rss ?? 0 };
}

/** What the model says at a time of a curve: the same load, on top of what the process had before. */
export function modelledPoint({ load, base, floor }: Curve, time: number): Modelled {
  const { pending } = at(load, time);
  const { goroutines, live, most } = heldInContainerd(pending, 0);
  return {
    time,
    pending,
    goroutines: base.goroutines + goroutines,
    least: Math.max(floor, base.rss + live),
    most: Math.max(floor, base.rss + most),
  };
}

/** The model beside a row. `least` and `most` are RSS, bytes: stacks and live heap, and the heap grown to its collection. */
export interface Modelled {
  readonly time: number;
  readonly pending: number;
  readonly goroutines: number;
  readonly least: number;
  readonly most: number;
}

/** The greatest factor between model and capture, over all rows after the hang; 1 is no difference. */
export function farthest(curve: Curve): { readonly goroutines: number; readonly rss: number } {
  const factors = curve.points
    .filter(({ time }) => time >= curve.load.hangAt)
    .map((point) => {
      const modelled = modelledPoint(curve, point.time);
      return {
        goroutines: factor(point.goroutines, modelled.goroutines),
        rss: point.rss === null ? 1 : factor(point.rss, modelled.most),
      };
    });
  return {
    goroutines: Math.max(...factors.map(({ goroutines }) => goroutines)),
    rss: Math.max(...factors.map(({ rss }) => rss)),
  };
}

function factor(one: number, other: number): number {
  return Math.max(one / other, other / one);
}

type Row = Readonly<Record<string, number>>;

function readRows(text: string): readonly Row[] {
  const [head = '', ...body] = text.trim().split('\n');
  const columns = head.trim().split(',');
  return body.map((line) => {
    const cells = line.trim().split(',');
    return Object.fromEntries(columns.map((column, place) => [column, numberOf(cells[place])]));
  });
}

/** A cell that is empty was not measured: a shim that hangs has no column of its own any more. */
function numberOf(cell: string | undefined): number {
  return cell === undefined || cell === '' ? Number.NaN : Number(cell);
}

function cell(row: Row, column: string): number {
  const value = row[column];
  if (value === undefined || Number.isNaN(value)) throw new Error(`no ${column}`);
  return value;
}

function daemonPoint(row: Row): Point {
  return {
    time: cell(row, 't_s'),
    pending: null,
    goroutines: cell(row, 'containerd_goroutines'),
    rss: cell(row, 'containerd_rss_kb') * 1024,
  };
}

/** The pair's RSS is left out: taking snapshots raised it (evidence/README.md). */
function pairPoint(row: Row): Point {
  return {
    time: cell(row, 't_ms') / 1000,
    pending: cell(row, 'pending'),
    goroutines: cell(row, 'goroutines'),
    rss: null,
  };
}

/**
 * A burst of 2,000 calls at 15 s made the pair of 1.0.1 hang. The model is given when and how many: the first row from which
 * on no call finishes any more, and what was pending at it. What comes after is the model's. Where calls go on finishing,
 * there is no hang.
 */
function pairHang(
  points: readonly Point[],
  rows: readonly Row[],
): { readonly hangAt: number; readonly burst: number } {
  const finished = rows.map((row) => cell(row, 'finished'));
  const place = finished.indexOf(finished.at(-1) ?? 0);
  const hang = points[place];
  if (hang === undefined || place === points.length - 1) return { hangAt: 0, burst: 0 };
  const { time, pending } = hang;
  // The call that comes at the hang itself is the first of the scrapers' (load.ts).
  return { hangAt: time, burst: Math.max(0, (pending ?? 0) - comeWithin(0, PER_SECOND.pair)) };
}
