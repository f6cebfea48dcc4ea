import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asked,
  BOX_DAYS,
  cardId,
  dueCards,
  laid,
  MOST_A_VISIT,
  nextDue,
  placeOfCard,
  type RecallCards,
  visitOf,
  waitingCards,
} from '../../src/lesson/recall.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVENING = Date.UTC(2026, 10, 28, 21);

describe('a recall card', () => {
  it('is due after 1, 3, 7 and 21 days while it is known, and stays in the last box', () => {
    let card = laid({}, 'the-circle', 1, EVENING)['the-circle.1'];
    const waits: number[] = [];
    for (let visit = 0, now = EVENING; visit < 5; visit++) {
      if (!card) throw new Error('no card');
      waits.push((card.due - now + 8 * HOUR) / DAY);
      now = card.due;
      card = asked(card, true, now);
    }
    expect(waits).toEqual([1, 3, 7, 21, 21]);
  });

  it('goes back to the first box when it is not known yet', () => {
    const card = asked({ box: 3, due: EVENING }, false, EVENING);
    expect(card).toEqual({ box: 0, due: EVENING + DAY - 8 * HOUR });
  });

  it('of an evening is due the next afternoon, and not the same night', () => {
    const cards = laid({}, 'the-circle', 1, EVENING);
    expect(dueCards(cards, EVENING + 6 * HOUR)).toEqual([]);
    expect(dueCards(cards, EVENING + 16 * HOUR)).toEqual(['the-circle.1']);
  });

  it('has an id of its chapter and its number', () => {
    expect(placeOfCard(cardId('reading-164', 12))).toEqual({
      chapter: 'reading-164',
      question: 12,
    });
    for (const id of ['reading-164', 'reading-164.0', 'Reading.1', '.1', 'a.1.2']) {
      expect(placeOfCard(id)).toBeNull();
    }
  });
});

describe('a visit', () => {
  const cards: RecallCards = {
    'the-circle.1': { box: 0, due: 100 },
    'the-circle.2': { box: 0, due: 100 },
    'the-repair.1': { box: 1, due: 300 },
    'reading-164.1': { box: 2, due: 200 },
    'one-gigabyte.1': { box: 3, due: 400 },
  };

  it('asks the longest due first, each of another chapter', () => {
    expect(dueCards(cards, 350)).toEqual(['the-circle.1', 'reading-164.1', 'the-repair.1']);
  });

  it('asks a second one of a chapter only where no other chapter has one', () => {
    expect(dueCards(cards, 200)).toEqual(['the-circle.1', 'reading-164.1', 'the-circle.2']);
    expect(dueCards(cards, 99)).toEqual([]);
  });

  it('leaves out a question that is gone', () => {
    expect(dueCards(cards, 200, (id) => id !== 'the-circle.1')).toEqual([
      'the-circle.2',
      'reading-164.1',
    ]);
  });

  it('knows how many wait besides, and when the next comes back', () => {
    expect(waitingCards(cards, 200)).toEqual(['the-circle.1', 'the-circle.2', 'reading-164.1']);
    expect(nextDue(cards, 200)).toBe(300);
    expect(nextDue(cards, 200, (id) => id !== 'the-repair.1')).toBe(400);
    expect(nextDue(cards, 400)).toBeNull();
  });

  it('keeps its order while cards are answered, and ends after three', () => {
    const visit = visitOf([], [], cards, 350);
    expect(visit).toEqual(['the-circle.1', 'reading-164.1', 'the-repair.1']);
    const answered = { ...cards, 'the-circle.1': { box: 1, due: 900 } };
    expect(visitOf(visit, ['the-circle.1'], answered, 350)).toEqual(visit);
    expect(visitOf(visit, visit, answered, 350)).toEqual(visit);
  });

  it('drops what another tab has answered, and takes what became due', () => {
    const visit = visitOf([], [], cards, 100);
    expect(visit).toEqual(['the-circle.1', 'the-circle.2']);
    const elsewhere = { ...cards, 'the-circle.2': { box: 1, due: 900 } };
    expect(visitOf(visit, ['the-circle.1'], elsewhere, 200)).toEqual([
      'the-circle.1',
      'reading-164.1',
    ]);
  });

  it('asks three at most, only what is due, and nothing twice', () => {
    const some = fc.dictionary(
      fc
        .tuple(fc.constantFrom('a', 'b', 'c-d'), fc.integer({ min: 1, max: 9 }))
        .map((at) => at.join('.')),
      fc.record({ box: fc.nat(BOX_DAYS.length - 1), due: fc.nat(100) }),
    );
    fc.assert(
      fc.property(some, fc.nat(100), (all, now) => {
        const due = dueCards(all, now);
        const waiting = Object.values(all).filter((card) => card.due <= now).length;
        expect(due.length).toBe(Math.min(waiting, MOST_A_VISIT));
        expect(new Set(due).size).toBe(due.length);
        for (const id of due) expect(all[id]?.due).toBeLessThanOrEqual(now);
      }),
    );
  });
});
