import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type MdastNode, mdxToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { readFence } from '../../src/notebook/fence.ts';
import type { Cell } from '../../src/notebook/order.ts';
import { programOf } from '../../src/notebook/program.ts';
import { stills } from '../../src/notebook/stills.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LONGEST = 30;
/** Milliseconds: cells start threads, and the machine has other work. */
const LONG = 60_000;

function cellsIn(node: MdastNode, found: Cell[] = []): readonly Cell[] {
  if (node.type === 'code') {
    const fence = readFence(node.lang ?? null, node.meta ?? null);
    if (typeof fence === 'string') throw new Error(fence);
    if (fence) found.push({ id: fence.name ?? String(found.length + 1), text: node.value });
  }
  if ('children' in node) for (const child of node.children) cellsIn(child as MdastNode, found);
  return found;
}

const pages = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mdx'))
  .sort()
  .map((path) => ({ path, cells: cellsIn(mdxToMdast(readFileSync(CONTENT + path, 'utf8'))) }))
  .filter(({ cells }) => cells.length > 0);

it('there are pages with cells in both languages', () => {
  expect(pages.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['en/cells.mdx', 'zh-cn/cells.mdx']),
  );
});

const cellsOf = (page: string) => pages.find(({ path }) => path === page)?.cells ?? [];

/** Both languages have the same cells, letter by letter (parity.test.ts): they are run once. */
const english = pages.filter(({ path }) => path.startsWith('en/'));

describe.each(english)('$path', ({ path, cells }) => {
  it(
    'has cells that run, and each shows something',
    async () => {
      const shown = await stills(path, cells);
      for (const { id } of cells)
        expect(`${id} ${shown.get(id)?.outputs.length}`).not.toMatch(/ (0|undefined)$/);
    },
    LONG,
  );

  it('has cells that fit on a screen', () => {
    const long = cells.filter(({ text }) => text.split('\n').length > LONGEST);
    expect(long.map(({ id }) => id)).toEqual([]);
  });
});

it(
  'the page of cells is also one program, which Node runs in this checkout',
  () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--no-warnings', '--input-type=module-typescript', '-'],
      { input: programOf(cellsOf('en/cells.mdx')), encoding: 'utf8' },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain("'deadlock'");
    expect(stdout.match(/<svg /g)).toHaveLength(3);
  },
  LONG,
);

/** A change that a page proposes: the cell, what stands there, what is put there, and a cell that changes with it. */
type Change = readonly [cell: string, from: string, to: string, follower?: string];

/** All changes that the pages propose, in rounds: those of a round are made together, in cells apart. */
const ROUNDS: readonly (readonly [page: string, ...changes: Change[]])[] = [
  [
    'en/cells.mdx',
    ['dump', 'pod-deadlock/shim', 'idle/shim', 'both-ends'],
    ['releases', 'affected(release)', "affected(release, '1.6.20')"],
    ['pairs', 'calls = 6', 'calls = 5', 'trace'],
    ['capacity', 'State', 'Exec', 'callers'],
    ['measured', 'bytesEach = 256', 'bytesEach = 64'],
    ['leaking', 'rate = 50', 'rate = 25'],
  ],
  [
    'en/cells.mdx',
    ['both-ends', 'const short', "show(goroutines.group(peer, 'state'));\nconst short"],
    ['trace', '.slice(-8)', ''],
    ['callers', 'delay: 0', 'delay: 1000'],
    ['leaking', '...quiet,', '...quiet, deadline: 30,'],
  ],
  [
    'en/cells.mdx',
    ['trace', "between('A')", "between('C')"],
    ['callers', 'delay: 0', "delay: 0, client: 'B'"],
  ],
  ['en/lab.mdx', ['fewest', "'A'", "'C'"]],
  [
    'en/appendix/channels.mdx',
    [
      'headers',
      'containerd-1.4.11/pod-deadlock/containerd.usr1.log',
      'families/ttrpc-122-client-deadlock.txt',
    ],
    ['hands', '[0, 6]', '[1, 7]'],
    ['rooms', 'slots(1)', 'slots(2)'],
  ],
  [
    'en/chapters/01-one-gigabyte.mdx',
    ['looks', '1.4.11', '1.6.20'],
    ['captures', 'rss_kb', 'goroutines', 'shapes'],
    ['slope', '1.6.20', '1.4.11'],
  ],
  ['en/chapters/02-who-is-holding-it.mdx', ['both', "'state'", "'createdBy'"]],
  [
    'en/chapters/05-the-exec-storm.mdx',
    [
      'fill',
      'kinds = { ',
      'kinds = { storm: { request: Exec.request, response: State.response }, ',
    ],
    ['held', "'spdystream'", "'grpc'"],
  ],
  [
    'en/chapters/06-ask-the-shim.mdx',
    ['journal', "'cut by", "noisy: [cut[0], noise, cut[1]],\n  'cut by"],
  ],
  ['en/chapters/06-ask-the-shim.mdx', ['journal', '48 * 1024', '8 * 1024']],
  [
    'en/chapters/08-the-circle.mdx',
    ['ends', 'containerd-1.4.11/pod-deadlock', 'ttrpc-pair/n5000-dead'],
    ['steps', 'const frames = {', "const frames = {\n  'one byte more': 193,"],
    ['way', 'requests: 1', 'requests: 3'],
  ],
  ['en/chapters/08-the-circle.mdx', ['way', '+ 4', '+ 3']],
  [
    'en/chapters/09-the-repair.mdx',
    ['moved', "'A'", "'B'"],
    ['proof', "'B'", "'C'"],
    ['pairs', "'1.4.13', '1.5.7'", "'1.3.10', '1.4.13', '1.5.7'"],
  ],
];

it.each(ROUNDS.map(([page, ...changes]) => ({ page, changes })))(
  '$page: what it proposes to change runs, and shows something else',
  async ({ page, changes }) => {
    const authored = cellsOf(page);
    const changed = authored.map(({ id, text }) => {
      const [, from, to] = changes.find(([cell]) => cell === id) ?? [id, '', ''];
      return { id, text: text.replace(from, to) };
    });
    const [before, after] = await Promise.all([stills(page, authored), stills(page, changed)]);
    const same = changes
      .flatMap(([id, , , other]) => [id, other ?? id])
      .filter(
        (id) => JSON.stringify(before.get(id)?.outputs) === JSON.stringify(after.get(id)?.outputs),
      );
    expect(same).toEqual([]);
  },
  LONG,
);
