import { expect, it } from 'vitest';
import { parseExercise } from '../../../src/lesson/exercise.ts';
import { explain } from '../../../src/lesson/kinds/explain.ts';

const file = {
  id: 'why',
  kind: 'explain',
  points: ['tide', 'moon'],
  hints: ['sky', 'pull', 'worked'],
};

it('has points that its writer ticks, and no wrong answer', () => {
  const read = explain.parse({ points: file.points });
  if (!read.ok) throw new Error(read.problem);
  const task = read.value;
  expect(explain.check(task, explain.initial(task))).toMatchObject({ passed: false, open: 2 });
  expect(explain.check(task, { text: 'x', found: ['moon'] })).toMatchObject({ open: 1 });
  expect(explain.check(task, explain.solution(task)).passed).toBe(true);
  expect(explain.wrong(task)).toEqual([]);
  expect(explain.words(task)).toEqual(['point.tide', 'point.moon']);
});

it('puts nothing of what was written into a link', () => {
  const task = { points: file.points };
  const answer = { text: 'my own words', found: ['moon'] };
  expect(explain.write(task, answer)).toBe('');
  expect(explain.read(task, 'my own words')).toEqual({ text: '', found: [] });
});

it('is an exercise as any other, but takes neither solution nor wrong answers', () => {
  expect(parseExercise(file)).toMatchObject({ ok: true, value: { kind: 'explain' } });
  expect(parseExercise({ ...file, points: ['moon'] })).toMatchObject({ ok: false, at: 'points' });
  expect(parseExercise({ ...file, points: ['moon', 'moon'] })).toMatchObject({ at: 'points/1' });
  expect(parseExercise({ ...file, wrong: [] })).toMatchObject({
    problem: '"wrong" means nothing here',
  });
});
