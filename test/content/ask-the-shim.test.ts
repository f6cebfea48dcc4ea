import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command } from '../../src/lesson/kinds/command.ts';
import { stills } from '../../src/notebook/stills.ts';
import { createEngine, type Engine } from '../../src/shell/engine.ts';
import { firstNode } from '../../src/shell/practice/first.ts';
import { fromDisk } from '../shell/home.ts';
import { captured, linesNaming } from './evidence.ts';
import { tasksOf } from './exercise-files.ts';
import { readPage } from './page.ts';

const SLUG = 'ask-the-shim';
const CONTENT = new URL('../../content/', import.meta.url);
const read = (path: string) => readPage(path, readFileSync(new URL(path, CONTENT), 'utf8'));
const page = read(`en/chapters/06-${SLUG}.mdx`);
const card = read(`en/runbook/${SLUG}.mdx`);
const [, take = '', ask = '', other = ''] = page.code
  .filter(({ it }) => it.language === 'sh')
  .map(({ it }) => it.text);

/** The lines that a widget of the page runs, out of the literals of its state. */
function linesOf(id: string): string[] {
  const state = page.tags.find(({ it }) => it.attributes.id === id)?.it.attributes.state ?? '';
  const list = state.slice(state.indexOf('run: ['));
  const literals = list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g);
  return [...literals].map(([, one, other]) => (one ?? other ?? '').replace(/\\(.)/g, '$1'));
}

async function said(engine: Engine, line: string): Promise<string> {
  const ran = await engine.run(line);
  if (ran.kind !== 'finished') throw new Error(`${line}: ${ran.kind}`);
  return ran.stdout.replace(/\n$/, '');
}

const practice = () => createEngine({ read: fromDisk, node: firstNode() });

/** `sort | uniq -c` by line number. */
const counted = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/(\d+)\s+\S*server\.go:(\d+)/g)].map(([, count, line]) => [
      line,
      Number(count),
    ]),
  );

/** Whether each creation line is the sum of its places. */
function adds(rows: Readonly<Record<string, number>>): boolean[] {
  const at = (line: number) => rows[line] ?? 0;
  return [
    at(434) === at(438) + at(444),
    at(127) === at(431) + at(459),
    at(332) === at(362) + at(404),
  ];
}

describe('on the practice node', () => {
  test('the shim lives and speaks once, and its dump is whole by all four questions', async () => {
    const engine = practice();
    const outputs: string[] = [];
    for (const line of linesOf('node')) outputs.push(await said(engine, line));
    expect(outputs.at(-3)).toMatch(/containerd-shim/);
    expect(outputs.at(-2)).toContain('made by the model');
    expect(outputs.at(-1)).toBe('1');
    for (const line of take.split(/\n(?! )/)) await said(engine, line);
    const [begins, goroutines, ...others] = (await said(engine, ask)).split('\n');
    expect(begins).toBe('1');
    expect(Number(goroutines)).toBeGreaterThan(20);
    const rows = others.filter((row) => /server\.go:\d+$/.test(row));
    const left = others.filter((row) => !rows.includes(row));
    expect(left.map((row) => /BEGIN|END/.exec(row)?.[0])).toEqual(['BEGIN', 'END']);
    expect(adds(counted(rows.join('\n')))).toEqual([true, true, true]);
    expect(await said(engine, 'ps -o comm= --ppid $SHIM')).toBe('pause\nsleep');
  });

  test('the card says the same in lines that fit a narrow screen, and two dumps show', async () => {
    const blocks = card.code.map(({ it }) => it.text.replace('NAME', 'test'));
    expect(
      blocks
        .join('\n')
        .split('\n')
        .filter((line) => line.length > 60),
    ).toEqual([]);
    const engine = practice();
    await said(engine, './exec.sh 200');
    expect(await said(engine, blocks[0] ?? '')).toMatch(/^\d+$/);
    await said(engine, blocks[1] ?? '');
    const [marks, first, last, ...rows] = (await said(engine, blocks[2] ?? '')).split('\n');
    expect([marks, first?.slice(0, 5), last?.slice(0, 7)]).toEqual(['2', 'time=', '=== END']);
    expect(adds(counted(rows.join('\n')))).toEqual([true, true, true]);
    await said(engine, 'kill -USR1 $(pgrep -f "shim.* -id" | head -n 1)');
    for (const line of (blocks[1] ?? '').split(/\n(?! )/).slice(1)) await said(engine, line);
    expect((await said(engine, blocks[2] ?? '')).split('\n')[0]).toBe('4');
  });

  test('containerd answers by both ways, and shows its half of the circle', async () => {
    const engine = practice();
    await said(engine, './exec.sh 200');
    const [direct = '', signal = ''] = other.split('\n');
    await said(engine, direct);
    const half = "grep -cE 'client\\.go:(209|259) ' daemon";
    expect(await said(engine, half)).toBe('2');
    await said(engine, `since=$(date "+%F %T"); ${signal}; sleep 2`);
    const entries = 'journalctl -u containerd -o json --since="$since" | grep -c line-max';
    expect(Number(await said(engine, entries))).toBeGreaterThan(9);
  });
});

describe('what a cut does', () => {
  const inFolder = () => createEngine({ read: fromDisk, cwd: '/root/size-169' });

  test('read in haste one creation line is lost, and only what is left over shows it', async () => {
    const engine = inFolder();
    const outputs: string[] = [];
    for (const line of linesOf('cut')) outputs.push(await said(engine, line));
    expect(Number(outputs[0])).toBeGreaterThan(0);
    const rows = counted(outputs[2] ?? '');
    expect(Object.keys(rows).length).toBe(10);
    expect((rows[438] ?? 0) + (rows[444] ?? 0) - (rows[434] ?? 0)).toBe(1);
    const third = (ask.split('\n')[2] ?? '').replace(/dump$/, 'hasty');
    const left = (await said(engine, third)).split('\n').filter((row) => !/BEGIN|END/.test(row));
    expect(left.join('').trim()).toMatch(/ttrpc\/server\.go:434 /);
    expect(left.length).toBe(2);
  });

  const cell = page.code.find(({ it }) => it.language.includes('name=journal'))?.it.text ?? '';

  test.each([
    ['as it stands', cell],
    ['with smaller pieces', cell.replace('48 * 1024', '8 * 1024')],
  ])(
    '%s, the reader keeps all unless a piece is missing or noise comes between',
    async (_, text) => {
      const more = text.replace(
        "'noise before",
        "'noise between': [cut[0], noise, ...cut.slice(1)],\n  'noise before",
      );
      expect(more).not.toBe(text);
      const shown = await stills('journal', [{ id: 'journal', text: more }]);
      const rows = JSON.stringify(shown.get('journal')?.outputs);
      const whole = linesNaming('ttrpc-pair/size-w169/server.usr1.log', 'server.go:434');
      expect(whole).toBe(175);
      const numbers = (name: string) =>
        new RegExp(`"${name}"[^\\d]+(\\d+)[^\\d]+(\\d+)[^\\d]+(\\d+)`)
          .exec(rows)
          ?.slice(2)
          .map(Number);
      for (const name of ['one entry', 'cut by journald', 'noise before and behind'])
        expect(numbers(name)).toEqual([183, 0]);
      for (const name of ['only the entry with BEGIN', 'noise between']) {
        const [goroutines = 0, leftovers = 0] = numbers(name) ?? [];
        expect(goroutines).toBeLessThan(183);
        expect(leftovers).toBeGreaterThan(0);
      }
    },
  );
});

describe('the exercise that joins', () => {
  const [, task] = tasksOf('command').find(([id]) => id === `${SLUG}-extract`) ?? [];
  const [ofPage = ''] = take.split(/\n(?! )/).slice(-1);
  const passes = (line: string) => task && command.check(task, line).passed;

  test.each([
    ["the page's own command", ofPage],
    ['with cat', ofPage.replace("tr -d '\\n' < journal", "cat journal | tr -d '\\n'")],
    [
      'the two substitutions turned round',
      "tr -d '\\n' <journal | sed 's/\\\\t/\\t/g;s/\\\\n/\\n/g' >dump",
    ],
  ])('takes %s', (_, line) => {
    expect(passes(line.replaceAll(/\n */g, ' '))).toBe(true);
  });

  test('does not take it with the pieces left apart', () => {
    expect(passes(ofPage.replace(/^tr.*\|\n/, 'cat journal |'))).toBe(false);
  });
});

describe('the captured pair', () => {
  const text = (path: string) => captured(path).toString('utf8');
  const shim = text('containerd-1.4.11/pod-deadlock/shim.usr1.log');
  const daemon = text('containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz').split('\n');

  test('a shim says who it is behind END, containerd does not, and names its file', () => {
    expect(shim).toMatch(/END goroutine stack dump ===" namespace=\S+ path=\S+ pid=\d+\n?$/);
    expect(daemon[0]).toMatch(/END goroutine stack dump ==="$/);
    expect(daemon[1]).toMatch(/written to \S+\/containerd\.\d+\.stacks\.log/);
    expect((daemon[0]?.length ?? 0) / (48 * 1024)).toBeGreaterThan(200);
  });

  test('two seconds lie between them', () => {
    const [one, other] = [shim, daemon[0] ?? ''].map((log) =>
      Date.parse(/time="([^"]+)"/.exec(log)?.[1] ?? ''),
    );
    expect(Math.round(((other ?? 0) - (one ?? 0)) / 1000)).toBe(2);
  });

  test('at rest it has two connections, and nobody runs but who writes', () => {
    const rest = text('containerd-1.4.11/idle/shim.usr1.log');
    expect(rest.match(/server\.go:(431|362) /g)?.sort()).toHaveLength(4);
    expect(rest.match(/\[running\]/g)).toHaveLength(1);
    expect(rest).toMatch(/goroutine \d+ \[running\]:\\ngithub\.com\/containerd\/\S+\.dumpStacks\(/);
  });
});
