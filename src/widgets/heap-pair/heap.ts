import { shortName } from '../../evidence/pprof/names.ts';
import { type Profile, typeNamed } from '../../evidence/pprof/profile.ts';
import { read } from '../../evidence/pprof/read.ts';
import { top } from '../../evidence/pprof/top.ts';
import {
  filesOf,
  MEASURES,
  type Measure,
  PAIR_NAMES,
  type PairName,
  SIDES,
  type Side,
} from './pairs.ts';

/** A function and the bytes that its own lines hold, or allocated, at the first and at the last look. */
export interface Row {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** Two profiles of one process by one measure. Bytes. */
export interface Heap {
  readonly first: number;
  readonly last: number;
  readonly rows: readonly Row[];
}

export interface Process {
  readonly heaps: Readonly<Record<Measure, Heap>>;
  /** Bytes between two samples of the allocator's: less growth than that can be one sample. */
  readonly period: number;
  /** Seconds between the looks. */
  readonly seconds: number;
}

export type Heaps = Readonly<Record<PairName, Readonly<Record<Side, Process>>>>;

type Evidence = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Reads the eight profiles. Throws where one is none: the kit's own evidence is broken then. */
export async function heapsOf(evidence: Evidence): Promise<Heaps> {
  const pairs = await Promise.all(
    PAIR_NAMES.map(async (pair) => {
      const sides = await Promise.all(
        SIDES.map(async (side) => [side, await processOf(pair, side, evidence)] as const),
      );
      return [pair, Object.fromEntries(sides)] as const;
    }),
  );
  return Object.fromEntries(pairs) as unknown as Heaps;
}

async function processOf(pair: PairName, side: Side, evidence: Evidence): Promise<Process> {
  const [first, last] = await Promise.all(
    filesOf(pair, side).map(async (path) => {
      const reading = await read(await evidence(path));
      if (!reading.ok) throw new Error(`${path}: ${reading.problem}`);
      return reading.value;
    }),
  );
  if (first === undefined || last === undefined) throw new RangeError(`${pair} ${side}: two files`);
  const heaps = MEASURES.map((measure) => [measure, heapOf(first, last, measure)] as const);
  return {
    heaps: Object.fromEntries(heaps) as unknown as Process['heaps'],
    period: Number(last.period),
    seconds: Math.round((Number(last.timeNanos) - Number(first.timeNanos)) / 1e9),
  };
}

function heapOf(first: Profile, last: Profile, measure: Measure): Heap {
  const before = top(first, typeNamed(first, measure));
  const after = top(last, typeNamed(last, measure));
  const names = new Set([...before.rows(), ...after.rows()].map(({ func }) => func));
  const rows = [...names]
    .map((func) => ({
      name: shortName(func),
      first: Number(before.find(func)?.flat ?? 0),
      last: Number(after.find(func)?.flat ?? 0),
    }))
    .filter((row) => row.first > 0 || row.last > 0);
  return { first: Number(before.total), last: Number(after.total), rows };
}
