import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diff } from '../../../src/evidence/pprof/merge.ts';
import { type Profile, typeNamed } from '../../../src/evidence/pprof/profile.ts';
import { read } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import type { Answer, Panel } from '../../../src/widgets/profile/answer.ts';
import { changes, minus, tally } from '../../../src/widgets/profile/changes.ts';
import { questionOf } from '../../../src/widgets/profile/data.ts';
import { findIn } from '../../../src/widgets/profile/finding.ts';
import { nameOf } from '../../../src/widgets/profile/flame-columns.ts';
import { openHere } from '../../../src/widgets/profile/open.ts';
import { codec, type ProfileState } from '../../../src/widgets/profile/state.ts';

const ROOT = 'content/evidence/';
const LAST = 'containerd-1.4.11/leak/containerd/011.heap.pb.gz';
const FIRST = 'containerd-1.4.11/leak/containerd/001.heap.pb.gz';
const GOROUTINES = 'containerd-1.4.11/pod-deadlock/containerd.goroutine.pb.gz';
const HEAP = 'containerd-1.4.11/pod-deadlock/containerd.heap.pb.gz';

const bytesOf = (path: string) => new Uint8Array(readFileSync(ROOT + path));
const text = (words: string) => new TextEncoder().encode(words);

async function profileOf(path: string): Promise<Profile> {
  const reading = await read(bytesOf(path));
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

async function ask(change: Partial<ProfileState>, base?: string): Promise<Answer> {
  const opened = await openHere({
    profile: new Blob([bytesOf(LAST)]),
    base: base ? new Blob([bytesOf(base)]) : null,
  });
  if (!opened.ok) throw new Error(opened.refusal.kind);
  return opened.reading.ask(questionOf({ ...codec.initial, ...change }));
}

function panelOf<Is extends Panel['is']>(answer: Answer, is: Is): Extract<Panel, { is: Is }> {
  const { panel } = answer;
  if (panel.is !== is) throw new Error(`${panel.is} is not ${is}`);
  return panel as Extract<Panel, { is: Is }>;
}

const values = (path: string, base: string) =>
  Promise.all([profileOf(path), profileOf(base)]).then(([after, before]) => {
    const type = typeNamed(after, 'inuse_space');
    return { after, before, type };
  });

describe('a difference', () => {
  it.each([
    [LAST, FIRST],
    [FIRST, LAST],
    [HEAP, LAST],
  ])(
    'of %s less %s says of every function what the room says of the merged profile',
    async (path, base) => {
      const { after, before, type } = await values(path, base);
      const merged = diff(after, before);
      if (!merged.ok) throw new Error(merged.problem);
      const rows = new Map(
        top(merged.value, type)
          .rows()
          .map((row) => [row.func, row]),
      );
      const all = changes(top(before, type), top(after, type));
      expect(all.length).toBeGreaterThan(40);
      for (const { func, flat, cum } of all) {
        const row = rows.get(func);
        expect([func, flat, cum]).toEqual([func, row?.flat ?? 0, row?.cum ?? 0]);
      }
    },
  );

  it('turned round, has grown what shrank, and gone what came', async () => {
    const { after, before, type } = await values(LAST, FIRST);
    const there = tally(changes(top(before, type), top(after, type)));
    const back = tally(changes(top(after, type), top(before, type)));
    expect(there).toEqual({ grew: 22, shrank: 0, new: 17, gone: 0 });
    expect(back).toEqual({ grew: 0, shrank: 22, new: 0, gone: 17 });
  });

  it('of a profile with itself is empty', async () => {
    const { compared } = panelOf(await ask({ view: 'diff' }, LAST), 'diff');
    expect(compared?.rows).toEqual([]);
    expect(compared?.flame.span[0]).toBe(0);
  });

  it('keeps whole numbers that a double cannot hold', () => {
    expect(minus(2n ** 60n + 1n, 2n ** 60n)).toBe(1);
    expect(minus(0, 2n ** 60n + 1n)).toBe(-(2n ** 60n + 1n));
  });

  it('without a base says so instead of comparing with nothing', async () => {
    expect(panelOf(await ask({ view: 'diff' }), 'diff').compared).toBeNull();
  });
});

describe('an answer', () => {
  it('holds the totals that the evidence states', async () => {
    expect((await ask({})).total).toBe(26217928);
    expect((await ask({ type: 'alloc_objects' })).total).toBe(3069677);
  });

  it("shows a profile's own default where it lacks the type that was asked for", async () => {
    const answer = await ask({ type: 'goroutine' });
    expect(answer.sampleType.type).toBe('inuse_space');
  });

  it('of focus and ignore parts the samples without a rest', async () => {
    const [focused, ignored] = await Promise.all([
      ask({ focus: 'ttrpc' }),
      ask({ ignore: 'ttrpc' }),
    ]);
    expect(focused.kept + ignored.kept).toBe(142);
    expect(Number(focused.total) + Number(ignored.total)).toBe(26217928);
    expect(focused.whole).toBe(26217928);
  });

  it('with a bad pattern names the part and the place, and is of the whole profile', async () => {
    const answer = await ask({ ignore: 'ab(c' });
    expect(answer.fault).toMatchObject({ part: 'ignore', at: 2 });
    expect(answer.total).toBe(26217928);
  });

  it('orders, turns round and searches the table before it is cut', async () => {
    const most = panelOf(await ask({ sort: 'cum' }), 'top');
    const least = panelOf(await ask({ sort: 'cum', up: true }), 'top');
    expect(Number(most.rows[0]?.cum)).toBeGreaterThan(Number(least.rows[0]?.cum));
    const found = panelOf(await ask({ search: 'TTRPC.(*client)' }), 'top');
    expect(found).toMatchObject({ matching: 2, size: 56 });
    expect(found.rows.map(({ func }) => func.split('/').at(-1))).toEqual([
      'ttrpc.(*Client).dispatch',
      'ttrpc.(*Client).Call',
    ]);
  });

  it('survives the way into a worker and back', async () => {
    for (const view of ['top', 'flame', 'diff', 'packages', 'peek'] as const) {
      const answer = await ask({ view }, FIRST);
      expect(structuredClone(answer)).toEqual(answer);
    }
  });

  it('of a flame agrees with the total; reversed it begins with the innermost', async () => {
    const { flame } = panelOf(await ask({ view: 'flame' }), 'flame');
    expect(flame.value[0]).toBe(26217928);
    const back = panelOf(await ask({ view: 'flame', reversed: true }), 'flame').flame;
    expect(back.value[0]).toBe(26217928);
    const rows = panelOf(await ask({}), 'top').rows;
    expect(nameOf(back, 1)).toBe(rows[0]?.func);
    expect(back.value[1]).toBe(rows[0]?.flat);
  });

  it('peeks at the largest function until another is chosen, and says null of one that is not there', async () => {
    const first = panelOf(await ask({ view: 'peek' }), 'peek');
    expect(first.peek?.flat).toBe(5243616);
    expect(panelOf(await ask({ view: 'peek', func: 'no.such' }), 'peek').peek).toBeNull();
  });
});

describe('what is no profile', () => {
  it.each([
    ['go 1.22 trace\0\0\0rest', 'execution-trace'],
    ['goroutine 7 [select, 3 minutes]:\nmain.wait()\n\t/m.go:1 +0x1\n', 'goroutine-dump'],
    ['<!doctype html><title>x</title>', 'html'],
    ['', 'empty'],
    ['a holiday', 'not-a-profile'],
  ])('%j is %s', async (words, kind) => {
    expect(await findIn(text(words), null)).toEqual({
      ok: false,
      refusal: { which: 'profile', kind },
    });
    expect(await findIn(bytesOf(LAST), text(words))).toMatchObject({
      refusal: { which: 'base', kind },
    });
  });

  it("is known as a dump also inside the shim's log", async () => {
    const finding = await findIn(bytesOf('containerd-1.4.11/idle/shim.usr1.log'), null);
    expect(finding).toMatchObject({ refusal: { kind: 'goroutine-dump' } });
  });

  it('is a base that counts something else', async () => {
    expect(await findIn(bytesOf(LAST), bytesOf(GOROUTINES))).toEqual({
      ok: false,
      refusal: { which: 'base', kind: 'other types' },
    });
  });
});
