import { describe, expect, it } from 'vitest';
import { order } from '../../../src/lesson/kinds/order.ts';

const file = {
  items: ['eat', 'shop', 'wash', 'cook'],
  check: [['shop', 'cook', 'eat', 'wash']],
  solution: ['shop', 'cook', 'eat', 'wash'],
  wrong: [{ id: 'raw', shows: 'M4', answer: ['eat', 'cook'] }],
};
/** Music has no place in the chain: it may stand anywhere. */
const loose = {
  ...file,
  items: ['eat', 'shop', 'music', 'wash', 'cook'],
  solution: ['shop', 'cook', 'music', 'eat', 'wash'],
};

function task(data: Record<string, unknown> = file) {
  const read = order.parse(data);
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

describe('order', () => {
  it('accepts every order that keeps the chains', () => {
    const partial = task(loose);
    for (const place of [0, 1, 2, 3, 4]) {
      const answer = ['shop', 'cook', 'eat', 'wash'].toSpliced(place, 0, 'music');
      expect(order.check(partial, answer).passed).toBe(true);
    }
  });

  it('marks the items that stand on the wrong side of another, and no others', () => {
    const { passed, parts } = order.check(task(), ['shop', 'eat', 'cook', 'wash']);
    expect(passed).toBe(false);
    expect(parts.map(({ id, mark, says, shows }) => [id, mark, says, shows])).toEqual([
      ['shop', 'right', 'item.shop.why', null],
      ['eat', 'wrong', 'wrong.raw', 'M4'],
      ['cook', 'wrong', 'wrong.raw', 'M4'],
      ['wash', 'right', 'item.wash.why', null],
    ]);
  });

  it('points back to the evidence where no belief is known to lead', () => {
    const { parts } = order.check(task(), ['cook', 'shop', 'eat', 'wash']);
    expect(parts[0]).toMatchObject({ id: 'cook', mark: 'wrong', says: 'item.cook.look' });
  });

  it('knows that items far apart can be the wrong way round', () => {
    const { parts } = order.check(task(), ['wash', 'cook', 'eat', 'shop']);
    expect(parts.map((part) => part.mark)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
  });

  it('puts a stated wrong order into the places that its items have in the solution', () => {
    expect(order.wrong(task())).toEqual([{ answer: ['shop', 'eat', 'cook', 'wash'], shows: 'M4' }]);
  });

  it('ties a verdict to the whole order it was given for', () => {
    const before = order.check(task(), ['shop', 'eat', 'cook', 'wash']).parts[0];
    const after = order.check(task(), ['shop', 'cook', 'eat', 'wash']).parts[0];
    expect(before?.given).not.toBe(after?.given);
  });

  it('goes into a link and comes back with every item, also from an older link', () => {
    expect(order.read(task(), order.write(task(), file.solution))).toEqual(file.solution);
    expect(order.read(task(), 'cook_bake_cook')).toEqual(['cook', 'eat', 'shop', 'wash']);
    expect(order.read(task(), '')).toEqual(order.initial(task()));
  });

  it.each([
    [{ solution: ['shop', 'cook', 'eat'] }, 'solution', '"wash" is missing'],
    [{ solution: ['shop', 'cook', 'eat', 'eat'] }, 'solution/3', '"eat" stands here twice'],
    [{ check: [['shop', 'bake']] }, 'check/0/1', '"bake" is not declared'],
    [{ check: [['eat', 'wash']] }, 'check', 'the items already stand in a right order'],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(order.parse({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
