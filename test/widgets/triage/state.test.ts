import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES } from '../../../src/lesson/prediction.ts';
import { isWhole } from '../../../src/lesson/triage/answer.ts';
import { VERDICTS } from '../../../src/lesson/triage/verdict.ts';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  answering,
  answerOn,
  codec,
  type DeskAnswer,
  freshSet,
  isDone,
  pointing,
  READINGS,
  reading,
  type TriageState,
  toggled,
} from '../../../src/widgets/triage/state.ts';

const answers: fc.Arbitrary<DeskAnswer> = fc
  .record<DeskAnswer>({
    verdict: fc.constantFrom(null, ...VERDICTS),
    confidence: fc.constantFrom(0, ...CONFIDENCES),
    points: fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 3 }),
    locked: fc.boolean(),
  })
  .map((answer) => ({ ...answer, locked: answer.locked && isWhole(answer) }));

const states: fc.Arbitrary<TriageState> = fc.record<TriageState>({
  seed: fc.integer({ min: 1, max: 999_999 }),
  open: fc.integer({ min: 0, max: 3 }),
  as: fc.constantFrom(...READINGS),
  filter: fc.string(),
  rows: fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
  answers: fc.array(answers, { minLength: 4, maxLength: 4 }),
});

describe('the link of a desk', () => {
  it('brings it back, answers and all', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(stateFromQuery(codec, null, `?${embedQuery(codec, state)}`)).toEqual({
          ok: true,
          state,
        });
      }),
    );
  });

  it('of a trainer is the seed, and says nothing else', () => {
    expect(embedQuery(codec, freshSet(4711))).toBe('v=1&seed=4711');
  });

  it('is legible', () => {
    const state = answering(freshSet(7), {
      verdict: 'this-hang',
      confidence: 3,
      points: [214, 215],
      locked: true,
    });
    expect(embedQuery(codec, state)).toBe('v=1&seed=7&a1=this-hang:3:214,215:locked');
  });

  it.each([
    ['seed=0', 'seed=0'],
    ['seed=1000000', 'seed=1000000'],
    ['seed=x', 'seed=x'],
    ['c=5', 'c=5'],
    ['s=table', 's=table'],
    ['o=1,x', 'o=1,x'],
    ['a2=hang', 'a2=hang'],
    ['a1=healthy:5', 'a1=healthy:5'],
    ['a1=healthy:2:1,2,3,4', 'a1=healthy:2:1,2,3,4'],
    // Locked without what makes an answer whole: nobody can have locked it.
    ['a1=this-hang:2::locked', 'a1=this-hang:2::locked'],
    ['a4=:::locked', 'a4=:::locked'],
  ])('is refused in words: %s', (query, detail) => {
    expect(stateFromQuery(codec, null, `?v=1&${query}`)).toEqual({
      ok: false,
      problem: 'bad-value',
      detail,
    });
  });
});

describe('what an author writes', () => {
  it('is a seed and nothing else', () => {
    expect(codec.fromProps({ seed: 12 })).toEqual({ ok: true, state: freshSet(12) });
    expect(codec.fromProps({})).toEqual({ ok: true, state: codec.initial });
    expect(codec.fromProps({ seed: 1.5 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ answers: [] })).toMatchObject({ ok: false });
  });
});

describe('an answer', () => {
  it('does not change once it is locked', () => {
    const locked = answering(freshSet(1), {
      verdict: 'healthy',
      confidence: 2,
      locked: true,
    });
    expect(answering(locked, { verdict: 'this-hang' })).toBe(locked);
    expect(pointing(locked, 12)).toBe(locked);
  });

  it('points at three at most, and takes one back', () => {
    const three = [1, 2, 3].reduce((state, id) => pointing(state, id) ?? state, freshSet(1));
    expect(answerOn(three).points).toEqual([1, 2, 3]);
    expect(pointing(three, 4)).toBeNull();
    expect(answerOn(pointing(three, 2) ?? three).points).toEqual([1, 3]);
  });

  it('is of the open dump', () => {
    const second = answering(reading(freshSet(1), { open: 1 }), { verdict: 'healthy' });
    expect(second.answers.map(({ verdict }) => verdict)).toEqual([null, 'healthy', null, null]);
  });

  it('makes a set done when it is the last of four', () => {
    let state = freshSet(1);
    for (let open = 0; open < 4; open++) {
      expect(isDone(state)).toBe(false);
      state = answering(reading(state, { open }), {
        verdict: 'healthy',
        confidence: 1,
        locked: true,
      });
    }
    expect(isDone(state)).toBe(true);
  });
});

describe('what is open', () => {
  it('belongs to one question', () => {
    const open = toggled(toggled(freshSet(1), 4), 2);
    expect(open.rows).toEqual([2, 4]);
    expect(toggled(open, 4).rows).toEqual([2]);
    expect(reading(open, { filter: 'x' })).toMatchObject({ rows: [], filter: 'x' });
    expect(reading({ ...open, filter: 'x' }, { open: 2 })).toMatchObject({ rows: [], filter: '' });
    expect(reading({ ...open, filter: 'x' }, { as: 'text' })).toMatchObject({ filter: 'x' });
  });
});
