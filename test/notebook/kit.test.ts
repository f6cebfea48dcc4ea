import { describe, expect, it } from 'vitest';
import { reserved } from '../../src/notebook/kit.ts';
import { createNotebook, type Ran } from '../../src/notebook/notebook.ts';
import type { Output } from '../../src/notebook/output.ts';
import { fromDisk } from './disk.ts';

/** What a cell shows, or its problem as a failure. */
async function outputsOf(text: string): Promise<readonly Output[]> {
  const all: Ran[] = [];
  const { run } = createNotebook({
    read: fromDisk,
    began: () => {},
    ended: (ran) => all.push(ran),
  });
  await run({ cells: [{ id: 'x', text }], again: [], stopped: {} });
  const [ran] = all;
  if (!ran || ran.problem) throw new Error(JSON.stringify(ran?.problem));
  return ran.outputs;
}

const lineOf = async (text: string) => {
  const [output] = await outputsOf(text);
  if (output?.kind === 'text') return output.text;
  return output?.kind === 'tree' ? output.node.text : output?.kind;
};

/** One cell for every name of the kit, with what the evidence and the model are known to say. */
const CELLS: Readonly<Record<string, readonly [text: string, line: string]>> = {
  file: ['(await file("post/shim-ttrpc-lines.txt")).includes("444")', 'true'],
  bytes: ['(await bytes("tables/onset.csv")).length > 1000', 'true'],
  show: ['show("said"); undefined', 'said'],
  text: ['text(12)', '12'],
  tree: ['tree([1, 2])', 'Array(2)'],
  table: ['table([{ a: 1 }])', 'table'],
  goroutines: [
    'const [{ groups }] = goroutines.read("goroutine 1 [select]:\\nmain.f()\\n\\t/a.go:3 +0x1\\n").dumps.map((dump) => ({ groups: goroutines.group(dump) }));\ngroups.length',
    '1',
  ],
  profiles: ['(await profiles.read(new Uint8Array([1, 2, 3]))).ok', 'false'],
  sockets: [
    'const { value } = sockets.read(await file("ttrpc-pair/n5000-dead/ss-xmp.txt"));\nvalue.some(({ charged, allowed }) => charged >= allowed)',
    'true',
  ],
  ttrpc: ['const told = ttrpc.affected("1.4.11"); told.ok && told.found', 'true'],
  model: [
    'const room = model.slots(1);\nconst { verdict, shortest } = model.explore(model.connect({ client: "A", server: "S1", calls: 6, toServer: room, toClient: room }));\n[verdict, shortest].join(" ")',
    'deadlock 27',
  ],
  socket: ['socket.capacity(model.rpcSizes.State.request)', '167'],
  wire: ['wire.hexOf(wire.readHex("00 0a").bytes)', '000a'],
  onset: [
    'onset.parse(await file("tables/onset.csv")).reduce((sum, { runs }) => sum + runs, 0)',
    '16510',
  ],
  leak: ['leak.run({ ...leak.ordinaryNode, hangAt: 0 }, 4).length', '5'],
  Plot: ['Plot.plot({ marks: [Plot.dot([[1, 2]])] })', 'chart'],
};

describe('the kit in a cell', () => {
  it('has a cell for each of its names here', () => {
    expect(Object.keys(CELLS).toSorted()).toEqual([...reserved].toSorted());
  });

  it.each(Object.entries(CELLS))('%s works', async (_, [text, line]) => {
    expect(await lineOf(text)).toBe(line);
  });

  it('rejects a file that is not there, at the line that asked', async () => {
    await expect(outputsOf('1;\nawait file("nowhere.txt")')).rejects.toThrow(/ENOENT/);
  });

  it.each([
    'Plot.plot({ marks: [Plot.barY([1, 2, 3])] })',
    'Plot.lineY([1, 2, 3]).plot({ height: 100 })',
    'Plot.plot({ title: "a & <b>", color: { legend: true }, marks: [Plot.dot([{ a: 1, b: "c" }], { x: "a", stroke: "b" })] })',
  ])('draws a chart: %s', async (text) => {
    const [output] = await outputsOf(text);
    expect(output?.kind === 'chart' && output.svg).toMatch(
      /^<(svg|figure)[\s\S]*<\/(svg|figure)>$/,
    );
  });
});
