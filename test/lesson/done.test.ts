import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionOf } from '../../src/lesson/completion.ts';
import { added, doneOf, nextOf, tallyOf } from '../../src/lesson/done.ts';
import { type Deed, merge, NOTHING, noted, type Progress } from '../../src/lesson/progress.ts';
import { syllabusOf } from '../../src/lesson/syllabus.ts';
import { progresses } from './reader.ts';

const chapter = (slug: string, questions = 2) => ({ slug, isChapter: true, questions });
const syllabus = syllabusOf(
  [
    chapter('one-gigabyte'),
    chapter('reading-164'),
    chapter('the-circle'),
    { slug: 'appendix-channels', isChapter: false, questions: 0 },
  ],
  [
    { id: 'one-gigabyte-slope', kind: 'number' },
    { id: 'reading-164-label', kind: 'label' },
    { id: 'reading-164-two-lines', kind: 'prediction' },
    { id: 'appendix-channels-hand', kind: 'choose' },
  ],
);

/** A reader who does these things, a minute apart. */
function lived(deeds: readonly Deed[], before: Progress = NOTHING): Progress {
  return deeds.reduce((progress, deed, at) => noted(progress, deed, 60_000 * (at + 1)), before);
}
const open = (slug: string): Deed => ({ did: 'open', chapter: slug });
const finish = (slug: string): Deed => ({ did: 'finish', chapter: slug, questions: 2 });
const solve = (exercise: string): Deed => ({ did: 'try', exercise, passed: true });
const guess = (exercise: string): Deed => ({
  did: 'predict',
  exercise,
  answer: 'line-459',
  confidence: 2,
});

describe('what is done', () => {
  it('is nothing for who has done nothing', () => {
    const done = doneOf(NOTHING, syllabus);
    expect(done.nothing).toBe(true);
    expect([done.finished, done.solved, done.compared]).toEqual([
      { done: 0, of: 3 },
      { done: 0, of: 3 },
      { done: 0, of: 1 },
    ]);
  });

  it('is told page by page', () => {
    const progress = lived([
      open('one-gigabyte'),
      finish('reading-164'),
      { did: 'try', exercise: 'one-gigabyte-slope', passed: false },
      solve('reading-164-label'),
      guess('reading-164-two-lines'),
    ]);
    const done = doneOf(progress, syllabus);
    expect(done.nothing).toBe(false);
    expect(done.parts.slice(0, 2)).toEqual([
      {
        slug: 'one-gigabyte',
        isChapter: true,
        opened: true,
        finished: false,
        solved: { done: 0, of: 1 },
        compared: { done: 0, of: 0 },
      },
      {
        slug: 'reading-164',
        isChapter: true,
        opened: true,
        finished: true,
        solved: { done: 1, of: 1 },
        compared: { done: 0, of: 1 },
      },
    ]);
    const compared = lived([{ did: 'compare', exercise: 'reading-164-two-lines' }], progress);
    expect(doneOf(compared, syllabus).compared).toEqual({ done: 1, of: 1 });
  });

  it('counts apart what today’s content does not have', () => {
    const progress = lived([
      finish('gone'),
      solve('gone-order'),
      guess('gone-guess'),
      solve('reading-164-label'),
    ]);
    const done = doneOf(progress, syllabus);
    expect([done.unknown, done.finished.done, done.solved.done]).toEqual([3, 0, 1]);
  });

  it('never says more than there is', () => {
    fc.assert(
      fc.property(progresses, (progress) => {
        const { finished, solved, compared } = doneOf(progress, syllabus);
        for (const { done, of } of [finished, solved, compared]) {
          expect(done).toBeLessThanOrEqual(of);
        }
      }),
    );
  });
});

describe('what comes next', () => {
  const next = (...deeds: Deed[]) => nextOf(lived(deeds), syllabus);

  it('is the first chapter for who begins', () => {
    expect(next()).toEqual({ step: 'begin', slug: 'one-gigabyte' });
    expect(next(solve('appendix-channels-hand'))).toMatchObject({ step: 'begin' });
  });

  it('is the chapter that was opened last and not read to its end', () => {
    expect(next(open('the-circle'), open('one-gigabyte'), finish('reading-164'))).toEqual({
      step: 'read-on',
      slug: 'one-gigabyte',
    });
  });

  it('is the one after the chapter that was finished last, wherever the reader began', () => {
    expect(next(finish('reading-164'))).toEqual({ step: 'read', slug: 'the-circle' });
    expect(next(finish('reading-164'), finish('the-circle'))).toEqual({
      step: 'read',
      slug: 'one-gigabyte',
    });
  });

  it('is an exercise that is left when all is read, and the node when none is', () => {
    const all = ['one-gigabyte', 'reading-164', 'the-circle'].map(finish);
    expect(next(...all, solve('one-gigabyte-slope'))).toEqual({
      step: 'solve',
      slug: 'reading-164',
      left: 1,
    });
    const exercises = syllabus.parts.flatMap((part) => part.exercises.map(solve));
    expect(next(...all, ...exercises)).toEqual({ step: 'practise' });
  });
});

describe('what an import has added', () => {
  const here = lived([finish('one-gigabyte'), solve('one-gigabyte-slope')]);

  it('is counted by what was not here', () => {
    const there = lived([
      open('reading-164'),
      finish('one-gigabyte'),
      solve('one-gigabyte-slope'),
      solve('reading-164-label'),
      guess('reading-164-two-lines'),
      { did: 'compare', exercise: 'reading-164-two-lines' },
      finish('the-circle'),
    ]);
    expect(added(here, merge(here, there))).toEqual({
      opened: 2,
      finished: 1,
      solved: 1,
      compared: 1,
      // Two of the circle, and the first chapter's two, laid a minute later there.
      cards: 4,
    });
  });

  it('is nothing when the same is brought twice', () => {
    const nothing = { opened: 0, finished: 0, solved: 0, compared: 0, cards: 0 };
    fc.assert(
      fc.property(progresses, progresses, (a, b) => {
        const both = merge(a, b);
        expect(added(both, merge(both, b))).toEqual(nothing);
        expect(added(both, merge(both, a))).toEqual(nothing);
      }),
    );
  });
});

describe('a completion file on the trainer’s desk', () => {
  const progress = lived([
    finish('the-circle'),
    finish('one-gigabyte'),
    finish('gone'),
    solve('reading-164-label'),
    solve('gone-order'),
  ]);
  const completion = completionOf(progress, { name: 'Ada', content: syllabus.code, now: 0 });

  it('is held against the kit’s own content', () => {
    expect(tallyOf(completion, syllabus)).toEqual({
      chapters: { done: 2, of: 3 },
      exercises: { done: 1, of: 3 },
      unknown: 2,
      places: [1, 3],
      same: true,
    });
  });

  it('is told when it is about other content, and counts nothing twice', () => {
    const written = { ...completion, content: '0THER', exercises: ['x', 'x', 'reading-164-label'] };
    const tally = tallyOf({ ...written, chapters: ['the-circle', 'the-circle'] }, syllabus);
    expect(tally).toMatchObject({ same: false, unknown: 1, places: [3] });
  });
});
