import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import {
  CAPTURE_NAMES,
  CAPTURES,
  type CaptureName,
  farthest,
  modelledPoint,
  readCurve,
} from '../../../src/model/leak/captured.ts';
import { CALL_HEAP, CALL_STACK, IDLE_RSS } from '../../../src/model/leak/constants.ts';

const ROOT = new URL('../../../content/evidence/', import.meta.url);
const textOf = (name: CaptureName) => readFileSync(new URL(CAPTURES[name].path, ROOT), 'utf8');
const curve = (name: CaptureName) => readCurve(name, textOf(name));

/** The columns of a curve by name, read by a second hand. */
function columns(name: CaptureName, ...names: readonly string[]): number[][] {
  const [head = '', ...rows] = textOf(name).trim().split('\n');
  const places = names.map((column) => head.split(',').indexOf(column));
  return rows.map((row) => places.map((place) => Number(row.split(',')[place])));
}

describe('containerd 1.4.11 under 50 Metrics calls a second', () => {
  const daemon = curve('containerd-1.4.11');

  it('is the curve of the brief: 25 to 6,055 goroutines in 121 s', () => {
    const { points } = daemon;
    expect([points[0]?.goroutines, points.at(-1)?.goroutines]).toEqual([25, 6055]);
    expect(points.at(-1)?.time).toBe(120.6);
  });

  it('has as many goroutines in the model, within a twentieth at every row', () => {
    expect(farthest(daemon).goroutines).toBeLessThan(1.05);
    expect(Math.abs(modelledPoint(daemon, 120.6).goroutines - 6055)).toBeLessThanOrEqual(1);
  });

  it('has its RSS between stacks with live heap and a doubled heap, within 6 % of the upper', () => {
    expect(farthest(daemon).rss).toBeLessThan(1.06);
    const last = daemon.points.at(-1);
    const modelled = modelledPoint(daemon, 120.6);
    expect(last?.rss).toBeGreaterThan(modelled.least);
    expect(last?.rss).toBeLessThan(modelled.most);
  });

  it('stays flat as long as the process has memory from before, in the model as in the capture', () => {
    const risen = (rss: (time: number) => number) =>
      daemon.points.find(({ time }) => rss(time) > daemon.floor * 1.02)?.time ?? Number.NaN;
    const real = risen((time) => daemon.points.find((at) => at.time === time)?.rss ?? 0);
    const model = risen((time) => modelledPoint(daemon, time).most);
    expect(Math.abs(real - model)).toBeLessThan(10);
  });

  it('takes the heap of a call from the rows after a collection', () => {
    const rows = columns('containerd-1.4.11', 'containerd_goroutines', 'containerd_heap_alloc');
    const after = rows.filter(
      ([, heap], row) => row > 0 && (heap ?? 0) < (rows[row - 1]?.[1] ?? 0),
    );
    expect(after).toHaveLength(11);
    const mean = (of: number) => after.reduce((sum, row) => sum + (row[of] ?? 0), 0) / after.length;
    const [x, y] = [mean(0), mean(1)];
    const up = after.reduce((sum, [n = 0, heap = 0]) => sum + (n - x) * (heap - y), 0);
    const over = after.reduce((sum, [n = 0]) => sum + (n - x) ** 2, 0);
    expect(Math.round(up / over)).toBe(CALL_HEAP);
  });
});

describe('containerd 1.6.20 under the same load', () => {
  const daemon = curve('containerd-1.6.20');

  it('keeps its goroutines, in the model as in the capture', () => {
    expect(daemon.points.at(-1)?.goroutines).toBe(21);
    expect(modelledPoint(daemon, daemon.load.duration).goroutines).toBe(21);
    expect(farthest(daemon).goroutines).toBeLessThan(1.2);
  });

  it('grows by a tenth in RSS, which the model has not', () => {
    expect(farthest(daemon).rss).toBeGreaterThan(1.05);
    expect(farthest(daemon).rss).toBeLessThan(1.11);
  });
});

describe('the pair under 10 calls a second', () => {
  it('of ttrpc 1.0.1: pending calls and goroutines within 2 % after the hang', () => {
    const pair = curve('poller-1.0.1');
    expect(pair.load.hangAt).toBe(16.062);
    expect(modelledPoint(pair, 16.062).pending).toBe(1980);
    expect(farthest(pair).goroutines).toBeLessThan(1.02);
    for (const { time, pending } of pair.points.filter((at) => at.time >= pair.load.hangAt)) {
      const off = modelledPoint(pair, time).pending / (pending ?? Number.NaN);
      expect(Math.abs(off - 1)).toBeLessThan(0.02);
    }
  });

  it('of ttrpc 1.1.0: no call is pending at the end, in either', () => {
    const pair = curve('poller-1.1.0');
    expect(pair.points.at(-1)?.pending).toBe(0);
    expect(modelledPoint(pair, pair.load.duration).pending).toBe(0);
    // The burst that hung the other pair passed within two rows.
    expect(pair.points.filter(({ pending }) => (pending ?? 0) > 5)).toHaveLength(1);
  });
});

test.each(CAPTURE_NAMES)('%s: a column that is missing is named', (name) => {
  const text = textOf(name).replace(/\bgoroutines\b|containerd_goroutines/, 'other');
  expect(() => readCurve(name, text)).toThrow(/goroutines/);
});

const shared = new URL('../../../../shared/evidence/containerd-1.4.11/', import.meta.url);
describe.skipIf(!existsSync(shared))('against captures that the kit does not carry', () => {
  const read = (path: string) => readFileSync(new URL(path, shared), 'utf8');

  it('RSS at rest', () => {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(read('idle/containerd.status')) ?? [];
    expect(Number(kib) * 1024).toBe(IDLE_RSS);
  });

  it('the stack of a call, within 1 %', async () => {
    const { gunzipSync } = await import('node:zlib');
    const stackIn = (text: string) => Number(/^# Stack = (\d+)/m.exec(text)?.[1]);
    const goroutinesIn = (text: string) => Number(/total (\d+)/.exec(text)?.[1]);
    const hung = 'stats-5000-deadlock/containerd';
    const packed = readFileSync(new URL(`${hung}.heap.debug1.txt.gz`, shared));
    const stack =
      stackIn(gunzipSync(packed).toString()) - stackIn(read('idle/containerd.heap.debug1.txt'));
    const goroutines =
      goroutinesIn(read(`${hung}.goroutine.debug1`)) -
      goroutinesIn(read('idle/containerd.goroutine.debug1'));
    expect(Math.abs(stack / goroutines / CALL_STACK - 1)).toBeLessThan(0.01);
  });
});
