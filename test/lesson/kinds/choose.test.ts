import { describe, expect, it } from 'vitest';
import { choose } from '../../../src/lesson/kinds/choose.ts';

const file = {
  pick: 2,
  options: ['north', 'up', 'south', 'red'],
  solution: ['north', 'south'],
  wrong: [{ id: 'colour', shows: 'M2', answer: ['red'] }],
};

function task(change: Record<string, unknown> = {}) {
  const read = choose.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

function problem(change: Record<string, unknown>) {
  const read = choose.parse({ ...file, ...change });
  return read.ok ? null : [read.at, read.problem, read.hint];
}

describe('choose', () => {
  it('passes the solution in any order, and nothing less or more', () => {
    expect(choose.check(task(), ['north', 'south']).passed).toBe(true);
    expect(choose.check(task(), ['south', 'north']).passed).toBe(true);
    expect(choose.check(task(), ['north'])).toMatchObject({ passed: false, open: 1 });
    expect(choose.check(task(), ['north', 'south', 'up']).passed).toBe(false);
    expect(choose.check(task(), [])).toEqual({ passed: false, open: 2, parts: [] });
  });

  it('speaks of what was chosen and never of what is missing', () => {
    const { parts } = choose.check(task(), ['north', 'red', 'up']);
    expect(parts).toEqual([
      { id: 'north', given: 'north', mark: 'right', says: 'option.north.why', shows: null },
      { id: 'up', given: 'up', mark: 'wrong', says: 'option.up.why', shows: null },
      { id: 'red', given: 'red', mark: 'wrong', says: 'wrong.colour', shows: 'M2' },
    ]);
  });

  it('fills a stated wrong answer up to the number that is to be chosen', () => {
    expect(choose.wrong(task())).toEqual([{ answer: ['north', 'red'], shows: 'M2' }]);
    const single = task({ pick: 1, solution: ['north'] });
    expect(choose.wrong(single)).toEqual([{ answer: ['red'], shows: 'M2' }]);
  });

  it('goes into a link and comes back in the order of the options', () => {
    expect(choose.write(task(), ['south', 'north'])).toBe('south_north');
    expect(choose.read(task(), 'south_north_west')).toEqual(['north', 'south']);
    expect(choose.read(task(), '')).toEqual([]);
  });

  it.each([
    [
      { pick: 3 },
      [
        'solution',
        'pick is 3, but the solution has 2',
        'Make them agree: the reader chooses exactly that many.',
      ],
    ],
    [
      { solution: ['north', 'suoth'] },
      ['solution/1', '"suoth" is not declared', 'Did you mean "south"?'],
    ],
    [
      { wrong: [{ id: 'x', shows: 'M2', answer: ['south'] }] },
      [
        'wrong/0/answer/0',
        '"south" is in the solution',
        'A wrong answer names only options that are wrong.',
      ],
    ],
    [
      { wrong: [{ id: 'x', shows: 'M16', answer: ['red'] }] },
      ['wrong/0/shows', expect.stringContaining('found "M16"'), 'Did you mean "M1"?'],
    ],
  ])('tells an author what is wrong and where: %#', (change, expected) => {
    expect(problem(change)).toEqual(expected);
  });
});
