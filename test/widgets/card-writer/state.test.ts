import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../src/lesson/card/card.ts';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  type CardState,
  codec,
  fitsALink,
  LINK_ROOM,
  linkLength,
} from '../../../src/widgets/card-writer/state.ts';
import { cardOf, everywhere, NASTY } from '../../lesson/card/surroundings.ts';

const through = (state: CardState) => stateFromQuery(codec, null, embedQuery(codec, state));

describe('a card in a link', () => {
  it('comes back with every word, embed and host', () => {
    const card = cardOf(
      {
        when: NASTY.filter(({ length }) => length < 100)
          .join('\n')
          .slice(0, 900),
        who: '值班：小李',
      },
      {
        title: 'Ours & <theirs>?',
        host: 'docusaurus',
        embeds: [
          { widget: 'workbench', query: '', height: 480 },
          { widget: 'line-decoder', query: 'v=1&l=ttrpc/server.go:459', height: 900 },
        ],
      },
    );
    expect(through({ card, tooLong: false })).toEqual({
      ok: true,
      state: { card, tooLong: false },
    });
  });

  it('is a bare address while it is empty', () => {
    expect(embedQuery(codec, codec.initial)).toBe('v=1');
  });

  it('says so when it is too long, and carries nothing half', () => {
    const card = everywhere('卡'.repeat(200));
    expect([fitsALink(card), linkLength(card) > LINK_ROOM]).toEqual([false, true]);
    expect(embedQuery(codec, { card, tooLong: false })).toBe('v=1&long=1');
    expect(through({ card, tooLong: false })).toEqual({
      ok: true,
      state: { card: EMPTY, tooLong: true },
    });
  });

  it('fits to the last character', () => {
    const room = (n: number) => cardOf({ when: 'x'.repeat(n) });
    const most = LINK_ROOM - linkLength(room(1)) + 1;
    expect([fitsALink(room(most)), fitsALink(room(most + 1))]).toEqual([true, false]);
    expect(embedQuery(codec, { card: room(most), tooLong: false }).length).toBeLessThanOrEqual(
      LINK_ROOM + 'v=1&'.length,
    );
  });

  it.each([
    'h=wiki',
    'e=nobody+480',
    'e=workbench',
    'e=workbench+0',
    'e=workbench+480+v%3D1%22%3E',
    'e=workbench+480+a)b',
    'long=yes',
  ])('with a bad part is refused with that part: %s', (part) => {
    const read = stateFromQuery(codec, null, `v=1&${part}`);
    expect(read).toMatchObject({ ok: false, problem: 'bad-value' });
  });
});

it('an author can choose the host, and may not write the team’s words', () => {
  expect(codec.fromProps({ host: 'html' })).toMatchObject({
    ok: true,
    state: { card: { host: 'html' } },
  });
  expect(codec.fromProps({ when: 'ours' })).toMatchObject({ ok: false });
  expect(codec.fromProps({ host: 'wiki' })).toMatchObject({ ok: false });
});
