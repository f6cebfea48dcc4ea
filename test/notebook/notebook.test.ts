import { describe, expect, it } from 'vitest';
import { createNotebook, type Order, type Ran } from '../../src/notebook/notebook.ts';
import { fromDisk } from './disk.ts';

/** A notebook whose cells are given anew for each run; tells which ran, and what each shows by now. */
function notebook() {
  let began: string[] = [];
  const shown = new Map<string, Ran>();
  const { run } = createNotebook({
    read: fromDisk,
    began: (id) => began.push(id),
    ended: (ran) => shown.set(ran.id, ran),
  });
  return {
    shown,
    async run(
      texts: Readonly<Record<string, string>>,
      again: readonly string[] = [],
      stopped: Order['stopped'] = {},
    ): Promise<readonly string[]> {
      began = [];
      const cells = Object.entries(texts).map(([id, text]) => ({ id, text }));
      await run({ cells, again, stopped });
      return began;
    },
    /** The line that a cell shows. */
    line(id: string): string | undefined {
      const output = shown.get(id)?.outputs.at(-1);
      if (output?.kind === 'text') return output.text;
      return output?.kind === 'tree' ? output.node.text : undefined;
    },
    problem: (id: string) => shown.get(id)?.problem ?? null,
  };
}

describe('createNotebook', () => {
  it('runs cells in the order of their needs and hands names over', async () => {
    const { run, line } = notebook();
    expect(
      await run({
        x: 'double(a)',
        y: 'const a: number = 21',
        z: 'const double = (n: number) => n * 2',
      }),
    ).toEqual(['y', 'z', 'x']);
    expect(line('x')).toBe('42');
  });

  it('runs again what changed and what depends on it, and nothing else', async () => {
    const { run, line } = notebook();
    const texts = {
      a: 'const a = 1',
      b: 'const b = a + 1; b',
      c: 'b * 10',
      d: 'const d = Math.PI',
    };
    expect(await run(texts)).toEqual(['a', 'b', 'c', 'd']);
    expect(await run(texts)).toEqual([]);
    expect(await run({ ...texts, a: 'const a = 4' })).toEqual(['a', 'b', 'c']);
    expect([line('b'), line('c')]).toEqual(['5', '50']);
    expect(await run({ ...texts, a: 'const a = 4' }, ['b'])).toEqual(['b', 'c']);
  });

  it('runs a cell again when another one begins or ceases to define its name', async () => {
    const { run, line, problem } = notebook();
    await run({ x: 'typeof later', y: '1' });
    expect(await run({ x: 'typeof later', y: 'const later = 1' })).toEqual(['y', 'x']);
    await run({ x: 'later', y: '1' });
    expect(problem('x')).toMatchObject({ id: 'thrown', at: { line: 1, column: 1 } });
    await run({ x: 'later', z: 'const later = 7' });
    expect(line('x')).toBe('7');
  });

  it('tells where a cell threw: its line and column, also behind types and in the last line', async () => {
    const { run, problem } = notebook();
    await run({
      first: 'const a: Record<string, number> = {}; nowhere.field',
      middle: 'const f = (a: string): never => {\n  throw new TypeError(a);\n};\nf("no");\n1',
      last: 'const b = null as any;\n  b.field',
      plain: 'throw "just text"',
    });
    expect(problem('first')).toEqual({
      id: 'thrown',
      values: { message: 'ReferenceError: nowhere is not defined' },
      at: { line: 1, column: 39 },
    });
    expect(problem('middle')).toEqual({
      id: 'thrown',
      values: { message: 'TypeError: no' },
      at: { line: 2, column: 9 },
    });
    expect(problem('last')?.at).toEqual({ line: 2, column: 5 });
    expect(problem('plain')).toEqual({ id: 'thrown', values: { message: 'just text' }, at: null });
  });

  it('says of which cell a value is missing, down the whole line', async () => {
    const { run, problem } = notebook();
    await run({ x: 'const a = nowhere', y: 'const b = a', z: 'b' });
    expect(problem('x')?.id).toBe('thrown');
    expect(problem('y')).toEqual({ id: 'needs', values: { name: 'a', cell: 'x' }, at: null });
    expect(problem('z')).toEqual({ id: 'needs', values: { name: 'b', cell: 'y' }, at: null });
  });

  it('shows once what the last line shows itself', async () => {
    const { run, shown } = notebook();
    await run({ x: 'show("a")', y: 'show("a"); "b"', z: 'const show2 = show; show2("c")' });
    const count = (id: string) => shown.get(id)?.outputs.length;
    expect([count('x'), count('y'), count('z')]).toEqual([1, 2, 2]);
  });

  it('says that a value is missing while the cell that defines it cannot be read', async () => {
    const shown = new Map<string, Ran>();
    const { run } = createNotebook({
      read: fromDisk,
      began: () => {},
      ended: (ran) => shown.set(ran.id, ran),
    });
    const cells = [
      { id: 'x', text: 'const a = ;', defined: ['a'] },
      { id: 'y', text: 'a' },
    ];
    await run({ cells, again: [], stopped: {} });
    expect(shown.get('x')).toMatchObject({ problem: { id: 'syntax' }, defines: ['a'] });
    expect(shown.get('y')?.problem).toEqual({
      id: 'needs',
      values: { name: 'a', cell: 'x' },
      at: null,
    });
  });

  it('leaves out a cell that was stopped, and what needs it', async () => {
    const { run, problem, line } = notebook();
    await run({ x: 'const a = 1; for (;;);', y: 'a', z: '5' }, [], {
      x: { id: 'stopped', values: { seconds: '2.5' }, at: null },
    });
    expect(problem('x')).toEqual({ id: 'stopped', values: { seconds: '2.5' }, at: null });
    expect(problem('y')?.id).toBe('needs');
    expect(line('z')).toBe('5');
  });

  it('keeps what a cell had shown when it threw', async () => {
    const { run, shown } = notebook();
    await run({ x: 'show("before"); show(1); throw new Error("after")' });
    expect(shown.get('x')?.outputs).toMatchObject([
      { kind: 'text', text: 'before' },
      { kind: 'tree' },
    ]);
  });

  it('gives a cell no `this`, also in a function of its own', async () => {
    const { run, line } = notebook();
    await run({ x: 'String(this)', y: '(function () { return String(this) })()' });
    expect([line('x'), line('y')]).toEqual(['undefined', 'undefined']);
  });
});
