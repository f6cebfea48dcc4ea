import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { capacity } from '../../src/model/kernel/charge.ts';
import { stills } from '../../src/notebook/stills.ts';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { execFigures } from '../../src/site/exec-figures.ts';
import { fromDisk } from '../shell/home.ts';
import { captured } from './evidence.ts';
import { readPage } from './page.ts';

/** What chapter 5 says and asks: its commands typed on its node, its cells run, its figures counted again. */
const SLUG = 'the-exec-storm';
const CONTENT = new URL('../../content/', import.meta.url);
const read = (path: string) => readPage(path, readFileSync(new URL(path, CONTENT), 'utf8'));
const page = read(`en/chapters/05-${SLUG}.mdx`);

const node = page.tags.find(({ it }) => it.attributes.id === 'storm')?.it.attributes.state ?? '';
const lines = [...node.matchAll(/(['"])(.+)\1,\n/g)].map(([, , line = '']) =>
  line.replaceAll('\\\\', '\\'),
);
const shell = page.code.filter(({ it }) => it.language === 'sh').map(({ it }) => it.text);
const cell = (name: string) =>
  page.code.find(({ it }) => it.language === `ts live name=${name}`)?.it.text ?? '';

async function said(engine: Engine, text: string): Promise<string> {
  const ran = await engine.run(text);
  if (ran.kind !== 'finished') throw new Error(`${text}: ${ran.kind}`);
  return ran.stdout.trim();
}

/** Rows of the table that a cell shows, by column, after a change was made in it. */
async function rowsOf(name: string, from = '', to = ''): Promise<Record<string, unknown>[]> {
  const shown = await stills(SLUG, [{ id: name, text: cell(name).replace(from, to) }]);
  const [output] = shown.get(name)?.outputs ?? [];
  if (output?.kind !== 'table') throw new Error(`${name} shows no table`);
  const { columns, rows } = output;
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

describe('on the practice node', { timeout: 30_000 }, () => {
  let engine: Engine;
  let outputs: string[];
  beforeAll(async () => {
    engine = createEngine({ read: fromDisk, node: firstNode() });
    outputs = [];
    for (const line of lines) outputs.push(await said(engine, line));
  }, 30_000);

  test('a hundred come back, two hundred do not, and stats do not either', () => {
    expect(lines.length).toBe(5);
    expect([outputs[0], outputs[1], outputs[4]]).toEqual(['0', '200', '124']);
  });

  test('the heap is a counter: its larger cum divided by the execs is one compressor', () => {
    const mebibytes = [...(outputs[2] ?? '').matchAll(/([\d.]+)MB +[\d.]+% +compress/g)].map((m) =>
      Number(m[1]),
    );
    const each = Math.max(...mebibytes) / 200;
    const measured = (execFigures['exec.written']() * 1e6) / 2 ** 20;
    expect(each / measured).toBeCloseTo(1, 1);
    expect(each).toBeLessThan(execFigures['exec.written']());
  });

  test('Exec, State and Stats wait in one queue, and every exec is one of the first two', () => {
    const counts = new Map(
      (outputs[3] ?? '').split('\n').map((row) => {
        const [count, call = ''] = row.trim().split(' ');
        return [call.replace(/^.*\)\./, ''), Number(count)];
      }),
    );
    expect([...counts.keys()]).toEqual(['Exec', 'State', 'Stats', 'Wait']);
    expect((counts.get('Exec') ?? 0) + (counts.get('State') ?? 0)).toBe(200);
    expect(counts.get('Wait')).toBe(10);
    const containers = firstNode().pods.flatMap((pod) => pod.containers);
    expect(containers.length).toBe(10);
  });

  test('ending kubectl frees no exec; as many in two containers all come back', async () => {
    const [, ends = '', split = ''] = shell;
    expect((await said(engine, ends)).split('\n')).toEqual(['200', '200']);
    expect((await said(engine, split)).split('\n').at(-1)).toBe('0');
  });

  test('the card does the same, and its lines fit a narrow screen', async () => {
    const [count = '', storm = ''] = read(`en/runbook/${SLUG}.mdx`)
      .code.filter(({ it }) => it.language === 'sh')
      .map(({ it }) => it.text);
    const own = (n: number) =>
      storm.replace('my-test-pod', 'test-74cf75b654-gw5hk').replace(/n=\d+/, `n=${n}`);
    expect(`${count}\n${storm}`.split('\n').filter((line) => line.length > 60)).toEqual([]);
    const fresh = createEngine({ read: fromDisk, node: firstNode() });
    expect((await said(fresh, own(50))).split('\n').at(-1)).toBe('0');
    expect((await said(fresh, own(250))).split('\n').at(-1)).toBe('250');
    expect(await said(fresh, count)).toMatch(/^250$/m);
  });
});

describe('the cells', { timeout: 30_000 }, () => {
  test('State hangs first of the four; large requests and large answers hang with the fewest', async () => {
    const rows = await rowsOf(
      'fill',
      'kinds = { ',
      'kinds = { storm: { request: Exec.request, response: State.response }, ',
    );
    const hung = (call: string) => {
      const row = rows.find((one) => one.call === call);
      return ['100 callers', '200 callers', '400 callers'].map((name) => row?.[name]);
    };
    expect(hung('storm')).toEqual([4, 4, 4]);
    expect(hung('State')).toEqual([0, 4, 4]);
    for (const call of ['Exec', 'Wait', 'Stats']) expect(hung(call).slice(0, 2)).toEqual([0, 0]);
    for (const call of ['Exec', 'Wait', 'Stats']) expect(hung(call)[2]).toBeGreaterThan(0);
    const [exec] = rows.filter(({ call }) => call === 'Exec');
    expect(exec?.requests).toBe(execFigures['exec.requests']());
    expect(exec?.answers).toBe(execFigures['exec.answers']());
    expect(212_992 / 1960).toBeGreaterThan(2 * execFigures['exec.requests']());
  });

  test('the heap of a hang without execs has no SPDY, but calls', async () => {
    expect((await rowsOf('held'))[0]).toMatchObject({ functions: 0, MiB: 0 });
    for (const part of ['grpc', 'ttrpc']) {
      const [row] = await rowsOf('held', "'spdystream'", `'${part}'`);
      expect(Number(row?.functions)).toBeGreaterThan(0);
    }
  });
});

describe('what the text says', () => {
  test('of one exec is what its flow and a captured one have', () => {
    const figures = Object.entries(execFigures).map(([id, value]) => [id.slice(5), value()]);
    expect(Object.fromEntries(figures)).toMatchObject({
      written: 0.82,
      read: 0.86,
      spdy: 12,
      stuck: 19,
      running: 18,
      calls: 17,
      states: 10,
      captured: 13,
    });
  });

  test('nobody in the captured pod waits for a lock, and no loop of the look-alike writes', () => {
    const pod = captured('containerd-1.4.11/pod-deadlock/shim.usr1.log').toString();
    expect(pod).toContain('server.go:459');
    expect(pod).not.toContain('lockSlow');
    const alike = captured('containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz').toString();
    expect(alike).toContain('lockSlow');
    expect(alike).not.toMatch(/server\.go:(404|459)/);
  });

  test('no command of the captured pod came over SPDY: all were waited for by the tasks service', () => {
    const dump = captured('containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz').toString();
    expect(dump).not.toMatch(/spdystream|remotecommand|execInternal/);
    const waits = dump.split('\\n\\n').filter((one) => one.includes('(*taskClient).Wait('));
    expect(waits.length).toBe(6);
    expect(waits.every((one) => one.includes('tasks.(*service).Wait('))).toBe(true);
  });

  test('the request of the exercise fits as often as it says', () => {
    const file = readFileSync(new URL(`exercises/${SLUG}-room.yaml`, CONTENT), 'utf8');
    expect(parse(file).solution).toBe(capacity(3790));
  });
});
