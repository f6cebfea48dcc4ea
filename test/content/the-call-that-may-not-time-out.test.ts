import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePrediction } from '../../src/lesson/prediction.ts';
import { readSource } from '../../src/lesson/source.ts';
import { ordinaryNode } from '../../src/model/leak/load.ts';
import { at } from '../../src/model/leak/run.ts';
import { stills } from '../../src/notebook/stills.ts';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { endsOf } from '../../src/widgets/call-chain/chain.ts';
import { standingOf, waitingIn } from '../../src/widgets/call-chain/standing.ts';
import { codec, RUNTIME_TIMEOUT } from '../../src/widgets/call-chain/state.ts';
import { fromDisk } from '../shell/home.ts';
import { readPage } from './page.ts';

const SLUG = 'the-call-that-may-not-time-out';
const CONTENT = new URL('../../content/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, CONTENT), 'utf8');
const page = readPage(SLUG, read(`en/chapters/03-${SLUG}.mdx`));

function exercise(name: string) {
  const source = readSource(read(`exercises/${SLUG}-${name}.yaml`), `${SLUG}-${name}`);
  if (!source.ok) throw new Error(source.problem);
  return source.value;
}

describe('the answers are those of the models', () => {
  const waiting = (kubelet: number) =>
    waitingIn(standingOf({ ...codec.initial, kubelet }), 'kubelet');

  test('of the calls of ten minutes all wait, and with two minutes each as few as the prediction says', () => {
    const source = exercise('stays');
    if (source.kind !== 'prediction') throw new Error('not a prediction');
    const code = (id: string) => source.options.find((option) => option.id === id)?.code;
    expect(source.found.map(code)).toEqual([String(waiting(0))]);
    expect(code('few')).toBe(String(waiting(RUNTIME_TIMEOUT)));
    expect(parsePrediction({ ...source, found: ['nobody'] }).ok).toBe(false);
  });

  test('the backlog is what the leak has after an hour, and after ten', () => {
    const source = exercise('backlog');
    if (source.kind !== 'number') throw new Error('not a number');
    const load = { ...ordinaryNode, hangAt: 0, eviction: false, deadline: RUNTIME_TIMEOUT };
    for (const hours of [1, 10]) expect(at(load, hours * 3600).pending).toBe(source.task.solution);
    expect([load.scrapers, load.interval]).toEqual([2, 15]);
  });

  test('a deadline of kubelet ends the waits of kubelet and containerd, and none in the shim', () => {
    const ends = endsOf({ ...codec.initial, kubelet: RUNTIME_TIMEOUT }, 0, true);
    expect(ends.get('asker')).toMatchObject({ at: codec.initial.patience, why: 'deadline' });
    expect(ends.get('kubelet')?.at).toBe(RUNTIME_TIMEOUT);
    expect(ends.get('containerd')).toMatchObject({ at: RUNTIME_TIMEOUT, from: 'kubelet' });
    expect(ends.get('shim')?.at).toBe(Number.POSITIVE_INFINITY);
  });

  test('with the deadline no list is answered and the eviction manager goes on without figures', () => {
    const load = { ...ordinaryNode, hangAt: 0, deadline: RUNTIME_TIMEOUT };
    const sights = Array.from({ length: 60 }, (_, minute) => at(load, 60 * minute).eviction);
    expect(new Set(sights)).toEqual(new Set(['waits', 'blind']));
    expect(at(load, 3600)).toMatchObject({ answeredSince: 0, stuck: true });
    expect(at(load, 3600).execs).toBe(at({ ...load, deadline: null }, 3600).execs);
  });
});

describe('on the practice node', () => {
  const attributes = page.tags.find(({ it }) => it.attributes.id === 'askers')?.it.attributes;
  const lines = [...(attributes?.state ?? '').matchAll(/(['"])(.+?)\1,?\n/g)].map(([, , line]) =>
    (line ?? '').replaceAll('\\\\', '\\'),
  );

  async function said(engine: Engine, line: string): Promise<string> {
    const ran = await engine.run(line);
    if (ran.kind !== 'finished') throw new Error(`${line}: ${ran.kind}`);
    return ran.stdout;
  }
  const counts = (text: string): Readonly<Record<string, number>> =>
    Object.fromEntries(
      [...text.matchAll(/(\d+) (\w+)/g)].map(([, count, name]) => [name, Number(count)]),
    );

  test('the scrapes grow, the eviction manager is one, and a client that left stays', async () => {
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    const outputs: string[] = [];
    for (const line of lines) outputs.push(await said(engine, line));
    expect(lines.length).toBe(5);
    const [, , , fetch = '', count = ''] = lines;
    const first = counts(outputs[4] ?? '');
    expect(first.synchronize).toBe(1);

    const typed = page.code.find(({ it }) => it.text.startsWith('curl'))?.it.text ?? '';
    expect(await engine.run(typed)).toMatchObject({ code: 28 });
    await said(engine, 'sleep 600');
    await said(engine, fetch);
    const later = counts(await said(engine, count));
    expect(later.synchronize).toBe(1);
    const grown = (name: string) => (later[name] ?? 0) - (first[name] ?? 0);
    expect(grown('logMetricsCollector')).toBeGreaterThan(30);
    expect(grown('handleSummary')).toBeGreaterThan(grown('logMetricsCollector'));
  });

  test('the commands of the card count the same', async () => {
    const card = readPage('card', read(`en/runbook/${SLUG}.mdx`));
    const commands = card.code.find(({ it }) => it.language === 'sh')?.it.text ?? '';
    expect(commands.split('\n').filter((line) => line.length > 60)).toEqual([]);
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    for (const line of ['./exec.sh 200', 'sleep 600']) await said(engine, line);
    const [all = '', ...rest] = (await said(engine, commands)).trim().split('\n');
    const by = Object.values(counts(rest.join('\n')));
    expect(by.length).toBe(3);
    expect(by.reduce((sum, count) => sum + count, 0)).toBe(Number(all));
  });
});

describe('the changes that the page proposes', () => {
  const cells = page.code
    .filter(({ it }) => it.language.includes('live'))
    .map(({ it }) => ({ id: /name=(\w+)/.exec(it.language)?.[1] ?? '', text: it.text }));

  const asWritten = stills('as written', cells);

  test.each(['scrapers: 0', "client: 'B'"])(
    '%s: both cells show something else',
    { timeout: 20_000 },
    async (change) => {
      const changed = cells.map(({ id, text }) => ({
        id,
        text: text.replace('hangAt: 0,', `hangAt: 0, ${change},`),
      }));
      expect(changed[0]).not.toEqual(cells[0]);
      const before = await asWritten;
      const after = await stills('changed', changed);
      for (const { id } of cells)
        expect(after.get(id)?.outputs).not.toEqual(before.get(id)?.outputs);
    },
  );
});
