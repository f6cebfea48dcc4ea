import { describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../src/notebook/compile.ts';
import { erase } from '../../src/notebook/erase.ts';

const scriptOf = (text: string) => {
  const erased = erase(text);
  return erased.ok ? erased.script : JSON.stringify(erased.problem);
};

const compiled = (text: string): Compiled => {
  const made = compile(text);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made;
};

const problemOf = (text: string) => {
  const made = compile(text);
  return made.ok ? null : made.problem;
};

describe('erase', () => {
  it.each([
    'const a: number = 1;\nfunction f<T>(x: T, y?: string): asserts x is T {}',
    'type A = {\n  a: 1;\n};\nconst b = <A>c; b satisfies A',
    'class A<T> extends B<T> implements C { #x?: T; declare y: T; private z!: 1; static {} }',
    'const f: (a: number) => void = async <T,>(a: T): Promise<void> => { await a }',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a cell
    '`a${b as string}${`in ${c as any}`}\nrest${d!}` // as it is',
    'const m = new Map<string, Map<string, number>>(); /* kept */ m.get("as")!.size',
    'const 数 = 1 as number; 数',
    'for (const [a, b] of c as [number, string][]) a / b / 2; /x as y/.test(d)',
    'a\r\n  .b as string\r\nc',
  ])('keeps the length, the lines and every token where it stood: %j', (text) => {
    const script = scriptOf(text);
    expect(script.length).toBe(text.length);
    expect(script.replace(/[^\n\r]/g, '')).toBe(text.replace(/[^\n\r]/g, ''));
    for (const [at, letter] of [...script].entries()) {
      if (letter !== ' ' && letter !== ';') expect([...text][at]).toBe(letter);
    }
    expect(compile(text).ok).toBe(true);
  });

  it('blanks the types and nothing else', () => {
    expect(scriptOf('const a: number = 1')).toBe('const a         = 1');
    expect(scriptOf('const f: (a: b) => c = (a) => a')).toBe('const f              = (a) => a');
    expect(scriptOf('x!.y as const')).toBe('x .y         ');
    expect(scriptOf('function f(this: A, b?: B) {}')).toBe('function f(         b    ) {}');
  });

  it.each([
    ['let b = c as any\n(d)', 'let b = c ;     \n(d)'],
    ['let b = c satisfies X\n[1]', 'let b = c ;          \n[1]'],
    ['let b = c as any\n`d`', 'let b = c ;     \n`d`'],
    ['const a = {}\ntype X = 1\n;(b as any).c = a', 'const a = {}\n;         \n (b       ).c = a'],
    ['const a = b\ninterface X {}\n[1].length', 'const a = b\n;             \n[1].length'],
  ])('ends a statement where TypeScript ends it: %j', (text, script) => {
    expect(scriptOf(text)).toBe(script);
  });

  it('does not end what TypeScript goes on with', () => {
    expect(scriptOf('b!\n(c)')).toBe('b \n(c)');
    expect(scriptOf('b as number\n+ 1')).toBe('b          \n+ 1');
  });

  it.each(['enum A { B }', 'namespace N { export const a = 1 }', 'import a = require("b")'])(
    'refuses what Node cannot erase: %s',
    (text) => {
      expect(problemOf(text)).toMatchObject({ id: 'not-erasable', at: { line: 1 } });
    },
  );

  it('refuses a parameter property at its line', () => {
    const text = 'const a = 1;\nclass P {\n  constructor(private b: number) {}\n}';
    expect(problemOf(text)).toMatchObject({ id: 'not-erasable', at: { line: 3 } });
  });

  it('leaves out what has only types', () => {
    expect(compiled('declare namespace N { const a: 1 }\ndeclare const b: 1;\nb').uses).toEqual([
      'b',
    ]);
  });
});

describe('compile', () => {
  it('finds what a cell defines, by every kind of declaration', () => {
    const text =
      'const a = 1, { b, c: [d = 2, ...e], ...f } = g; let h; var i; function j() {} class K {} ' +
      'if (a) { var l = 1; let m = 2; function n() {} } for (var o of g) {} type P = 1; async function* q() {}';
    expect(compiled(text).defines).toEqual([
      ...['a', 'b', 'd', 'e', 'f', 'h', 'i', 'j', 'K', 'l', 'o', 'q'],
    ]);
  });

  it('finds what it uses from outside, and not what is declared inside', () => {
    const text = `
      const own = later(1);
      function later(x: Type = free1) { return x + inner + arguments.length; var inner = free2 }
      const named = function self(n) { return n ? self(n - 1) : free3.property[free4] };
      for (const each of free5) { each; { let hidden; hidden } }
      try { free6() } catch (caught) { caught } 
      label: for (;;) { break label }
      class A extends Free7 { [free8] = 1; key = this.x; method(y) { return y } static { let z = free9; z } }
      ({ key: free10, short, [free11]: 1, method() {} });
      ((x, { y: [z] = free12 }) => x + z)(1);
      typeof free13;`;
    expect(compiled(text).uses.toSorted()).toEqual(
      [
        ...['free1', 'free2', 'free3', 'free4', 'free5', 'free6', 'Free7', 'free8', 'free9'],
        ...['free10', 'free11', 'short', 'free12', 'free13'],
      ].toSorted(),
    );
  });

  it('says where something is wrong', () => {
    expect(problemOf('const a = 1\nlet b: = 2')).toMatchObject({
      id: 'syntax',
      values: { message: 'Unexpected token' },
      at: { line: 2, column: 8 },
    });
    expect(problemOf('const a: number = 1\nconst b = 1, a = 2')).toMatchObject({
      id: 'syntax',
      at: { line: 2, column: 14 },
    });
    expect(problemOf('let s = "open')).toMatchObject({ id: 'syntax', at: { line: 1, column: 9 } });
    expect(problemOf('return 1')).toMatchObject({ id: 'syntax', at: { line: 1, column: 1 } });
  });

  it.each(['import a from "b"', 'a;\nawait import("b")', 'export const a = 1', 'export {}'])(
    'refuses to import and export: %j',
    (text) => expect(problemOf(text)?.id).toBe('import'),
  );

  it.each([
    ['let a = 1\na = 2; other += 1', 'other', 2, 8],
    ['other++', 'other', 1, 1],
    ['[other.field, other] = [1, 2]', 'other', 1, 15],
    ['for (other of []) {}', 'other', 1, 6],
  ])('refuses to assign to a name of another cell: %j', (text, name, line, column) => {
    expect(problemOf(text)).toEqual({ id: 'assigns', values: { name }, at: { line, column } });
  });

  it('lets a cell change its own names and the inside of anything', () => {
    expect(problemOf('let a = 1; a++; [a] = [2]; other.field = 1; (b) => { b = 1 }')).toBeNull();
  });

  const returned = async (text: string) => {
    const AsyncFunction = (async () => {}).constructor as new (
      body: string,
    ) => () => Promise<{
      last?: unknown;
      names: Record<string, unknown>;
    }>;
    return new AsyncFunction(compiled(text).body)();
  };

  it.each([
    ['1 + 1', 2],
    ['const a = 3; a', 3],
    ['(1, 2) // said', 2],
    ['((4));', 4],
    ['({ a: 1 }).a', 1],
    ['await Promise.resolve(5)', 5],
    ['[1, 2].map((x) => x)\n  .length;\n// end', 2],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a cell
    ['`a${1 as number}`', 'a1'],
    ['const a = 1', undefined],
    ['', undefined],
    ['if (true) { 1 }', undefined],
  ])('gives the value of the last expression: %j', async (text, value) => {
    expect((await returned(text)).last).toBe(value);
  });

  it('gives what was defined', async () => {
    expect((await returned('const a = 1; let b = a; b++; b')).names).toEqual({ a: 1, b: 2 });
  });
});
