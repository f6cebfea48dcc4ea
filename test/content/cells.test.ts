import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type MdastNode, mdxToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { readFence } from '../../src/notebook/fence.ts';
import type { Cell } from '../../src/notebook/order.ts';
import { programOf } from '../../src/notebook/program.ts';
import { stills } from '../../src/notebook/stills.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LONGEST = 15;

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

describe.each(pages)('$path', ({ path, cells }) => {
  it('has cells that run, and each shows something', async () => {
    const shown = await stills(path, cells);
    for (const { id } of cells)
      expect(`${id} ${shown.get(id)?.outputs.length}`).not.toMatch(/ (0|undefined)$/);
  });

  it('has cells that fit on a screen', () => {
    const long = cells.filter(({ text }) => text.split('\n').length > LONGEST);
    expect(long.map(({ id }) => id)).toEqual([]);
  });
});

it('the page of cells is also one program, which Node runs in this checkout', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module-typescript', '-'],
    { input: programOf(cellsOf('en/cells.mdx')), encoding: 'utf8' },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toContain("'deadlock'");
  expect(stdout.match(/<svg /g)).toHaveLength(3);
});

/** Each change that the page proposes, made: it runs, and it shows something else than before. */
type Change = readonly [cell: string, from: string, to: string, alsoChanges?: string];
const LAB: readonly Change[] = [['fewest', "'A'", "'C'"]];
const CHANGES: readonly Change[] = [
  ['dump', 'pod-deadlock/shim', 'idle/shim', 'both-ends'],
  ['both-ends', 'const short', "show(goroutines.group(peer, 'state'));\nconst short"],
  ['releases', 'affected(release)', "affected(release, '1.6.20')"],
  ['pairs', 'calls = 6', 'calls = 5', 'trace'],
  ['trace', '.slice(-8)', ''],
  ['trace', "between('A')", "between('C')"],
  ['capacity', 'State', 'Exec', 'callers'],
  ['callers', 'delay: 0', 'delay: 1000'],
  ['callers', 'delay: 0', "delay: 0, client: 'B'"],
  ['measured', 'bytesEach = 256', 'bytesEach = 64'],
  ['leaking', 'rate = 50', 'rate = 25'],
  ['leaking', '...quiet,', '...quiet, deadline: 30,'],
];

const asWritten = new Map<string, ReturnType<typeof stills>>();

it.each([
  ...CHANGES.map((change) => ({ page: 'en/cells.mdx', change })),
  ...LAB.map((change) => ({ page: 'en/lab.mdx', change })),
])('$page: $change', async ({ page, change }) => {
  const [id, from, to, alsoChanges] = change;
  const authored = cellsOf(page);
  const running = asWritten.get(page) ?? stills(page, authored);
  asWritten.set(page, running);
  const before = await running;
  const changed = authored.map((cell) =>
    cell.id === id ? { id, text: cell.text.replace(from, to) } : cell,
  );
  expect(changed).not.toEqual(authored);
  const after = await stills('changed', changed);
  for (const one of [id, ...(alsoChanges ? [alsoChanges] : [])])
    expect(after.get(one)?.outputs).not.toEqual(before.get(one)?.outputs);
});
