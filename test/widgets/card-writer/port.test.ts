import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/lesson/card/card.ts';
import { draftText, readDraft } from '../../../src/lesson/card/draft.ts';
import { ASIDE, createCardPort, KEY } from '../../../src/widgets/card-writer/port.ts';
import { browser, cardWith } from './browser.ts';

describe('the port of the card', () => {
  it('keeps a card for the next visit, with the card before it', () => {
    const { open, texts } = browser();
    expect(open().read()).toBeNull();
    const written = open().write(cardWith('a'), cardWith('z'), null);
    expect(written.ok && open().read()).toEqual(written.ok && written.draft);
    expect(readDraft(texts.get(KEY) ?? '')).toMatchObject({
      card: cardWith('a'),
      before: cardWith('z'),
    });
  });

  it('writes over no draft that it has not seen, unless told to, and then keeps it as the one before', () => {
    const { open } = browser();
    const [here, there] = [open(), open()];
    const first = here.write(cardWith('a'), null, null);
    const seen = first.ok ? first.draft.stamp : '';
    there.write(cardWith('b'), null, seen);
    expect(here.write(cardWith('c'), null, seen)).toMatchObject({
      ok: false,
      theirs: { card: cardWith('b') },
    });
    expect(there.read()?.card).toEqual(cardWith('b'));
    expect(here.write(cardWith('c'), null, seen, true)).toMatchObject({
      ok: true,
      draft: { card: cardWith('c'), before: cardWith('b') },
    });
  });

  it('tells of other tabs only, until it is not listened to any more', () => {
    const { open } = browser();
    const [here, there] = [open(), open()];
    const heard: string[] = [];
    const stop = here.subscribe((draft) => heard.push(draft?.card.title ?? '-'));
    there.write(cardWith('b'), null, null);
    here.write(cardWith('c'), null, null, true);
    stop();
    there.write(cardWith('d'), null, null, true);
    expect(heard).toEqual(['b']);
  });

  it('lays aside what it cannot read, and keeps in the page where there is no store or no room in it', () => {
    const { open, texts } = browser(new Map([[KEY, '{"kit":"another"}']]));
    expect(open().read()).toBeNull();
    expect(texts.get(ASIDE)).toBe('{"kit":"another"}');

    const none = createCardPort({ store: null, tabs: null, stamp: () => '1' });
    none.write(cardWith('a'), null, null);
    expect([none.read()?.card.title, none.lasts()]).toEqual(['a', false]);

    const full = createCardPort({
      store: {
        getItem: () => null,
        setItem: () => {
          throw new Error('QuotaExceededError');
        },
      },
      tabs: null,
      stamp: () => '1',
    });
    expect(full.lasts()).toBe(true);
    full.write(cardWith('a'), null, null);
    expect([full.read()?.card.title, full.lasts()]).toEqual(['a', false]);
  });
});

describe('a draft', () => {
  const draft = { card: cardWith('a'), before: null, stamp: '1' };

  it('is read as it was written, and nothing else is read as one', () => {
    expect(readDraft(draftText(draft))).toEqual(draft);
    const data = JSON.parse(draftText(draft));
    for (const bad of [
      '',
      '{',
      'null',
      JSON.stringify({ ...data, version: 2 }),
      JSON.stringify({ ...data, card: { ...EMPTY, host: 'wiki' } }),
      JSON.stringify({ ...data, card: { ...EMPTY, sections: { when: 'x' } } }),
      JSON.stringify({ ...data, before: 3 }),
    ])
      expect(readDraft(bad), bad).toBeNull();
  });
});
