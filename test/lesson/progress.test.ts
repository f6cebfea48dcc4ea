import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Deed,
  exportText,
  importText,
  merge,
  NOTHING,
  noted,
  type Progress,
} from '../../src/lesson/progress.ts';
import { days, livedThrough, progresses } from './reader.ts';

const done = (...deeds: readonly Deed[]): Progress =>
  deeds.reduce((progress, deed, index) => noted(progress, deed, 1000 * (index + 1)), NOTHING);

describe('progress', () => {
  it('keeps when a chapter was first opened and first read to its end', () => {
    const open = { did: 'open', chapter: 'the-circle' } as const;
    const finish = { did: 'finish', chapter: 'the-circle', questions: 0 } as const;
    expect(done(open, open, finish, finish, open).chapters).toEqual({
      'the-circle': { opened: 1000, finished: 3000 },
    });
  });

  it('counts tries and hints, and keeps when an exercise first passed', () => {
    const attempt = (passed: boolean) => ({ did: 'try', exercise: 'order', passed }) as const;
    const hint = (id: string) => ({ did: 'take-hint', exercise: 'order', hint: id }) as const;
    const progress = done(
      ...[hint('rule'), attempt(false), hint('look'), hint('rule')],
      ...[attempt(true), attempt(false), attempt(true)],
    );
    expect(progress.exercises).toEqual({
      order: { tries: 4, hints: ['look', 'rule'], solved: 5000 },
    });
  });

  it('lets a guess be changed until it was set beside the evidence, and not after', () => {
    const guess = (answer: string) =>
      ({ did: 'predict', exercise: 'lines', answer, confidence: 2 }) as const;
    const compare = { did: 'compare', exercise: 'lines' } as const;
    const changed = done(guess('a'), guess('b'));
    expect(changed.predictions.lines).toMatchObject({ answer: 'b', at: 2000, compared: null });
    const compared = noted(changed, compare, 3000);
    expect(noted(noted(compared, guess('c'), 4000), compare, 5000).predictions).toEqual({
      lines: { answer: 'b', confidence: 2, at: 2000, compared: 3000 },
    });
    expect(noted(NOTHING, compare, 1)).toEqual(NOTHING);
  });

  it('lays the questions of a finished chapter as cards, once', () => {
    const finish = (questions: number) =>
      ({ did: 'finish', chapter: 'the-circle', questions }) as const;
    const recall = { did: 'recall', card: 'the-circle.1', knew: true } as const;
    const progress = done(finish(2), recall);
    expect(progress.cards['the-circle.1']?.box).toBe(1);
    const again = noted(progress, finish(3), 9000);
    expect(Object.keys(again.cards).sort()).toEqual([
      ...['the-circle.1', 'the-circle.2', 'the-circle.3'],
    ]);
    expect(again.cards['the-circle.1']).toEqual(progress.cards['the-circle.1']);
  });

  it('asks no card that was never laid, and takes names from nowhere else', () => {
    expect(done({ did: 'recall', card: 'the-circle.1', knew: true })).toEqual(NOTHING);
    const odd = done({ did: 'try', exercise: 'constructor', passed: true });
    expect(odd.exercises.constructor).toEqual({ tries: 1, hints: [], solved: 1000 });
  });

  it('is nothing again after a reset', () => {
    expect(done({ did: 'try', exercise: 'order', passed: true }, { did: 'reset' })).toEqual(
      NOTHING,
    );
  });

  it('never changes what was there before', () => {
    fc.assert(
      fc.property(days, (all) => {
        let progress = NOTHING;
        for (const [deed, now] of all) {
          const before = structuredClone(progress);
          const next = noted(progress, deed, now);
          expect(progress).toEqual(before);
          progress = next;
        }
      }),
    );
  });
});

describe('progress of two machines', () => {
  it('is the same in whichever order it is put together, and however often', () => {
    fc.assert(
      fc.property(progresses, progresses, progresses, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(merge(a, a)).toEqual(a);
        expect(merge(merge(a, b), b)).toEqual(merge(a, b));
        expect(merge(a, NOTHING)).toEqual(a);
      }),
    );
  });

  it('takes of a card the later asking, also where that sent it back to the first box', () => {
    const laid = noted(NOTHING, { did: 'finish', chapter: 'the-circle', questions: 1 }, 0);
    const recall = (knew: boolean, now: number) =>
      noted(laid, { did: 'recall', card: 'the-circle.1', knew }, now);
    const [knew, later] = [recall(true, 1000), recall(false, 2000)];
    expect(merge(knew, later).cards).toEqual(later.cards);
    expect(merge(recall(true, 3000), later).cards['the-circle.1']?.box).toBe(1);
    expect(merge(recall(true, 2000), later).cards).toEqual(later.cards);
  });

  it('loses nothing that was solved, tried or compared on either', () => {
    fc.assert(
      fc.property(progresses, progresses, (a, b) => {
        const both = noted(a, { did: 'import', progress: b }, 0);
        for (const [id, one] of [...Object.entries(a.exercises), ...Object.entries(b.exercises)]) {
          expect(both.exercises[id]?.tries).toBeGreaterThanOrEqual(one.tries);
          expect(both.exercises[id]?.hints).toEqual(expect.arrayContaining([...one.hints]));
          if (one.solved !== null) expect(both.exercises[id]?.solved).not.toBeNull();
        }
        for (const side of [a, b]) {
          expect(Object.keys(both.cards)).toEqual(expect.arrayContaining(Object.keys(side.cards)));
          expect(Object.keys(both.predictions)).toEqual(
            expect.arrayContaining(Object.keys(side.predictions)),
          );
        }
      }),
    );
  });
});

describe('progress as a file', () => {
  it('comes back as it was, whatever was done', () => {
    fc.assert(
      fc.property(days, (all) => {
        const { progress } = livedThrough(all);
        expect(importText(exportText(progress))).toEqual({ ok: true, progress });
      }),
    );
  });

  it('keeps ids that today’s content does not know', () => {
    const old = done({ did: 'try', exercise: 'gone-since-2', passed: true });
    expect(importText(exportText(old))).toEqual({ ok: true, progress: old });
  });

  it('is told from anything else, with the place of what is wrong', () => {
    const good = JSON.parse(exportText(done({ did: 'try', exercise: 'order', passed: true })));
    const changed = (change: (file: typeof good) => void) => {
      const file = structuredClone(good);
      change(file);
      return importText(JSON.stringify(file));
    };
    const no = (problem: string, at: string) => ({ ok: false, problem, at });
    expect(importText('')).toEqual(no('not-json', ''));
    expect(importText('null')).toEqual(no('not-progress', 'kit'));
    expect(importText('{"version": 1}')).toEqual(no('not-progress', 'kit'));
    expect(changed((file) => file.version++)).toEqual(no('newer-version', 'version'));
    expect(changed((file) => (file.version = '1'))).toEqual(no('bad-value', 'version'));
    expect(changed((file) => delete file.cards)).toEqual(no('bad-value', ''));
    expect(changed((file) => (file.exercises.order.tries = -1))).toEqual(
      no('bad-value', 'exercises/order/tries'),
    );
    expect(changed((file) => (file.cards['a-b'] = { box: 0, due: 1 }))).toEqual(
      no('bad-value', 'cards/a-b'),
    );
    expect(changed((file) => (file.cards['a-b.1'] = { box: 4, due: 1 }))).toEqual(
      no('bad-value', 'cards/a-b.1/box'),
    );
    expect(
      importText(exportText(NOTHING).replace('"chapters": {}', '"chapters": {"__proto__": {}}')),
    ).toEqual(no('bad-value', 'chapters/__proto__'));
  });

  it('is read without an exception from any text and any JSON', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => !importText(text).ok));
  });
});
