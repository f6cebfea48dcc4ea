import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { reserved } from '../../src/notebook/kit.ts';
import * as kit from '../../src/notebook/node.ts';
import { programOf } from '../../src/notebook/program.ts';

const program = (texts: Readonly<Record<string, string>>) =>
  programOf(Object.entries(texts).map(([id, text]) => ({ id, text })));

/** What a program prints when Node runs it in this checkout. */
function printed(text: string): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module-typescript', '-'],
    { input: text, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('the kit for Node', () => {
  it('has every name of the kit', () => {
    expect(Object.keys(kit).toSorted()).toEqual([...reserved].toSorted());
  });
});

describe('programOf', () => {
  it('puts the cells in order, shows their last values, and imports what they use', () => {
    expect(program({ x: 'a + 1;', y: 'const a: number = socket.SNDBUF' })).toBe(
      "import { show, socket } from 'stuck-in-send/cells';\n\n" +
        '// Cell y\nconst a: number = socket.SNDBUF\n;\n\n// Cell x\nshow(a + 1);\n',
    );
  });

  it('keeps cells apart that end without a semicolon', () => {
    expect(
      printed(
        program({
          x: 'const a = show // the end;',
          y: '(1 as number) + 1 // two',
          z: '[a].length // not the end;',
          w: 'let c; [c] = [4]; c',
        }),
      ),
    ).toBe('2\n1\n4\n');
  });

  it('runs with Node against the package, evidence and types included', () => {
    const text = program({
      total: 'rows.reduce((sum: number, { runs }) => sum + runs, 0)',
      rows: 'type Row = { runs: number };\nconst rows: readonly Row[] = onset.parse(await file("tables/onset.csv"))',
      chart: 'Plot.plot({ marks: [Plot.dot(rows.slice(0, 2), { x: "runs" })] })',
      verdict:
        'const room = model.slots(1);\nmodel.explore(model.connect({ client: "B", server: "S1", calls: 5, toServer: room, toClient: room })).verdict',
    });
    const lines = printed(text).trim().split('\n');
    const [total, chart] = lines;
    expect(total).toBe('16510');
    expect(chart).toMatch(/^<svg /);
    expect(lines.at(-1)).toBe('free');
  });

  it('is a module also without the kit', () => {
    expect(printed(program({ x: 'const a = await Promise.resolve(1);' }))).toBe('');
    expect(printed(program({ x: 'await Promise.resolve(5)' }))).toBe('5\n');
  });
});
