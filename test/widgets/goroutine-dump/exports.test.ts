import { describe, expect, it } from 'vitest';
import { read } from '../../../src/evidence/goroutine/read.ts';
import {
  creationsSheet,
  fileName,
  formatsOf,
  waitsSheet,
} from '../../../src/widgets/goroutine-dump/exports.ts';
import type { Format } from '../../../src/widgets/goroutine-dump/overview.ts';
import { sheetToCsv, sheetToMarkdown } from '../../../src/widgets/goroutine-dump/sheet.ts';
import { type DumpState, SECTIONS } from '../../../src/widgets/goroutine-dump/state.ts';
import { ALIKE, captureAsFile, IDLE, POD, queryFor, readingOfCapture } from './captures.ts';

async function exported(path: string, change: Partial<DumpState>, format: Format) {
  const reading = await readingOfCapture(path);
  if (change.view === 'compare') await reading.against(await captureAsFile(IDLE));
  const file = await reading.export(queryFor(change), format);
  if (!file) throw new Error('no file');
  return { type: file.type, text: await file.text() };
}

describe('a saved view', () => {
  it('of groups is text that the reader reads again: the filtered goroutines, nothing else', async () => {
    const { text, type } = await exported(POD, { filter: 'state:select' }, 'text');
    const again = read(new TextEncoder().encode(text));
    expect(type).toContain('text/plain');
    expect(again.dumps.map(({ size }) => size)).toEqual([6]);
    expect(again.leftovers).toEqual([]);
  });

  it('of groups is a row a goroutine as CSV, and all of them as JSON', async () => {
    const csv = (await exported(POD, {}, 'csv')).text.trimEnd().split('\n');
    expect(csv).toHaveLength(48);
    const json = JSON.parse((await exported(POD, {}, 'json')).text);
    expect(json.goroutines).toHaveLength(47);
  });

  it('of groups is grouped as Markdown as it is on the page', async () => {
    const { text } = await exported(POD, { by: 'state' }, 'markdown');
    expect(text.match(/^\| \d/gm)).toHaveLength(6);
  });

  it('of creation sites is the tree from the top down', async () => {
    const { text } = await exported(POD, { view: 'created' }, 'csv');
    const [head, ...rows] = text.trimEnd().split('\n');
    expect(head).toBe('level,goroutines,states,longest wait (min),parent,created by,file,line');
    expect(rows).toHaveLength(19);
    expect(rows.filter((row) => row.startsWith('3,'))).toHaveLength(2);
    const json = JSON.parse((await exported(POD, { view: 'created' }, 'json')).text);
    expect(json[0]).toMatchObject({ parent: 'none', children: [] });
  });

  it('of waits says where each bucket ends, and leaves the last one open', async () => {
    const { text } = await exported(ALIKE, { view: 'waits' }, 'csv');
    expect(text).toContain('\n2,5,8,"IO wait 4, syscall 2, chan receive 1, semacquire 1"\n');
    expect(text).toMatch(/\n1440,,0,\n$/);
    const json = JSON.parse((await exported(ALIKE, { view: 'waits' }, 'json')).text);
    expect(json.at(-1)).toMatchObject({ from: 1440, to: null, count: 0 });
  });

  it('of a comparison has every change with its sign', async () => {
    const { text } = await exported(POD, { view: 'compare' }, 'csv');
    expect(text).toContain('\n6,grew,2,8,0,0,');
    expect(text).toContain('\n-1,shrank,2,1,0,0,');
    const json = JSON.parse((await exported(POD, { view: 'compare' }, 'json')).text);
    expect(json).toMatchObject({ before: 23, after: 47, process: 'other', movement: null });
    expect(json.stacks).toHaveLength(23);
    const markdown = (await exported(POD, { view: 'compare' }, 'markdown')).text;
    expect(markdown.split('\n')[1]).toMatch(/^\| ---: \| --- \| ---: /);
  });

  it.each(SECTIONS)('of %s has all of its formats, each of its type', async (view) => {
    for (const format of formatsOf(view)) {
      const { text, type } = await exported(POD, { view }, format);
      expect(text.length).toBeGreaterThan(50);
      expect(type).toMatch(/^(text|application)\//);
    }
  });

  it('is none where there is nothing to compare with, or no dump', async () => {
    const pod = await readingOfCapture(POD);
    expect(await pod.export(queryFor({ view: 'compare' }), 'csv')).toBeNull();
    const table = await readingOfCapture('post/shim-ttrpc-lines.txt');
    expect(await table.export(queryFor({}), 'csv')).toBeNull();
  });
});

describe('sheetToCsv', () => {
  it('quotes what would end a cell, and takes the start of a formula away', () => {
    const rows = [['a,b', '"q"', '=1+1', -3]];
    const csv = [...sheetToCsv({ columns: ['w', 'x', 'y', 'z'], rows })].join('');
    expect(csv).toBe(`w,x,y,z\n"a,b","""q""",'=1+1,-3\n`);
  });
});

describe('sheetToMarkdown', () => {
  it('keeps bars, backticks and line breaks inside their cell', () => {
    const rows = [['a|b', 'c`d', 'e\nf', '']];
    const lines = [...sheetToMarkdown({ columns: ['w', 'x', 'y', 'z'], rows })]
      .join('')
      .split('\n');
    expect(lines[2]).toBe('| `a\\|b` | `` c`d `` | `e f` |  |');
  });
});

describe('sheets of nothing', () => {
  it('are their heads', () => {
    expect(creationsSheet([]).rows).toEqual([]);
    expect([...sheetToCsv(waitsSheet([]))].join('')).toBe(
      'from (min),below (min),goroutines,states\n',
    );
  });
});

describe('fileName', () => {
  it.each([
    [
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
      'waits',
      'csv',
      'pod-deadlock-shim.usr1-waits.csv',
    ],
    ['families/ttrpc-101-client.txt.gz', 'groups', 'text', 'families-ttrpc-101-client-groups.txt'],
    ['../..', 'groups', 'markdown', 'dump-groups.md'],
    ['粘贴 文本', 'compare', 'json', '粘贴-文本-compare.json'],
  ] as const)('of %s, %s as %s is %s', (name, view, format, file) => {
    expect(fileName(name, view, format)).toBe(file);
  });
});
