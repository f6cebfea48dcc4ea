import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stills } from '../../src/notebook/stills.ts';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode, TARGET } from '../../src/shell/practice/first.ts';
import { fromDisk } from '../shell/home.ts';
import { readPage } from './page.ts';

const SLUG = 'the-wrong-turn';
const CONTENT = new URL('../../content/', import.meta.url);
const read = (path: string) => readPage(path, readFileSync(new URL(path, CONTENT), 'utf8'));
const page = read(`en/chapters/04-${SLUG}.mdx`);

const state = page.tags.find(({ it }) => it.attributes.id === 'probes')?.it.attributes.state ?? '';
const lines = [...state.matchAll(/'([^']+)',?\n/g)].map(([, line]) => line ?? '');

async function said(engine: Engine, line: string): Promise<string> {
  const ran = await engine.run(line);
  if (ran.kind !== 'finished') throw new Error(`${line}: ${ran.kind}`);
  return ran.stdout.trim();
}

describe('on the practice node', () => {
  test('a hundred lists do nothing, one shows the hang, and one container of five is why', async () => {
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    expect(page.code.find(({ it }) => it.language === 'sh')?.it.text).toBe(lines[0]);
    const outputs: string[] = [];
    for (const line of lines) outputs.push(await said(engine, line));
    expect(outputs.slice(0, 3)).toEqual(['0', '', '124']);
    const codes = (outputs[3] ?? '').split('\n').map((row) => row.split(' '));
    expect(codes.length).toBe(5);
    const silent = codes.filter(([code]) => code !== '0');
    expect(silent.map(([code]) => code)).toEqual(['124']);
    const pod = firstNode().pods.find(({ name }) => name === TARGET);
    const ids = pod?.containers.map(({ id }) => id.slice(0, 13));
    expect(ids).toContain(silent[0]?.[1]);
  });

  test('the card says the same, and its lines fit a narrow screen', async () => {
    const card = read(`en/runbook/${SLUG}.mdx`);
    const commands = card.code.find(({ it }) => it.language === 'sh')?.it.text ?? '';
    expect(commands.split('\n').filter((line) => line.length > 60)).toEqual([]);
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    await said(engine, './exec.sh 200');
    const codes = (await said(engine, commands)).split('\n').map((row) => row.split(' ')[0]);
    expect(codes.sort()).toEqual(['0', '0', '0', '0', '124', '124']);
  });

  test('the POD ID of a container leads to its shim', async () => {
    const engine = createEngine({ read: fromDisk, node: firstNode() });
    const pod = await said(engine, "crictl ps | grep ' test ' | awk '{ print $NF }'");
    expect(await said(engine, `pgrep -af containerd-shim-runc-v2 | grep -c -- '-id ${pod}'`)).toBe(
      '1',
    );
  });
});

describe('how far from the hang', () => {
  const cell = page.code.find(({ it }) => it.language === 'ts live name=onlystats')?.it.text ?? '';

  /** Runs that hung, by lists at once, with a change made in the cell. */
  async function hung(from: string, to: string): Promise<ReadonlyMap<unknown, unknown>> {
    const [output] =
      (await stills('cell', [{ id: 'onlystats', text: cell.replace(from, to) }])).get('onlystats')
        ?.outputs ?? [];
    if (output?.kind !== 'table') throw new Error('the cell shows no table');
    const [lists, runs] = ['lists', 'hung'].map((name) => output.columns.indexOf(name));
    return new Map(output.rows.map((row) => [row[lists ?? 0], row[runs ?? 0]]));
  }

  test('stats alone hang below no edge, not in twice as many calls either; State has another edge', {
    timeout: 20_000,
  }, async () => {
    const [once, twice, state] = await Promise.all([
      hung('', ''),
      hung('calls: 600', 'calls: 1200'),
      hung('rpcSizes.Stats', 'rpcSizes.State'),
    ]);
    expect([...(once ?? [])]).toEqual(
      Object.entries({ 1: 0, 10: 0, 100: 0, 200: 0, 350: 4, 500: 4 }).map(([lists, runs]) => [
        Number(lists),
        runs,
      ]),
    );
    expect(twice).toEqual(once);
    expect(state?.get(200)).toBe(4);
  });
});
