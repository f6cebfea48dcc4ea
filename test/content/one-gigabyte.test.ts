import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { typeNamed } from '../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../src/evidence/pprof/read.ts';
import { top } from '../../src/evidence/pprof/top.ts';
import { createEngine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { leakFigures } from '../../src/site/leak-figures.ts';
import { fromDisk } from '../shell/home.ts';
import { captured } from './evidence.ts';
import { readPage } from './page.ts';

/** What chapter 1 says and asks, held against the captures by counting again, and its commands typed on its node. */
const CONTENT = new URL('../../content/', import.meta.url);
/** The Chinese page has the same commands and widgets: parity.test.ts. */
const PATH = 'en/chapters/01-one-gigabyte.mdx';
const page = readPage(PATH, readFileSync(new URL(PATH, CONTENT), 'utf8'));
/** Milliseconds: a node is broken and asked, and the machine has other work. */
const LONG = 60_000;
const exercise = (name: string) =>
  parse(readFileSync(new URL(`exercises/one-gigabyte-${name}.yaml`, CONTENT), 'utf8'));

/** Numbers of a column of a curve, row by row. */
function column(path: string, name: string): number[] {
  const [head = '', ...rows] = captured(path).toString('utf8').trim().split('\n');
  const place = head.split(',').indexOf(name);
  if (place < 0) throw new Error(`${path} has no ${name}`);
  return rows.map((row) => Number(row.split(',')[place]));
}

const LEAK = 'containerd-1.4.11/leak/curve.csv';
const WARM = 'containerd-1.6.20/leak/curve.csv';
const BURST = 'leak/1.1.0-1pod/curve.csv';
const everyOf = (numbers: readonly number[], step: number) =>
  numbers.filter((_, place) => place % step === 0);

/** Bytes in use and when they were: seconds. */
function heapAt(look: string): { readonly bytes: number; readonly seconds: number } {
  const path = new URL(`evidence/containerd-1.4.11/leak/containerd/${look}.heap.pb.gz`, CONTENT);
  const reading = readPlain(new Uint8Array(gunzipSync(readFileSync(path))));
  if (!reading.ok) throw new Error(reading.problem);
  const { value } = reading;
  return {
    bytes: Number(top(value, typeNamed(value, 'inuse_space')).total),
    seconds: Number(value.timeNanos) / 1e9,
  };
}

describe('the exercises', () => {
  test('the guess: RES of the first minute rose by less than 3 MiB, and the calls hold 30 to 60', () => {
    const { found, options } = exercise('hidden');
    const minute = column(LEAK, 't_s').findLastIndex((seconds) => seconds <= 60);
    const rss = column(LEAK, 'containerd_rss_kb');
    expect(((rss[minute] ?? 0) - (rss[0] ?? 0)) / 1024).toBeLessThan(3);
    expect(found).toEqual(['hardly']);
    expect(options[0]).toEqual({ id: 'hardly', code: '+0 … 3 MiB' });
    expect(leakFigures['leak.held.minute']()).toBeGreaterThan(30);
    expect(leakFigures['leak.held.minute']()).toBeLessThan(60);
  });

  test('the slope comes out of the two heaps, and so do the figures that are given', () => {
    const { solution, wrong } = exercise('slope');
    const [first, last] = [heapAt('001'), heapAt('011')];
    const seconds = last.seconds - first.seconds;
    const mib = (bytes: number) => bytes / 2 ** 20;
    expect(mib(first.bytes)).toBeCloseTo(11, 1);
    expect(mib(last.bytes)).toBeCloseTo(25, 1);
    expect(seconds).toBeCloseTo(106, 0);
    expect((mib(last.bytes - first.bytes) / seconds) * 3600).toBeCloseTo(solution, -1);
    expect((mib(last.bytes) / seconds) * 3600).toBeCloseTo(wrong[0].answer, -1);
  });

  test('the series stand in the captures, in this order', () => {
    const items = new Map<string, string>(
      exercise('shapes').items.map((item: { id: string; statement: string }) => [
        item.id,
        item.statement,
      ]),
    );
    const written = (numbers: readonly number[]) => numbers.join(' → ');
    const burst = column(BURST, 'goroutines');
    const height = burst.indexOf(Math.max(...burst));
    expect(items.get('evenly')).toBe(written(everyOf(column(LEAK, 'containerd_goroutines'), 14)));
    expect(items.get('level')).toBe(written(everyOf(column(WARM, 'containerd_rss_kb'), 10)));
    expect(items.get('spike')).toBe(written(burst.slice(height - 1, height + 4)));
    const inUse = ['001', '011'].map((look) => (heapAt(look).bytes / 2 ** 20).toFixed(1));
    expect(items.get('two')).toBe(inUse.join(' → '));
  });
});

describe('the figures of the prose', () => {
  const rss = (path: string, name: string, place: number) =>
    Math.round((column(path, name).at(place) ?? Number.NaN) / 102.4) / 10;

  test.each([
    ['leak.res.start', rss(LEAK, 'containerd_rss_kb', 0)],
    ['leak.res.end', rss(LEAK, 'containerd_rss_kb', -1)],
    ['leak.goroutines.start', column(LEAK, 'containerd_goroutines')[0]],
    ['leak.goroutines.end', column(LEAK, 'containerd_goroutines').at(-1)],
    ['warm.res.start', rss(WARM, 'containerd_rss_kb', 0)],
    ['warm.res.end', rss(WARM, 'containerd_rss_kb', -1)],
    ['burst.goroutines.most', Math.max(...column(BURST, 'goroutines'))],
    ['burst.res.end', rss(BURST, 'rss_kb', -1)],
  ] as const)('%s', (id, counted) => {
    expect(leakFigures[id]()).toBe(counted);
  });

  test('RES lay still in the first half and rose in the second, with about as many calls', () => {
    expect(leakFigures['leak.rise.minute']()).toBeLessThan(1);
    expect(leakFigures['leak.rise.rest']()).toBeGreaterThan(30);
    const [calls, more] = [leakFigures['leak.calls.minute'](), leakFigures['leak.calls.rest']()];
    expect(Math.abs(calls - more) / calls).toBeLessThan(0.1);
  });

  test('the burst was over while RES was still high, and RES did not go back to where it was', () => {
    expect(leakFigures['burst.goroutines.after']()).toBeLessThan(15);
    expect(leakFigures['burst.res.after']()).toBeGreaterThan(2 * leakFigures['burst.res.before']());
    expect(leakFigures['burst.res.end']()).toBeLessThan(leakFigures['burst.res.after']());
    expect(leakFigures['burst.res.end']()).toBeGreaterThan(leakFigures['burst.res.before']());
  });
});

describe('the node of the page', () => {
  const node = page.tags.find(
    ({ it }) => it.name === 'Widget' && it.attributes.name === 'practice-node',
  );
  const before = [...(node?.it.attributes.state ?? '').matchAll(/'([^']+)'/g)].map(
    ([, line]) => line ?? '',
  );
  const typed = page.code
    .filter(({ it }) => it.language === 'sh')
    .flatMap(({ it }) => it.text.split('\n'));

  test(
    'shows 1.0g before and after, while ps and the two heaps show the rise',
    async () => {
      const engine = createEngine({ read: fromDisk, node: firstNode() });
      const said: string[] = [];
      const topLine = before.at(-1) ?? '';
      for (const line of [...before, ...typed, topLine]) {
        const ran = await engine.run(line);
        expect(ran).toMatchObject({ kind: 'finished', code: 0 });
        said.push(ran.kind === 'finished' ? ran.stdout : '');
      }
      const tops = said.filter((text) => text.includes('kubelet') && text.includes('RES'));
      expect(tops).toHaveLength(2);
      for (const shown of tops) expect(shown).toMatch(/ 1\.0g .* kubelet/);
      const rss = said.filter((text) => /^\s*\d{6,}\s*$/.test(text)).map(Number);
      expect(rss).toHaveLength(2);
      expect((rss[1] ?? 0) - (rss[0] ?? 0)).toBeGreaterThan(10_000);
      const difference = said.find((text) => text.includes('flat%')) ?? '';
      expect(difference).toMatch(/^made by the model/);
      expect(difference).toContain('ListContainersResponse');
    },
    LONG,
  );
});
