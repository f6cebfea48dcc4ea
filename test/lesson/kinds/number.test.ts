import { describe, expect, it } from 'vitest';
import { number, parseFigure } from '../../../src/lesson/kinds/number.ts';

const file = {
  unit: 'metres',
  check: { tolerance: '5%' },
  solution: 200,
  wrong: [{ id: 'feet', shows: 'M7', answer: 656 }],
};

function task(change: Record<string, unknown> = {}) {
  const read = number.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

describe('parseFigure', () => {
  it.each([
    ['170', 170],
    [' 1,234.5 ', 1234.5],
    ['1 234', 1234],
    ['１７０', 170],
    ['−3', -3],
    ['.5', 0.5],
    ['1.', 1],
    ['2e3', 2000],
    ['+7', 7],
  ])('reads %j as people type it', (text, value) => {
    expect(parseFigure(text)).toBe(value);
  });

  it.each(['', ' ', 'one', '1,5', '12,34', '1.2.3', '5 MB', '0x10', 'Infinity', '--1'])(
    'does not guess at %j',
    (text) => {
      expect(parseFigure(text)).toBeNull();
    },
  );
});

describe('number', () => {
  it('lets an answer be off by the stated share, up to the edge', () => {
    for (const answer of ['200', '190', '210']) {
      expect(number.check(task(), answer).passed).toBe(true);
    }
    for (const answer of ['189.9', '210.1', '-200']) {
      expect(number.check(task(), answer).passed).toBe(false);
    }
  });

  it('lets an answer be off by the stated amount, and by nothing when that is 0', () => {
    const amount = task({ check: { tolerance: 0.5 }, solution: 1 });
    expect(number.check(amount, '1.5').passed).toBe(true);
    expect(number.check(amount, '1.6').passed).toBe(false);
    const exact = task({ check: { tolerance: 0 }, solution: 0.3 });
    expect(number.check(exact, '0.3').passed).toBe(true);
    expect(number.check(exact, '0.31').passed).toBe(false);
  });

  it('takes a difference either way round where the author says so, and only there', () => {
    const check = { tolerance: 0, sign: 'ignored' };
    const either = task({ check, solution: 1, wrong: [{ id: 'all', shows: 'M9', answer: 5 }] });
    expect(number.check(either, '1').passed).toBe(true);
    expect(number.check(either, '−1').passed).toBe(true);
    expect(number.check(either, '-5').parts[0]).toMatchObject({ says: 'wrong.all', shows: 'M9' });
    expect(number.check(task({ check: { tolerance: 0 }, solution: 1 }), '-1').passed).toBe(false);
  });

  it('names the belief behind a known wrong figure, with the same tolerance', () => {
    expect(number.check(task(), '650').parts[0]).toMatchObject({
      mark: 'wrong',
      says: 'wrong.feet',
      shows: 'M7',
    });
    expect(number.check(task(), '42').parts[0]).toMatchObject({ says: 'look', shows: null });
  });

  it('speaks to a known slip too, which shows no belief', () => {
    const slip = task({ wrong: [{ id: 'halved', answer: 100 }] });
    expect(number.check(slip, '100').parts[0]).toMatchObject({ says: 'wrong.halved', shows: null });
  });

  it('leaves open what is not a figure', () => {
    expect(number.check(task(), 'many')).toMatchObject({ passed: false, open: 1 });
    expect(number.check(task(), '').parts[0]).toMatchObject({ mark: 'open', given: '' });
  });

  it('goes into a link and comes back as typed', () => {
    expect(number.read(task(), number.write(task(), '1. '))).toBe('1. ');
  });

  it.each([
    [{ check: { tolerance: -1 } }, 'check/tolerance', 'expected how far an answer may be off'],
    [{ check: { tolerance: '5' } }, 'check/tolerance', 'expected how far an answer may be off'],
    [
      { check: { tolerance: 0, sign: 'any' } },
      'check/sign',
      'expected one of ignored, found "any"',
    ],
    [
      { check: { tolerance: 0, sign: 'ignored' }, wrong: [{ id: 'x', shows: 'M7', answer: -200 }] },
      'wrong/0/answer',
      '-200 is within the tolerance of the solution',
    ],
    [{ solution: '200' }, 'solution', 'expected a number, found "200"'],
    [
      { wrong: [{ id: 'x', shows: 'M7', answer: 205 }] },
      'wrong/0/answer',
      '205 is within the tolerance of the solution',
    ],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(number.parse({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
