import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Card, EMPTY } from '../../../src/lesson/card/card.ts';
import { type AtDesk, atFirst, openDesk, REST } from '../../../src/widgets/card-writer/desk.ts';
import { browser, cardWith } from './browser.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A tab with a desk in it. */
function tab(from: ReturnType<typeof browser>, first: Card = EMPTY) {
  const seen = { at: atFirst(first), rested: first };
  const port = from.open();
  const desk = openDesk(first, {
    port,
    changed: (at: AtDesk) => {
      seen.at = at;
    },
    rested: (card) => {
      seen.rested = card;
    },
  });
  return {
    ...desk,
    port,
    titles: () => [seen.at.card.title, seen.at.before?.title ?? null, seen.at.keeps],
    theirs: () => seen.at.theirs?.card.title ?? null,
    rested: () => seen.rested.title,
    type(title: string) {
      desk.edit(cardWith(title));
    },
    rest: () => vi.advanceTimersByTime(REST),
  };
}

describe('a desk', () => {
  it('keeps what was typed once it has come to rest, and finds it again', () => {
    const all = browser();
    const one = tab(all);
    expect(one.titles()).toEqual(['', null, 'fresh']);
    one.type('a');
    one.type('ab');
    expect([one.titles()[2], one.rested(), one.port.read()]).toEqual(['pending', '', null]);
    one.rest();
    expect([one.titles()[2], one.rested()]).toEqual(['kept', 'ab']);
    expect(tab(all).titles()).toEqual(['ab', null, 'kept']);
  });

  it('keeps at once when the page is left', () => {
    const all = browser();
    const one = tab(all);
    one.type('half a word');
    one.close();
    expect(tab(all).titles()[0]).toBe('half a word');
  });

  it('empties and opens with a way back, which a later visit has too', () => {
    const all = browser();
    const one = tab(all);
    one.type('mine');
    one.rest();
    one.replace(EMPTY);
    expect(one.titles()).toEqual(['', 'mine', 'kept']);
    one.replace(cardWith('opened'));
    expect(one.titles()).toEqual(['opened', 'mine', 'kept']);
    const later = tab(all);
    later.swap();
    expect(later.titles()).toEqual(['mine', 'opened', 'kept']);
    later.swap();
    expect(later.titles()).toEqual(['opened', 'mine', 'kept']);
  });

  it('shows a card of a link, and writes over the draft with the first change only', () => {
    const all = browser();
    const one = tab(all);
    one.type('draft');
    one.rest();
    const link = tab(all, cardWith('linked'));
    expect(link.titles()).toEqual(['linked', 'draft', 'fresh']);
    expect(link.port.read()?.card.title).toBe('draft');
    link.type('linked!');
    link.rest();
    expect(link.titles()).toEqual(['linked!', 'draft', 'kept']);
    expect(link.port.read()).toMatchObject({
      card: { title: 'linked!' },
      before: { title: 'draft' },
    });
  });

  it('leaves the card of a link on the screen while another tab writes', () => {
    const all = browser();
    const link = tab(all, cardWith('linked'));
    const other = tab(all);
    other.type('other');
    other.rest();
    expect(link.titles()).toEqual(['linked', 'other', 'fresh']);
  });
});

describe('two tabs', () => {
  it('show the same card while only one of them is written in', () => {
    const all = browser();
    const [here, there] = [tab(all), tab(all)];
    here.type('a');
    here.rest();
    expect(there.titles()).toEqual(['a', null, 'kept']);
    there.type('ab');
    there.rest();
    expect([here.titles()[0], here.theirs()]).toEqual(['ab', null]);
  });

  it.each(['mine', 'theirs'] as const)('do not eat each other’s words: %s is taken', (whose) => {
    const all = browser();
    const [here, there] = [tab(all), tab(all)];
    there.type('theirs');
    here.type('mine');
    here.port.read();
    // There comes to rest first: both timers run at once, and the first to write wins.
    there.close();
    here.rest();
    expect([here.titles()[0], here.theirs(), here.port.read()?.card.title]).toEqual([
      'mine',
      'theirs',
      'theirs',
    ]);
    here.type('mine!');
    here.rest();
    expect(here.port.read()?.card.title).toBe('theirs');
    if (whose === 'mine') here.keepMine();
    else here.takeTheirs();
    const kept = whose === 'mine' ? ['mine!', 'theirs', 'kept'] : ['theirs', 'mine!', 'kept'];
    expect([here.titles(), here.theirs()]).toEqual([kept, null]);
    expect(tab(all).titles()).toEqual(kept);
  });
});
