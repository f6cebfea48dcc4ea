/** What was measured on the real ttrpc beside what the model says, computed when the pages are built. */
import { readFileSync } from 'node:fs';
import { familiesOf } from '../evidence/ttrpc/families.ts';
import { explore } from '../model/explore/explore.ts';
import {
  bySeries,
  type Cell,
  cellsOfA,
  edgeOf,
  type Modelled,
  median,
  modelled,
  onsetOf,
  parseCells,
  share,
} from '../model/measured/onset.ts';
import { connect, slots } from '../model/ttrpc/connection.ts';

/** The text of a table of the evidence. */
export const table = (name: string) => readFileSync(`content/evidence/tables/${name}.csv`, 'utf8');

/** Seeds a cell is run with: few, since the page is built often. The tests run more. */
const RUNS = 8;
const runs = new Map<Cell, Modelled>();
function run(cell: Cell): Modelled {
  const known = runs.get(cell) ?? modelled(cell, RUNS);
  runs.set(cell, known);
  return known;
}

/** One series of onset.csv: the number of callers at which half the runs hang. */
export interface Onset {
  /** Bytes of payload each way, microseconds. */
  readonly request: number;
  readonly response: number;
  readonly delay: number;
  readonly real: number;
  readonly model: number;
}

let onsets: readonly Onset[] | null = null;

/** The series with the default socket whose edge is whole: some runs stop, and at the most callers all do. */
export function onsetRows(): readonly Onset[] {
  onsets ??= [...bySeries(cellsOfA(parseCells(table('onset')))).values()]
    .map((series) => ({ series, edge: edgeOf(series) }))
    .filter(({ edge }) => isWhole(edge))
    .map(({ series, edge }) => {
      const from = Math.max(0, series.indexOf(edge[0] as Cell) - 1);
      const near = series.slice(from, series.indexOf(edge.at(-1) as Cell) + 2);
      const { request, response, delay } = edge[0] as Cell;
      return {
        request,
        response,
        delay,
        real: onsetOf(near, share),
        model: onsetOf(near, (cell) => run(cell).hung / RUNS),
      };
    })
    .filter(({ real, model }) => Number.isFinite(real) && Number.isFinite(model))
    .toSorted((one, other) => one.delay - other.delay || one.request - other.request);
  return onsets;
}

function isWhole(edge: readonly Cell[]): boolean {
  const [first] = edge;
  const last = edge.at(-1);
  return first !== undefined && last !== undefined && share(last) === 1 && isPlain(first);
}

function isPlain({ sndbuf, calls, callers }: Cell): boolean {
  return sndbuf === 0 && calls === callers;
}

/** Where goroutines stood when nothing moved: medians of the real runs and of the model's. */
export interface Ends {
  readonly cell: Cell;
  readonly what: 'finished' | 'holding' | 'awaiting';
  readonly real: number;
  readonly model: number;
}

/** Bursts of the ends' table: payload, delay, calls. In each at least half the real runs stopped. */
const ENDS: readonly (readonly [payload: number, delay: number, calls: number])[] = [
  [64, 0, 1000],
  [256, 0, 1000],
  [1024, 0, 1000],
  [64, 1000, 1000],
  [64, 10_000, 1000],
];

let ends: readonly (readonly Ends[])[] | null = null;

/** A row a burst, with its three figures. Bursts that the table lacks are left out. */
export function endRows(): readonly (readonly Ends[])[] {
  ends ??= ENDS.flatMap(([payload, delay, calls]) => {
    const cell = cellsOfA(parseCells(table('onset'))).find(
      (one) =>
        one.request === payload &&
        one.response === payload &&
        one.delay === delay &&
        one.calls === calls &&
        isPlain(one) &&
        share(one) >= 0.5,
    );
    const { medians } = cell ?? {};
    if (!cell || !medians || run(cell).hung === 0) return [];
    return [
      (['finished', 'holding', 'awaiting'] as const).map((what) => ({
        cell,
        what,
        real: medians[what],
        model: median(run(cell).ends.map((end) => end[what])),
      })),
    ];
  });
  return ends;
}

/** A pair of the measured matrix, and the model's verdict on its families. */
export interface Pair {
  readonly client: string;
  readonly server: string;
  readonly stalled: boolean;
  readonly deadlock: boolean;
}

/** Calls of the model's search: enough for every pair that can deadlock. */
const MATRIX_CALLS = 8;

export function matrixRows(): readonly Pair[] {
  return table('matrix')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [client = '', server = '', result] = row.split(',');
      const families = { client: familiesOf(client)?.client, server: familiesOf(server)?.server };
      if (!families.client || !families.server) throw new Error(`matrix.csv: ${row}`);
      const machine = cellOf(families.client, families.server, MATRIX_CALLS);
      const deadlock = explore(machine).verdict === 'deadlock';
      return { client, server, stalled: result === 'stalled', deadlock };
    });
}

/** A connection of the search: room for one request and one answer. */
export function cellOf(client: 'A' | 'B' | 'C' | 'D', server: 'S1' | 'S2', calls: number) {
  return connect({ client, server, calls, toServer: slots(1), toClient: slots(1) });
}
