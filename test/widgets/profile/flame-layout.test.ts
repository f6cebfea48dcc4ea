import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/widgets/profile/flame-columns.ts';
import {
  CULL,
  emptyLaid,
  layOut,
  placeAt,
  type Section,
} from '../../../src/widgets/profile/flame-layout.ts';
import { makeFlame } from './make-flame.ts';

const TREE = makeFlame([
  [60, 'main.main', 'a.serve', 'a.read'],
  [20, 'main.main', 'a.serve', 'a.write'],
  [15, 'main.main', 'b.wait'],
  [5, 'runtime.bg'],
]);
const whole: Section = { left: 0, span: 100, width: 1000, firstRow: 0, lastRow: 9 };

function laidOf(flame: typeof TREE, section: Section) {
  const laid = layOut(flame, section, emptyLaid());
  return Array.from({ length: laid.count }, (_, at) => ({
    name: nameOf(flame, laid.box[at] ?? 0),
    box: laid.box[at] ?? 0,
    x: laid.x[at] ?? 0,
    wide: laid.wide[at] ?? 0,
    rest: laid.rest[at] === 1,
  }));
}

describe('layOut', () => {
  it('gives every box its part of the width, children below their parent', () => {
    expect(laidOf(TREE, whole).map(({ name, x, wide }) => [name, x, wide])).toEqual([
      ['', 0, 1000],
      ['main.main', 0, 950],
      ['a.serve', 0, 800],
      ['a.read', 0, 600],
      ['a.write', 600, 200],
      ['b.wait', 800, 150],
      ['runtime.bg', 950, 50],
    ]);
  });

  it('cuts boxes at the edges of a zoom and leaves out what is beside it', () => {
    const zoomed = laidOf(TREE, { ...whole, left: 60, span: 20 });
    expect(zoomed.map(({ name, x, wide }) => [name, x, wide])).toEqual([
      ['', 0, 1000],
      ['main.main', 0, 1000],
      ['a.serve', 0, 1000],
      ['a.write', 0, 1000],
    ]);
  });

  it('draws only the rows that are seen', () => {
    const names = laidOf(TREE, { ...whole, firstRow: 2, lastRow: 2 }).map(({ name }) => name);
    expect(names).toEqual(['a.serve', 'b.wait']);
  });

  it('puts what is under half a pixel together as one rest', () => {
    const many = makeFlame([
      [5000, 'main.big'],
      ...Array.from({ length: 3000 }, (_, at) => [1, `x.f${at}`, `y.g${at}`] as const),
    ]);
    const laid = laidOf(many, { left: 0, span: 8000, width: 800, firstRow: 0, lastRow: 9 });
    expect(laid.map(({ name, rest }) => [name, rest])).toEqual([
      ['', false],
      ['main.big', false],
      ['x.f0', true],
    ]);
    expect(laid.at(-1)).toMatchObject({ x: 500, wide: 300 });
  });

  it('draws nothing of an empty tree or an empty window', () => {
    expect(laidOf(makeFlame([]), { ...whole, span: 0 })).toEqual([]);
    expect(laidOf(TREE, { ...whole, width: 0 })).toEqual([]);
  });

  it('finds the same boxes as a walk over all of them, for any tree and any zoom', () => {
    const name = fc.constantFrom('a.a', 'b.b', 'c.c', 'd.d', 'e.e');
    const stack = fc.tuple(fc.integer({ min: 1, max: 400 }), name, name, name, name);
    fc.assert(
      fc.property(
        fc.array(stack, { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(4),
        (stacks, pick, width, firstRow) => {
          const flame = makeFlame(stacks);
          const zoomed = pick % flame.size;
          const section = {
            left: flame.left[zoomed] ?? 0,
            span: flame.span[zoomed] ?? 0,
            width,
            firstRow,
            lastRow: firstRow + 2,
          };
          const expected: number[] = [];
          for (let box = 0; box < flame.size; box++) {
            const scale = width / section.span;
            const from = ((flame.left[box] ?? 0) - section.left) * scale;
            const wide = (flame.span[box] ?? 0) * scale;
            const seen = Math.min(width, from + wide) - Math.max(0, from);
            const row = flame.depth[box] ?? 0;
            if (wide >= CULL && seen >= CULL && row >= section.firstRow && row <= section.lastRow)
              expected.push(box);
          }
          const drawn = laidOf(flame, section)
            .filter(({ rest }) => !rest)
            .map(({ box }) => box);
          expect(drawn).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('placeAt', () => {
  it('finds the box under a point, by row and by place', () => {
    const laid = layOut(TREE, whole, emptyLaid());
    const at = (x: number, row: number) => {
      const place = placeAt(TREE, laid, x, row);
      return place < 0 ? null : nameOf(TREE, laid.box[place] ?? 0);
    };
    expect(at(10, 1)).toBe('main.main');
    expect(at(610, 3)).toBe('a.write');
    expect(at(990, 1)).toBe('runtime.bg');
    expect(at(990, 2)).toBeNull();
  });
});
