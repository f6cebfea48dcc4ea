import { describe, expect, it } from 'vitest';
import type { CreationRow } from '../../../src/widgets/goroutine-dump/overview.ts';
import { narrowed, siteTerm, waitTerms } from '../../../src/widgets/goroutine-dump/query-text.ts';
import { readingOf } from '../../../src/widgets/goroutine-dump/reading.ts';
import {
  ALIKE,
  answerTo,
  captureAsFile,
  goroutine,
  IDLE,
  PAIR,
  POD,
  POD_TEXT,
  queryFor,
  readingOfCapture,
} from './captures.ts';

function flat(rows: readonly CreationRow[]): CreationRow[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (text: string) => new Blob([text]);

describe.each([POD, ALIKE, PAIR])('who created whom in %s', (path) => {
  it('holds every goroutine once, in rows counted from the top down, the largest branch first', async () => {
    const { creations, rowCount, dumps } = await answerTo(path, { view: 'created' });
    const rows = flat(creations);
    expect(rows.map(({ place }) => place)).toEqual(rows.map((_row, at) => at));
    expect(rows).toHaveLength(rowCount);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(dumps[0]?.size);
    for (const { below, children } of rows) {
      expect(flat(children).reduce((sum, { count }) => sum + count, 0)).toBe(below);
    }
    const branches = creations.map(({ count, below }) => count + below);
    expect(branches).toEqual([...branches].sort((one, other) => other - one));
  });

  it('names each row by a filter term that finds just its goroutines', async () => {
    const reading = await readingOfCapture(path);
    const { creations } = reading.ask(queryFor({ view: 'created' }));
    for (const { site, count } of flat(creations)) {
      const { matching, problem } = reading.ask(queryFor({ filter: siteTerm(site) }));
      expect({ matching, problem }).toEqual({ matching: count, problem: null });
    }
  });

  it('is cut to its first rows, and still says how many there are', async () => {
    const reading = await readingOfCapture(path);
    const whole = reading.ask(queryFor({ view: 'created' }));
    const cut = reading.ask({ ...queryFor({ view: 'created' }), limit: 3 });
    expect(cut.rowCount).toBe(whole.rowCount);
    expect(flat(cut.creations).map(({ place }) => place)).toEqual([0, 1, 2]);
  });
});

describe('waits', () => {
  it('end at the last bucket that holds any, and find just their goroutines by filter terms', async () => {
    const reading = await readingOfCapture(ALIKE);
    const { waits, matching } = reading.ask(queryFor({ view: 'waits' }));
    expect(waits.map(({ from, count }) => [from, count])).toEqual([
      [0, 660],
      [1, 0],
      [2, 8],
    ]);
    expect(matching).toBe(668);
    for (const bucket of waits) {
      const found = reading.ask(queryFor({ filter: waitTerms(bucket) }));
      expect(found.matching).toBe(bucket.count);
    }
  });

  it('are those of the filtered goroutines', async () => {
    const { waits } = await answerTo(ALIKE, { view: 'waits', filter: 'wait>0 state:syscall' });
    expect(waits.map(({ count }) => count)).toEqual([0, 0, 2]);
  });
});

describe('a comparison', () => {
  it('of a pod at rest and one that is stuck says what came, and that they are two processes', async () => {
    const reading = await readingOfCapture(POD);
    expect(await reading.against(await captureAsFile(IDLE))).toEqual({ ok: true });
    const { comparison } = reading.ask(queryFor({ view: 'compare' }));
    expect(comparison).toMatchObject({
      before: 23,
      after: 47,
      process: 'other',
      movement: null,
      kinds: { appeared: 4, gone: 0, grew: 4, shrank: 2, same: 13 },
    });
    const changes = comparison?.rows.map(({ before, after }) => after - before) ?? [];
    expect(changes.reduce((sum, change) => sum + change, 0)).toBe(24);
    expect(comparison?.rows.find(({ telling }) => telling?.line === 444)?.kind).toBe('appeared');
    expect(Math.round(comparison?.seconds ?? 0)).toBe(346);
  });

  it('of one dump in two forms finds every goroutine where it was', async () => {
    const reading = await readingOfCapture(POD);
    await reading.against(await captureAsFile(POD_TEXT));
    const { comparison } = reading.ask(queryFor({ view: 'compare' }));
    expect(comparison?.process).toBe('same');
    expect(comparison?.movement?.stayed.count).toBe(47);
    expect(comparison?.kinds).toEqual({ appeared: 0, gone: 0, grew: 0, shrank: 0, same: 23 });
  });

  it('follows single goroutines of one process, with their waits', async () => {
    const before =
      goroutine(1, 'select', 7) + goroutine(5, 'select', 9) + goroutine(6, 'select', 9);
    const after =
      goroutine(1, 'select, 12 minutes', 7) +
      goroutine(5, 'select', 11) +
      goroutine(8, 'select', 9);
    const reading = readingOf(bytes(after));
    await reading.against(file(before));
    const { comparison } = reading.ask(queryFor({ view: 'compare' }));
    expect(comparison?.movement).toEqual({
      stayed: { count: 1, ids: [1] },
      moved: { count: 1, ids: [5] },
      ended: { count: 1, ids: [6] },
      started: { count: 1, ids: [8] },
    });
    const stayed = comparison?.rows.find(({ top }) => top?.line === 7);
    expect(stayed).toMatchObject({ kind: 'same', minutesBefore: 0, minutesAfter: 12 });
  });

  it('can be of two dumps in one file, and needs no other file then', async () => {
    const two = `${goroutine(1, 'select', 7)}\nnext\n\n${goroutine(1, 'select', 7)}${goroutine(2, 'select', 8)}`;
    const reading = readingOf(bytes(`SIGQUIT: quit\n\n${two.replace('next', 'SIGQUIT: quit')}`));
    const state = { view: 'compare', dump: 1, base: '.', baseDump: 0 } as const;
    const { comparison, dumps } = reading.ask(queryFor(state));
    expect(dumps).toHaveLength(2);
    expect(comparison).toMatchObject({ before: 1, after: 2, process: 'same' });
  });

  it('does not look at the filter', async () => {
    const reading = await readingOfCapture(POD);
    await reading.against(await captureAsFile(IDLE));
    const { comparison, problem } = reading.ask(
      queryFor({ view: 'compare', filter: 'colour:red' }),
    );
    expect(comparison?.after).toBe(47);
    expect(problem).toBeNull();
  });
});

describe('against', () => {
  it('refuses what holds no goroutine and keeps the base from before', async () => {
    const reading = await readingOfCapture(POD);
    await reading.against(await captureAsFile(IDLE));
    const table = await captureAsFile('post/shim-ttrpc-lines.txt');
    for (const bad of [file('nothing here\n'), table]) {
      expect(await reading.against(bad)).toEqual({ ok: false, problem: 'no-goroutines' });
    }
    expect(reading.ask(queryFor({ view: 'compare' })).comparison?.before).toBe(23);
  });

  it('stops for a later call and when asked to, and keeps the base from before', async () => {
    const reading = await readingOfCapture(POD);
    const idle = await captureAsFile(IDLE);
    const alike = await captureAsFile(ALIKE);
    const [first, second] = await Promise.all([reading.against(alike), reading.against(idle)]);
    expect([first, second]).toEqual([{ ok: false, problem: 'stopped' }, { ok: true }]);
    const stopped = reading.against(alike);
    reading.stop();
    expect(await stopped).toEqual({ ok: false, problem: 'stopped' });
    expect(reading.ask(queryFor({ view: 'compare' })).comparison?.before).toBe(23);
  });

  it('rejects gzip that is broken', async () => {
    const reading = await readingOfCapture(POD);
    const broken = new Blob([Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3)]);
    await expect(reading.against(broken)).rejects.toThrow();
  });

  it('takes the base away', async () => {
    const reading = await readingOfCapture(POD);
    await reading.against(await captureAsFile(IDLE));
    await reading.against(null);
    expect(reading.ask(queryFor({ view: 'compare' })).comparison).toBeNull();
  });
});

describe('narrowed', () => {
  it.each([
    ['', 'wait<1', 'wait<1'],
    ['state:select', 'wait<1', 'state:select wait<1'],
    ['a or b', 'wait<1', '(a or b) wait<1'],
    ['a | b', 'wait<1', '(a | b) wait<1'],
  ])('of %j and %j is %j', (filter, term, all) => {
    expect(narrowed(filter, null, term)).toBe(all);
  });

  it('starts anew where the filter cannot be read', () => {
    const fault = { ok: false, problem: 'unclosed-quote', hint: '"', at: 0 } as const;
    expect(narrowed('"x', fault, 'wait<1')).toBe('wait<1');
  });
});
