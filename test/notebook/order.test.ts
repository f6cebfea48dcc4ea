import { describe, expect, it } from 'vitest';
import { order } from '../../src/notebook/order.ts';

const plan = (texts: Readonly<Record<string, string>>, reserved: readonly string[] = []) =>
  order(
    Object.entries(texts).map(([id, text]) => ({ id, text })),
    new Set(reserved),
  );

const idsOf = (texts: Readonly<Record<string, string>>) => plan(texts).map(({ cell }) => cell.id);

const problemsOf = (texts: Readonly<Record<string, string>>, reserved?: readonly string[]) =>
  Object.fromEntries(
    plan(texts, reserved).flatMap(({ cell, problem }) => (problem ? [[cell.id, problem]] : [])),
  );

describe('order', () => {
  it('keeps the order of the page where nothing depends', () => {
    expect(idsOf({ x: '1', y: '2', z: '3' })).toEqual(['x', 'y', 'z']);
  });

  it('puts each cell behind those that it needs, also through another', () => {
    const texts = { x: 'a + b', y: 'const a = b', z: 'const b = 1', w: 'const c = 2' };
    expect(idsOf(texts)).toEqual(['z', 'y', 'x', 'w']);
    const [, , x] = plan(texts);
    expect([...(x?.needs ?? [])]).toEqual([
      ['a', 'y'],
      ['b', 'z'],
    ]);
  });

  it('does not count a name that is declared inside', () => {
    expect(idsOf({ x: '((a) => a)(1)', y: 'const a = 1' })).toEqual(['x', 'y']);
  });

  it('tells a circle from each of its cells on, and leaves the others alone', () => {
    const texts = { x: 'const a = c', y: 'const b = a', z: 'const c = b', w: 'const d = 1' };
    expect(problemsOf(texts)).toEqual({
      x: { id: 'circle', values: { cells: 'x → z → y → x' }, at: null },
      y: { id: 'circle', values: { cells: 'y → x → z → y' }, at: null },
      z: { id: 'circle', values: { cells: 'z → y → x → z' }, at: null },
    });
  });

  it('tells a name that two cells define, at both', () => {
    const texts = { x: 'const a = 1', y: 'function a() {}', z: 'a' };
    expect(problemsOf(texts)).toEqual({
      x: { id: 'doubled', values: { name: 'a', cells: 'y' }, at: null },
      y: { id: 'doubled', values: { name: 'a', cells: 'x' }, at: null },
    });
  });

  it('tells a name of the kit', () => {
    expect(problemsOf({ x: 'const Plot = 1' }, ['Plot'])).toEqual({
      x: { id: 'reserved', values: { name: 'Plot' }, at: null },
    });
  });

  it('orders the others around a cell that does not compile', () => {
    const texts = { x: 'const a = ;', y: 'b', z: 'const b = 1' };
    expect(idsOf(texts)).toEqual(['x', 'z', 'y']);
    expect(problemsOf(texts).x).toMatchObject({ id: 'syntax', at: { line: 1, column: 11 } });
  });
});
