/** Numbers of chapter 1, found in the captured curves and heaps when the pages are built: `<Measured id="leak.res.start" />`. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { typeNamed } from '../evidence/pprof/profile.ts';
import { readPlain } from '../evidence/pprof/read.ts';
import { top } from '../evidence/pprof/top.ts';
import { CAPTURES, type CaptureName, type Point, readCurve } from '../model/leak/captured.ts';
import { CALL_HEAP, CALL_STACK, IDLE_RSS } from '../model/leak/constants.ts';

const MIB = 2 ** 20;
const ROOT = 'content/evidence/';

/** Of a containerd that leaks, one that answers, and a small poller that had one burst. */
export const leakFigures = {
  /** MiB of RES and goroutines of the leaking containerd: at the first row, after about a minute, at the last row. */
  'leak.res.start': () => resOf(first(leaking())),
  'leak.res.minute': () => resOf(minute()),
  'leak.res.end': () => resOf(last(leaking())),
  'leak.goroutines.start': () => first(leaking()).goroutines,
  'leak.goroutines.minute': () => minute().goroutines,
  'leak.goroutines.end': () => last(leaking()).goroutines,
  'leak.seconds.minute': () => Math.round(minute().time),
  /** MiB by which RES rose until then, and from then on. */
  'leak.rise.minute': () => rise(first(leaking()), minute()),
  'leak.rise.rest': () => rise(minute(), last(leaking())),
  /** Goroutines that came until then, and from then on: calls that wait. */
  'leak.calls.minute': () => minute().goroutines - first(leaking()).goroutines,
  'leak.calls.rest': () => last(leaking()).goroutines - minute().goroutines,
  'leak.calls.end': () => last(leaking()).goroutines - first(leaking()).goroutines,
  /** MiB that the calls of the first minute hold, stacks and heap; and the stacks alone of all calls at the end. */
  'leak.held.minute': () =>
    Math.round(
      ((minute().goroutines - first(leaking()).goroutines) * (CALL_STACK + CALL_HEAP)) / MIB,
    ),
  'leak.stacks.end': () =>
    Math.round(((last(leaking()).goroutines - first(leaking()).goroutines) * CALL_STACK) / MIB),
  'leak.stack': () => CALL_STACK / 1024,
  /** MiB of RES of such a containerd after a fresh start. */
  'leak.rest': () => Math.round(IDLE_RSS / MIB),
  /** The containerd that answers: MiB of RES at its first row, after the warming up, at its last; and when that was over. */
  'warm.res.start': () => resOf(first(points('containerd-1.6.20'))),
  'warm.res.bent': () => resOf(bent()),
  'warm.res.end': () => resOf(last(points('containerd-1.6.20'))),
  'warm.seconds': () => Math.round(bent().time),
  'warm.goroutines': () => last(points('containerd-1.6.20')).goroutines,
  /** The poller: goroutines before its burst, at their most, and after it. MiB of RES: before, after, at the end. */
  'burst.goroutines.before': () => burst().before.goroutines,
  'burst.goroutines.most': () => burst().most.goroutines,
  'burst.goroutines.after': () => burst().after.goroutines,
  'burst.res.before': () => toMib(burst().before.rss),
  'burst.res.after': () => toMib(burst().later.rss),
  'burst.res.end': () => toMib(burst().end.rss),
  /** Seconds after the burst had gone back at which RES had not yet fallen. */
  'burst.seconds': () => Math.round(burst().later.time - burst().after.time),
  /** MiB in use in the heaps of the leaking containerd and of the other, and seconds between the two looks. */
  'heap.first': () => inUse('containerd-1.4.11', '001'),
  'heap.last': () => inUse('containerd-1.4.11', '011'),
  'heap.grown': () =>
    tenths((heap('containerd-1.4.11', '011').total - heap('containerd-1.4.11', '001').total) / MIB),
  'heap.seconds': () => Math.round(secondsBetween('containerd-1.4.11')),
  'heap.sound.first': () => inUse('containerd-1.6.20', '001'),
  'heap.sound.last': () => inUse('containerd-1.6.20', '011'),
  /** MiB that ttrpc's dispatch holds more at the last look than at the first. */
  'heap.dispatch': () => tenths((dispatchOf('011') - dispatchOf('001')) / MIB),
  /** KiB between two samples of the allocator. */
  'heap.period': () => heap('containerd-1.4.11', '011').period / 1024,
} as const satisfies Readonly<Record<string, () => number>>;

function points(name: CaptureName): readonly Point[] {
  return readCurve(name, readFileSync(ROOT + CAPTURES[name].path, 'utf8')).points;
}

const leaking = () => points('containerd-1.4.11');

/** The last row within the first minute. */
function minute(): Point {
  return last(leaking().filter(({ time }) => time <= 60));
}

/** The first row after 20 s of the containerd that answers: from there on its RES hardly rises. */
function bent(): Point {
  return first(points('containerd-1.6.20').filter(({ time }) => time >= 20));
}

/** A row of the poller. Its RES in kB as captured: `readCurve` leaves it out, since heap profiles raised it. */
interface PollerRow {
  readonly time: number;
  readonly goroutines: number;
  readonly rss: number;
  readonly collections: number;
}

function pollerRows(): readonly PollerRow[] {
  const [head = '', ...rows] = readFileSync(`${ROOT}leak/1.1.0-1pod/curve.csv`, 'utf8')
    .trim()
    .split('\n');
  const columns = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',').map(Number);
    const cell = (name: string) => cells[columns.indexOf(name)] ?? Number.NaN;
    return {
      time: cell('t_ms') / 1000,
      goroutines: cell('goroutines'),
      rss: cell('rss_kb'),
      collections: cell('num_gc'),
    };
  });
}

/** Rows around the burst: before, at its height, gone back, the last one before the next collection, the end. */
function burst() {
  const rows = pollerRows();
  const height = Math.max(...rows.map(({ goroutines }) => goroutines));
  const place = rows.findIndex(({ goroutines }) => goroutines === height);
  const after = first(rows.slice(place + 1));
  const same = rows.filter(
    ({ time, collections }) => time > after.time && collections === after.collections,
  );
  return {
    before: last(rows.slice(0, place)),
    most: first(rows.slice(place)),
    after,
    later: last(same),
    end: last(rows),
  };
}

interface Heap {
  /** Bytes in use, bytes between two samples, nanoseconds. */
  readonly total: number;
  readonly period: number;
  readonly taken: number;
  readonly dispatch: number;
}

const heaps = new Map<string, Heap>();

function heap(release: string, look: '001' | '011'): Heap {
  const path = `${ROOT}${release}/leak/containerd/${look}.heap.pb.gz`;
  const known = heaps.get(path);
  if (known) return known;
  const reading = readPlain(new Uint8Array(gunzipSync(readFileSync(path))));
  if (!reading.ok) throw new Error(`${path}: ${reading.problem}`);
  const profile = reading.value;
  const table = top(profile, typeNamed(profile, 'inuse_space'));
  const dispatch = table.rows().find(({ func }) => func.endsWith('/ttrpc.(*Client).dispatch'));
  const found = {
    total: Number(table.total),
    period: Number(profile.period),
    taken: Number(profile.timeNanos),
    dispatch: Number(dispatch?.flat ?? 0),
  };
  heaps.set(path, found);
  return found;
}

function inUse(release: string, look: '001' | '011'): number {
  return tenths(heap(release, look).total / MIB);
}

function dispatchOf(look: '001' | '011'): number {
  return heap('containerd-1.4.11', look).dispatch;
}

function secondsBetween(release: string): number {
  return (heap(release, '011').taken - heap(release, '001').taken) / 1e9;
}

function resOf({ rss }: Point): number {
  if (rss === null) throw new Error('this capture has no RES that can be compared');
  return tenths(rss / MIB);
}

function rise(from: Point, to: Point): number {
  return tenths(((to.rss ?? Number.NaN) - (from.rss ?? Number.NaN)) / MIB);
}

function toMib(kb: number): number {
  return tenths(kb / 1024);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function first<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (row === undefined) throw new Error('a capture without rows');
  return row;
}

function last<Row>(rows: readonly Row[]): Row {
  return first(rows.slice(-1));
}
