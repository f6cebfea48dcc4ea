import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/notebook/inspect.ts';
import { readMessage, readRan } from '../../src/notebook/message.ts';
import { MOST, readOutput, type TreeNode } from '../../src/notebook/output.ts';

const see = (value: unknown) => inspect(value, () => null);

const written = ({ key, text, children, more }: TreeNode): string =>
  `${key === null ? '' : `${key}: `}${text}${children.length > 0 ? ` [${children.map(written).join(', ')}]` : ''}${more > 0 ? ` +${more}` : ''}`;

const line = (value: unknown) => {
  const output = see(value);
  return output.kind === 'tree' ? written(output.node) : output.kind;
};

describe('inspect', () => {
  it.each([
    [1, '1'],
    [-0.5, '-0.5'],
    [12n, '12n'],
    [null, 'null'],
    [true, 'true'],
    [Symbol('a'), 'Symbol(a)'],
    [function named() {}, 'named()'],
    [new RangeError('no'), 'RangeError: no'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [/a/g, '/a/g'],
    [[1, 'a', [2]], 'Array(3) [0: 1, 1: "a", 2: Array(1) [0: 2]]'],
    [{ a: 1, b: {} }, 'Object {…} [a: 1, b: Object {}]'],
    [new Map([['k', 1]]), 'Map(1) ["k": 1]'],
    [new Set([5]), 'Set(1) [0: 5]'],
    [new Uint8Array([7, 8]), 'Uint8Array(2) [0: 7, 1: 8]'],
    [Object.create(null), 'Object {}'],
  ])('shows %o as a tree', (value, text) => expect(line(value)).toBe(text));

  it('takes what refers to itself and what throws when looked at', () => {
    const round: Record<string, unknown> = { a: 1 };
    round.self = round;
    expect(line(round)).toBe('Object {…} [a: 1, self: Object {…}]');
    const trap = {
      get field() {
        throw new Error('trap');
      },
    };
    expect(line(trap)).toBe('Object {…} [field: Error: trap]');
  });

  it('counts what it leaves out', () => {
    expect(line(Array.from({ length: 103 }, () => 0))).toMatch(/, 99: 0\] \+3$/);
  });

  it('shows rows with the same keys as a table, and other lists as trees', () => {
    expect(
      see([
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ]),
    ).toEqual({
      kind: 'table',
      columns: ['a', 'b'],
      rows: [
        [1, 'x'],
        [2, ''],
      ],
      more: 0,
    });
    expect(see([{ a: 1 }, { b: 1 }]).kind).toBe('tree');
    expect(see([{ a: { b: 1 } }]).kind).toBe('tree');
    expect(see([]).kind).toBe('tree');
  });

  it('cuts a long text and says by how much', () => {
    expect(see('x'.repeat(MOST.text + 5))).toMatchObject({ kind: 'text', more: 5 });
  });
});

describe('readOutput', () => {
  it('takes what inspect made, as it is', () => {
    for (const value of ['text', [{ a: 1 }], { a: [1, { b: 2 }] }, 5]) {
      const output = see(value);
      expect(readOutput(structuredClone(output))).toEqual(output);
    }
  });

  it.each([
    null,
    5,
    [],
    {},
    { kind: 'html', html: '<b>' },
    { kind: 'text', text: { toString: () => 'x' } },
    { kind: 'table', columns: 'a', rows: [] },
    { kind: 'tree' },
    { kind: 'chart', svg: '<script>1</script>' },
  ])('refuses %o', (value) => expect(readOutput(value)).toBeNull());

  it('builds anew what is strange inside', () => {
    const table = { kind: 'table', columns: ['a', {}], rows: [[1, () => 1], 'row'], more: -1 };
    expect(readOutput(table)).toEqual({
      kind: 'table',
      columns: ['a', ''],
      rows: [
        [1, ''],
        ['', ''],
      ],
      more: 0,
    });
    const deep = (depth: number): object => ({
      key: depth,
      text: 'x',
      children: depth > 0 ? [deep(depth - 1), null, 5] : [],
      more: Number.NaN,
    });
    let node = (readOutput({ kind: 'tree', node: deep(50) }) as { node: TreeNode } | null)?.node;
    let levels = 0;
    for (; node; node = node.children[0]) levels++;
    expect(levels).toBe(MOST.depth + 1);
  });
});

describe('readMessage', () => {
  it.each([
    null,
    'ready',
    { kind: 'run' },
    { kind: 'began' },
    { kind: 'want', n: '1', path: 'a' },
    { kind: 'ended', ran: { id: 1 } },
  ])('refuses %o', (value) => expect(readMessage(value)).toBeNull());

  it('takes from a report only what belongs there', () => {
    const ran = {
      id: 'x',
      outputs: [{ kind: 'text', text: 'a', more: 0, onclick: 'b' }, { kind: 'none' }],
      problem: { id: 'thrown', values: { message: 'm', html: 5 }, at: { line: 1, column: 'x' } },
      needs: { n: 'count', m: 5 },
      defines: ['a', 5],
    };
    expect(readMessage({ kind: 'ended', ran })).toEqual({ kind: 'ended', id: 'x', ran });
    expect(readRan(ran)).toEqual({
      id: 'x',
      outputs: [{ kind: 'text', text: 'a', more: 0 }],
      problem: { id: 'thrown', values: { message: 'm', html: '' }, at: null },
      needs: { n: 'count', m: '' },
      defines: ['a'],
    });
    expect(readRan({ ...ran, problem: { id: 'else' } })).toMatchObject({ problem: null });
    expect(readRan({ outputs: [] })).toBeNull();
  });

  it('takes no more than a cell may show', () => {
    const many = Array.from({ length: 100 }, () => ({ kind: 'text', text: 'a', more: 0 }));
    expect(readRan({ id: 'x', outputs: many })?.outputs.length).toBe(MOST.outputs);
  });
});
