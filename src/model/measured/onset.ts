/**
 * The real pair's runs beside the model's: content/evidence/tables/onset.csv, and the same loads simulated. The pace of the
 * simulation was fitted to it (test/model/onset/fit.ts), and the pages say how well.
 */
import type { Pace } from '../simulate/clock.ts';
import { type Load, ordinary } from '../simulate/load.ts';
import { parkedAt, simulate } from '../simulate/simulate.ts';

/** One row of content/evidence/tables/onset.csv: so many runs of the real ttrpc, and how many of them stopped. */
export interface Cell {
  readonly client: string;
  readonly server: string;
  readonly calls: number;
  readonly callers: number;
  /** Bytes of payload. */
  readonly request: number;
  readonly response: number;
  /** Microseconds. */
  readonly delay: number;
  /** What setsockopt was given; 0: nothing. */
  readonly sndbuf: number;
  readonly rcvbuf: number;
  readonly runs: number;
  readonly stopped: number;
  /** Medians over the runs that stopped; null where none did. */
  readonly medians: Medians | null;
}

/** What stood where when nothing moved any more. */
export interface Medians {
  /** Calls answered. */
  readonly finished: number;
  /** The server's handlers with an answer in hand: server.go:444. */
  readonly holding: number;
  /** Callers whose call the loop has not taken: client.go:153. */
  readonly queueing: number;
  /** Callers that wait for their answer: client.go:161. */
  readonly awaiting: number;
}

/** Every row of the table's text, in its order. */
export function parseCells(text: string): readonly Cell[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [client = '', server = '', ...rest] = row.split(',');
      const numbers = rest.map(Number);
      const at = (place: number) => numbers[place] ?? Number.NaN;
      return {
        client,
        server,
        calls: at(0),
        callers: at(1),
        request: at(2),
        response: at(3),
        delay: at(4),
        sndbuf: at(5),
        rcvbuf: at(6),
        runs: at(7),
        stopped: at(8),
        medians: rest[9]
          ? { finished: at(9), holding: at(10), queueing: at(11), awaiting: at(12) }
          : null,
      };
    });
}

/** Cells of client and server 1.0.1 with receive buffers left alone: those that the model is held against. */
export function cellsOfA(cells: readonly Cell[]): readonly Cell[] {
  return cells.filter(
    ({ client, server, rcvbuf }) => client === '1.0.1' && server === '1.0.1' && rcvbuf === 0,
  );
}

export const share = ({ stopped, runs }: Cell): number => stopped / runs;

/** `64/64 B, 4000 us`: what a series of growing numbers of calls has in common. */
function seriesOf(cell: Cell): string {
  const { calls, callers, request, response, delay, sndbuf } = cell;
  const extra = `${delay ? `, ${delay} us` : ''}${sndbuf ? `, sndbuf ${sndbuf}` : ''}`;
  return `${request}/${response} B${extra}${callers < calls ? ', callers fewer than calls' : ''}`;
}

/** Cells by series, each by its number of callers. */
export function bySeries(cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> {
  const all = new Map<string, Cell[]>();
  for (const cell of cells) {
    const name = seriesOf(cell);
    const known = all.get(name);
    if (known) known.push(cell);
    else all.set(name, [cell]);
  }
  for (const series of all.values()) series.sort((one, other) => one.callers - other.callers);
  return all;
}

/**
 * The part of a series in which something is decided: from the last number of callers before any run stopped to the
 * first at which all stopped.
 */
export function edgeOf(series: readonly Cell[]): readonly Cell[] {
  const first = series.findIndex((cell) => cell.stopped > 0);
  if (first < 0) return [];
  const all = series.findIndex((cell) => share(cell) === 1);
  return series.slice(Math.max(0, first - 1), all < 0 ? series.length : all + 1);
}

/**
 * Bytes of a frame of the pair, header included. Its messages carry the payload, the number of the call and, in a
 * request, the handler's delay; the constants come out of the queues that `ss` shows in the captures: 119 bytes a
 * request of 64 with 4 ms, 81 an answer (ttrpc-pair/size-w169: 278 frames, 33,014 and 22,458 bytes still in the
 * socket). Short numbers of calls make some frames a byte shorter.
 */
export function framesOf({ request, response, delay }: Cell): {
  readonly request: number;
  readonly response: number;
} {
  const NUMBER = 3;
  const wait = delay > 0 ? 1 + varint(delay) : 0;
  return {
    request: 45 + field(field(request) + NUMBER + wait),
    response: 10 + field(field(response) + NUMBER),
  };
}

/** Bytes of a field of protobuf that holds so many bytes; an empty one is left out. */
function field(bytes: number): number {
  return bytes === 0 ? 0 : 1 + varint(bytes) + bytes;
}

function varint(value: number): number {
  return value < 128 ? 1 : 1 + varint(Math.floor(value / 128));
}

/** The load that a cell was measured under. */
export function loadOf(cell: Cell, seed: number): Load {
  return {
    ...ordinary,
    ...framesOf(cell),
    calls: cell.calls,
    callers: cell.callers,
    delay: cell.delay,
    // The kernel doubles what setsockopt is given (man 7 socket, SO_SNDBUF).
    sndbuf: cell.sndbuf === 0 ? ordinary.sndbuf : 2 * cell.sndbuf,
    seed,
  };
}

/** What became of a cell's load in so many runs of the model, with seeds from 1. */
export interface Modelled {
  readonly runs: number;
  readonly hung: number;
  /** Of each run that hung. */
  readonly ends: readonly Medians[];
}

export function modelled(cell: Cell, runs: number, pace?: Pace): Modelled {
  const ends: Medians[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const { outcome, finished, machine, state } = simulate(loadOf(cell, seed), undefined, pace);
    if (outcome !== 'hung') continue;
    const at = parkedAt(machine, state, { client: '1.0.1', server: '1.0.1' });
    ends.push({
      finished,
      holding: at['server.go:444'] ?? 0,
      queueing: at['client.go:153'] ?? 0,
      awaiting: at['client.go:161'] ?? 0,
    });
  }
  return { runs, hung: ends.length, ends };
}

/** The middle one. Throws for none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error('the median of nothing');
  return middle;
}

/**
 * The number of callers at which half the runs stop: where the line between the last cell of a series with less and the
 * next with more crosses it, on a scale of logarithms. Infinity: no cell has half.
 */
export function onsetOf(
  series: readonly Cell[],
  shareAt: (cell: Cell, place: number) => number,
): number {
  let before: { readonly callers: number; readonly share: number } | null = null;
  for (const [place, cell] of series.entries()) {
    const here = shareAt(cell, place);
    if (here >= 0.5) {
      if (!before || before.share >= here) return cell.callers;
      const part = (0.5 - before.share) / (here - before.share);
      return before.callers * (cell.callers / before.callers) ** part;
    }
    before = { callers: cell.callers, share: here };
  }
  return Number.POSITIVE_INFINITY;
}
