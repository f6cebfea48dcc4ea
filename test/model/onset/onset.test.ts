import { describe, expect, it } from 'vitest';
import {
  bySeries,
  type Cell,
  cellsOfA,
  edgeOf,
  type Medians,
  median,
  modelled,
  onsetOf,
  share,
} from './cells.ts';

/**
 * The simulation against 824 cells of the real pair. Its pace was fitted to the shares of the runs that stopped, client
 * and server 1.0.1 (fit.ts); where goroutines stand in the end was not fitted.
 */

const RUNS = 12;
const all = bySeries(cellsOfA());
const runs = new Map<Cell, ReturnType<typeof modelled>>();

function run(cell: Cell) {
  const known = runs.get(cell) ?? modelled(cell, RUNS);
  runs.set(cell, known);
  return known;
}

const hungShare = (cell: Cell): number => run(cell).hung / RUNS;

/** Series in which some runs stopped and, at the largest number of callers, all of them. */
const series = [...all]
  .map(([name, cells]) => ({ name, cells, edge: edgeOf(cells) }))
  .filter(({ edge }) => edge.length > 0 && share(edge.at(-1) as Cell) === 1);

describe('the number of callers from which on half the runs hang', () => {
  it('is known for 24 series of the real pair', () => {
    expect(series).toHaveLength(24);
  });

  it.each(series)('is the measured one within a factor of 1.35: $name', ({ cells }) => {
    // The cells around the edge are enough: below, no run hangs; above, all do.
    const from = Math.max(0, cells.findIndex((cell) => cell.stopped > 0) - 2);
    const near = cells.slice(from);
    const [real, model] = [onsetOf(near, share), onsetOf(near, hungShare)];
    expect(model / real).toBeLessThan(1.35);
    expect(real / model).toBeLessThan(1.35);
  });

  it('is the measured one within a factor of 1.08 in the middle of the series', () => {
    const factors = series.map(({ edge }) => {
      const model = onsetOf(edge, hungShare);
      return 2 ** Math.abs(Math.log2(model / onsetOf(edge, share)));
    });
    expect(median(factors)).toBeLessThan(1.08);
  });

  it('rises with the delay of the handlers, as measured: at 50 ms no burst of 1,000 hangs', () => {
    const slow = all.get('64/64 B, 50000 us') ?? [];
    const upTo1000 = slow.filter(({ calls }) => calls <= 1000);
    expect(upTo1000.length).toBeGreaterThan(5);
    for (const cell of upTo1000) expect([cell.stopped, run(cell).hung]).toEqual([0, 0]);
  });
});

describe('where no run of the real pair stopped', () => {
  const quiet = cellsOfA().filter(({ stopped, calls }) => stopped === 0 && calls <= 1024);

  it('none of the model hangs, but in 1 of 50 at most', () => {
    expect(quiet.length).toBeGreaterThan(100);
    const hangs = quiet.filter((cell) => modelled(cell, 3).hung > 0);
    expect(hangs.length).toBeLessThanOrEqual(quiet.length / 50);
  });
});

/** Cells in which at least half the real runs stopped, so that their medians mean something; up to 1,024 calls. */
const stuck = cellsOfA().filter((cell) => share(cell) >= 0.5 && cell.calls <= 1024);

describe('when nothing moves any more', () => {
  const compared = (what: keyof Medians, cells: readonly Cell[] = stuck) =>
    cells
      .filter((cell) => run(cell).hung > 0)
      .map((cell) => ({
        cell,
        real: cell.medians?.[what] ?? Number.NaN,
        model: median(run(cell).ends.map((end) => end[what])),
      }));

  it('as many callers wait for an answer as measured, within a fifth', () => {
    const found = compared('awaiting');
    expect(found.length).toBeGreaterThan(70);
    for (const { cell, real, model } of found) {
      const name = `${cell.request}/${cell.response}, ${cell.delay} us, ${cell.calls}, sndbuf ${cell.sndbuf}`;
      expect(Math.abs(model - real), name).toBeLessThanOrEqual(Math.max(3, real / 5));
    }
  });

  it('with handlers of no delay at most 2 hold an answer, as measured', () => {
    const found = compared('holding').filter(({ cell }) => cell.delay === 0);
    expect(found.length).toBeGreaterThan(100);
    for (const { real, model } of found) {
      expect(real).toBeLessThanOrEqual(2);
      expect(model).toBeLessThanOrEqual(2);
    }
  });

  it('with handlers of 1 ms as many hold an answer as measured, with 10 ms up to twice as many', () => {
    const found = compared('holding').filter(({ cell }) => cell.delay > 0);
    expect(found.map(({ cell }) => cell.delay)).toEqual([1000, 10_000]);
    for (const { real, model, cell } of found) {
      expect(model / real).toBeGreaterThan(0.75);
      expect(model / real).toBeLessThan(cell.delay === 1000 ? 1.25 : 2.1);
    }
  });

  it('more calls have been answered than measured: a median of up to 100 where the real one has up to 60', () => {
    // The real client hands out few answers before it parks. The model's takes answers and calls as they come, by turns.
    const small = stuck.filter(
      ({ sndbuf, calls, callers, request }) => sndbuf === 0 && calls === callers && request <= 4096,
    );
    const found = compared('finished', small);
    expect(found.length).toBeGreaterThan(40);
    for (const { real, model } of found) {
      expect(real).toBeLessThanOrEqual(60);
      expect(model).toBeLessThanOrEqual(100);
      expect(model).toBeGreaterThanOrEqual(real - 20);
    }
    const middle = (of: 'real' | 'model') => median(found.map((one) => one[of]));
    expect(middle('model')).toBeGreaterThan(middle('real'));
    expect(middle('model')).toBeLessThan(25);
  });
});
