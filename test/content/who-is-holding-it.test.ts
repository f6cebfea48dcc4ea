import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createEngine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { doorFigures } from '../../src/site/door-figures.ts';
import { fromDisk } from '../shell/home.ts';
import { blocks } from './evidence.ts';
import { readPage } from './page.ts';

/** What chapter 2 says of doors, asked of the practice node's doors and counted in the captured dump. */
const CONTENT = new URL('../../content/', import.meta.url);
const DUMP = 'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';
/** The Chinese page has the same commands and widgets: parity.test.ts. */
const PATH = 'en/chapters/02-who-is-holding-it.mdx';
const page = readPage(PATH, readFileSync(new URL(PATH, CONTENT), 'utf8'));
/** Milliseconds: a node is broken and asked, and the machine has other work. */
const LONG = 60_000;
const exercise = (name: string) =>
  parse(readFileSync(new URL(`exercises/who-is-holding-it-${name}.yaml`, CONTENT), 'utf8'));

/** A new node on which these lines were typed: what each printed. */
async function typed(lines: readonly string[]): Promise<Map<string, string>> {
  const engine = createEngine({ read: fromDisk, node: firstNode() });
  const said = new Map<string, string>();
  for (const line of lines) {
    const ran = await engine.run(line);
    expect(ran, line).toMatchObject({ kind: 'finished', code: 0 });
    said.set(line, ran.kind === 'finished' ? ran.stdout : '');
  }
  return said;
}

describe('the node of the page', () => {
  const node = page.tags.find(
    ({ it }) => it.name === 'Widget' && it.attributes.name === 'practice-node',
  );
  const before = [...(node?.it.attributes.state ?? '').matchAll(/'([^']+)'/g)].map(
    ([, line]) => line ?? '',
  );
  const lines = page.code
    .filter(({ it }) => it.language === 'sh')
    .flatMap(({ it }) => it.text.split('\n'));

  test(
    'says in its dumps and profiles what the text says of them',
    async () => {
      const said = await typed([...before, ...lines]);
      const of = (part: string) => said.get(lines.find((line) => line.includes(part)) ?? '') ?? '';
      const [one = 0, two = 0] = [...of('waitOnHeader').matchAll(/:(\d+)$/gm)].map(([, n]) =>
        Number(n),
      );
      expect(one).toBeGreaterThan(400);
      expect(two).toBeGreaterThan(one);
      const ages = [...of('^goroutine 100').matchAll(/goroutine 100 \[select, (\d+) minutes\]/g)];
      const [young, old] = ages.map(([, minutes]) => Number(minutes));
      expect(Number(old) - Number(young)).toBe(10);
      expect(of('goroutine 100').match(/waitOnHeader/g)).toHaveLength(2);
      expect(of('door goroutine counted')).toMatch(/ListContainerStats/);
      expect(of('top cpu')).toMatch(/Total samples = \d+ms \( ?[0-9.]+%\)/);
    },
    LONG,
  );
});

test(
  'the lines of the exercise come out of the doors that it names',
  async () => {
    const K = '/etc/kubernetes/pki/apiserver-kubelet-client';
    const door = (name: string, file: string) =>
      `curl -sk --cert ${K}.crt --key ${K}.key -o ${file} "https://127.0.0.1:10250/debug/pprof/${name}"`;
    const storm = ['./exec.sh 200 > /dev/null 2>&1 &', 'sleep 3600'];
    const said = await typed([
      ...storm,
      door('goroutine?debug=2', 'dump'),
      door('goroutine', 'counted'),
      'cat dump',
      'go tool pprof -top counted',
      door('profile?seconds=5', 'cpu'),
      'go tool pprof -top cpu',
      'sleep 28800',
      door('heap', 'heap'),
      'go tool pprof -top heap',
    ]);
    const { items, solution } = exercise('outputs');
    const shown: Readonly<Record<string, string>> = {
      dump: said.get('cat dump') ?? '',
      counted: said.get('go tool pprof -top counted') ?? '',
      heap: said.get('go tool pprof -top heap') ?? '',
      cpu: said.get('go tool pprof -top cpu') ?? '',
    };
    const form = (text: string) => text.replaceAll(/[\d.]+/g, '0').replaceAll(/\s+/g, ' ');
    for (const { id, code, statement } of items) {
      const line = form(`${code} ${statement}`);
      const right = solution[id] ?? '';
      for (const [name, text] of Object.entries(shown)) {
        // Numbers move with the time at which one asks, and pprof writes the whole path before a name.
        const lines = text.split('\n').map((line) => form(line.replace(/\S*\/v1alpha2\./, '')));
        const holds = lines.some((text) => text.includes(line));
        expect(`${id} in ${name}: ${holds}`).toBe(`${id} in ${name}: ${name === right}`);
      }
    }
  },
  LONG,
);

describe('against the captured dump', () => {
  const all = blocks(DUMP);
  const inside = (name: string) =>
    all.filter(({ lines }) => lines.some((line) => line.includes(name))).length;

  test('who is in a call, and who of them asks for Stats', () => {
    expect(doorFigures['doors.dump']()).toBe(all.length);
    expect(doorFigures['doors.stats']()).toBe(inside('task.(*taskClient).Stats('));
    expect(doorFigures['doors.calls']()).toBe(inside('ttrpc.(*Client).Call('));
    const { solution, wrong } = exercise('others');
    expect(inside('ttrpc.(*Client).Call(') - inside('task.(*taskClient).Stats(')).toBe(solution);
    expect(wrong[0].answer).toBe(inside('ttrpc.(*Client).Call('));
  });

  test('nobody has waited for a whole minute yet', () => {
    expect(doorFigures['doors.aged']()).toBe(
      all.filter(({ state }) => /minutes/.test(state)).length,
    );
  });
});
