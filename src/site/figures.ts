/** Numbers of the prose that the kit itself finds when the pages are built: `<Measured id="runs" />`. */
import { search } from '../model/explore/search.ts';
import { capacity, readsUntilWake } from '../model/kernel/charge.ts';
import { ordinaryNode } from '../model/leak/load.ts';
import { type Cell, parseCells } from '../model/measured/onset.ts';
import { ordinary } from '../model/simulate/load.ts';
import { fitted } from '../model/simulate/pace.ts';
import { simulate } from '../model/simulate/simulate.ts';
import { rpcSizes } from '../model/ttrpc/rpc-sizes.ts';
import { KUBELET_CALL } from '../shell/practice/memory.ts';
import { doorFigures } from './door-figures.ts';
import { execFigures } from './exec-figures.ts';
import { lastEscapeOfHang, shortestHang } from './hang.ts';
import { leakFigures } from './leak-figures.ts';
import { cellOf, type Ends, endRows, table } from './measured.ts';
import { ruleFigures } from './rule-figures.ts';

const FIGURES = {
  ...doorFigures,
  ...execFigures,
  ...leakFigures,
  ...ruleFigures,
  /** Runs of onset.csv. */
  runs: () =>
    sumOf(
      () => true,
      ({ runs }) => runs,
    ),
  'b.runs': () => sumOf(isB, ({ runs }) => runs),
  'b.stopped': () => sumOf(isB, ({ stopped }) => stopped),
  /** Requests to State that fit into a socket, and the edge by slots alone: A + B + 4. */
  'state.requests': () => capacity(rpcSizes.State.request),
  'state.slots': () => capacity(rpcSizes.State.request) + capacity(rpcSizes.State.response) + 4,
  /** Calls to State under way at once that can park the client. */
  'state.parks': () => capacity(rpcSizes.State.request) + 1,
  /** Answers to State that fit into a socket, and how many of them are read until its parked writer wakes. */
  'state.answers': () => capacity(rpcSizes.State.response),
  'state.answers.wakes': () => readsUntilWake(rpcSizes.State.response),
  /** Frames of the smallest charge that fit into a socket: answers with nothing to say. */
  'empty.answers': () => capacity(rpcSizes.Kill.response),
  /** Steps of the shortest way to the hang in the smallest cell, and after how many of them a way out is left. */
  'hang.steps': () => shortestHang().told.length,
  'hang.escape': () => lastEscapeOfHang(),
  /** Milliseconds until a goroutine that slept on the socket runs, by the model's clock. */
  'pace.poll': () => fitted.poll / 1000,
  /** Callers of State that call again and again: the fewest from which on every run hangs. */
  'again.all': () => fewestThatHang(),
  'again.runs': () => AGAIN.runs,
  'again.calls': () => AGAIN.calls,
  /** The smallest cell, every caller and handler its own: met before the deadlock, and in all. */
  'cell.met': () => unmerged(true).states,
  'cell.all': () => unmerged(false).states,
  'cell.near': () =>
    unmerged(false)
      .levels.slice(0, 27)
      .reduce((sum, size) => sum + size, 0),
  /** Of the table of ends: medians of calls finished, the least and the most of its rows. */
  'finished.real.least': () => Math.min(...ofEnds('finished').map(({ real }) => real)),
  'finished.real.most': () => Math.max(...ofEnds('finished').map(({ real }) => real)),
  'finished.model.least': () => Math.min(...ofEnds('finished').map(({ model }) => model)),
  'finished.model.most': () => Math.max(...ofEnds('finished').map(({ model }) => model)),
  /** At least so many times as many as really finished, in every row. */
  'finished.times': () => Math.min(...ofEnds('finished').map(times)),
  /** Handlers with an answer in hand: so many times as many as in the real runs, by the method's delay. */
  'holding.1ms': () => times(endAt('holding', 1000)),
  'holding.10ms': () => times(endAt('holding', 10_000)),
  /** Callers that wait for an answer: percent by which the row that is farthest off differs. */
  'awaiting.percent': () =>
    Math.ceil(
      Math.max(...ofEnds('awaiting').map(({ real, model }) => Math.abs(model / real - 1))) * 100,
    ),
  /** Of the practice node: KiB that a stuck call holds in kubelet; who asks for stats, and every how many seconds. */
  'node.call': () => KUBELET_CALL / 1024,
  'node.scrapers': () => ordinaryNode.scrapers,
  'node.interval': () => ordinaryNode.interval,
} as const satisfies Readonly<Record<string, () => number>>;

export type FigureId = keyof typeof FIGURES;

const figures = new Map<FigureId, number>();

/** A number of the prose. Throws for a name that there is not: an author's mistake, at build. */
export function figureOf(id: string): number {
  if (!Object.hasOwn(FIGURES, id)) throw new Error(`<Measured id="${id}"> is not in figures.ts.`);
  const name = id as FigureId;
  const known = figures.get(name) ?? FIGURES[name]();
  figures.set(name, known);
  return known;
}

const isB = ({ client }: Cell) => client.startsWith('1.1.');

function sumOf(wanted: (cell: Cell) => boolean, count: (cell: Cell) => number): number {
  return parseCells(table('onset'))
    .filter(wanted)
    .reduce((sum, cell) => sum + count(cell), 0);
}

function unmerged(toDeadlock: boolean) {
  const machine = cellOf('A', 'S1', 6);
  return search(machine, {
    merge: false,
    target: (state, steps) => toDeadlock && steps === 0 && !machine.atRest(state),
  });
}

/** Runs of callers that call again and again, with seeds from 1: so many calls in each, by methods that do nothing. */
const AGAIN = { runs: 4, calls: 20_000, callers: 176 } as const;

/** Goes down from a number of callers with which every run hangs: below, chance has more and more say. */
function fewestThatHang(): number {
  let callers: number = AGAIN.callers;
  if (!everyRunHangs(callers)) throw new Error(`with ${callers} callers not every run hangs`);
  while (everyRunHangs(callers - 1)) callers--;
  return callers;
}

function everyRunHangs(callers: number): boolean {
  const { runs, calls } = AGAIN;
  const { request, response } = rpcSizes.State;
  const load = { ...ordinary, request, response, calls, callers, delay: 0 };
  const seeds = Array.from({ length: runs }, (_, run) => run + 1);
  return seeds.every((seed) => simulate({ ...load, seed }).outcome === 'hung');
}

function ofEnds(what: Ends['what']): readonly Ends[] {
  return endRows().flatMap((row) => row.filter((one) => one.what === what));
}

/** The row of a delay in microseconds. Throws where the table has none, or several. */
function endAt(what: Ends['what'], delay: number): Ends {
  const [one, ...more] = ofEnds(what).filter(({ cell }) => cell.delay === delay);
  if (!one || more.length > 0) throw new Error(`not one row of ends with ${delay} us`);
  return one;
}

/** The model's number by the real one, to two places; Infinity where the real one is 0. */
function times({ real, model }: Ends): number {
  return Math.round((model / real) * 100) / 100;
}
