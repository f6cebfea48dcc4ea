import { describe, expect, it } from 'vitest';
import { parseExercise, wordsOfExercise } from '../../src/lesson/exercise.ts';
import { kindNames } from '../../src/lesson/kinds.ts';

const file = {
  id: 'tides',
  kind: 'choose',
  pick: 1,
  options: ['moon', 'wind'],
  solution: ['moon'],
  wrong: [{ id: 'waves', shows: 'M2', answer: ['wind'] }],
  hints: ['sky', 'pull', 'worked'],
};

describe('parseExercise', () => {
  it('gives plain data that survives JSON', () => {
    const read = parseExercise(file);
    expect(read.ok).toBe(true);
    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });

  it.each([
    ['a text', '', 'expected an exercise'],
    [{ ...file, kind: 'chose' }, 'kind', expect.stringContaining('found "chose"')],
    [{ ...file, id: 'Tides 1' }, 'id', 'expected an id, found "Tides 1"'],
    [{ ...file, id: 7 }, 'id', 'expected an id, found 7'],
    [{ ...file, hints: ['sky', 'pull'] }, 'hints', 'expected three hints, found 2'],
    [{ ...file, hints: ['sky', 'sky', 'pull'] }, 'hints/1', '"sky" stands here twice'],
    [{ ...file, optoins: [] }, 'optoins', '"optoins" means nothing here'],
    [{ ...file, solution: undefined }, '', '"solution" is missing'],
    [{ ...file, given: [{ code: 'x.go:1' }] }, 'given/0', '"count" is missing'],
    [{ ...file, wrong: [] }, 'wrong', 'expected at least 1 members, found 0'],
  ])('refuses an author’s slip and says where: %#', (data, at, problem) => {
    expect(parseExercise(data)).toMatchObject({ ok: false, at, problem });
  });

  it('suggests the word that was meant', () => {
    expect(parseExercise({ ...file, kind: 'chose' })).toMatchObject({
      hint: 'Did you mean "choose"?',
    });
    expect(parseExercise({ ...file, kind: 'poem' })).toMatchObject({
      hint: `Known: ${kindNames.join(', ')}.`,
    });
  });

  it('executes the key: a solution that the check refuses is a mistake', () => {
    const steps = {
      id: 'steps',
      kind: 'order',
      items: ['b', 'a'],
      check: [['a', 'b']],
      solution: ['b', 'a'],
      wrong: [{ id: 'x', shows: 'M4', answer: ['b', 'a'] }],
      hints: ['one', 'two', 'three'],
    };
    expect(parseExercise(steps)).toMatchObject({
      ok: false,
      at: 'solution',
      problem: 'its own check refuses it',
    });
    expect(parseExercise({ ...steps, solution: ['a', 'b'] }).ok).toBe(true);
  });

  it('executes the key: a wrong answer that the check passes is a mistake', () => {
    const steps = {
      id: 'steps',
      kind: 'order',
      items: ['b', 'a', 'c'],
      check: [['a', 'b']],
      solution: ['a', 'b', 'c'],
      wrong: [{ id: 'x', shows: 'M4', answer: ['c', 'b'] }],
      hints: ['one', 'two', 'three'],
    };
    expect(parseExercise(steps)).toMatchObject({
      ok: false,
      at: 'wrong/0',
      problem: 'the check passes this wrong answer',
    });
  });

  it('executes the key: a wrong answer that shows another belief than stated is a mistake', () => {
    const wrong = [...file.wrong, { id: 'gusts', shows: 'M9', answer: ['wind'] }];
    expect(parseExercise({ ...file, wrong })).toMatchObject({
      ok: false,
      at: 'wrong/1',
      problem: 'the check does not say M9 to this answer',
    });
  });
});

describe('wordsOfExercise', () => {
  it('names every word under the exercise’s own prefix', () => {
    const read = parseExercise(file);
    if (!read.ok) throw new Error(read.problem);
    expect(wordsOfExercise(read.value)).toEqual(
      [
        'title',
        'ask',
        'option.moon',
        'option.moon.why',
        'option.wind',
        'option.wind.why',
        'wrong.waves',
        'hint.sky',
        'hint.pull',
        'hint.worked',
        'solution',
      ].map((key) => `exercises.tides.${key}`),
    );
  });
});
