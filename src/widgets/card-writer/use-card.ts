import { useEffect, useRef, useState } from 'preact/hooks';
import { type Card, sameCard } from '../../lesson/card/card.ts';
import { type AtDesk, atFirst, type Desk, openDesk } from './desk.ts';
import { cardPort } from './port.ts';
import type { CardState } from './state.ts';

/** What stands on the desk, and the hands. */
export interface AtCard extends AtDesk, Omit<Desk, 'close'> {}

/** A desk for as long as the widget is live. The widget's state follows the card when it has come to rest. */
export function useCard(
  state: CardState,
  live: boolean,
  update: (next: CardState) => void,
): AtCard {
  const [at, setAt] = useState<AtDesk>(() => atFirst(state.card));
  const desk = useRef<Desk | null>(null);
  /** The card that the widget's state has from here. */
  const sent = useRef<Card>(state.card);

  useEffect(() => {
    if (!live) return;
    const opened = openDesk(sent.current, {
      port: cardPort(),
      changed: setAt,
      rested(card) {
        if (card === sent.current) return;
        sent.current = card;
        update({ card, tooLong: false });
      },
    });
    desk.current = opened;
    addEventListener('pagehide', opened.close);
    return () => {
      removeEventListener('pagehide', opened.close);
      opened.close();
    };
  }, [live]);

  // The frame's Reset: the widget's state changed, and not from here.
  useEffect(() => {
    if (!live || state.card === sent.current) return;
    sent.current = state.card;
    if (!sameCard(state.card, at.card)) desk.current?.replace(state.card);
  }, [state.card, live]);

  return {
    ...at,
    edit: (next) => desk.current?.edit(next),
    replace: (next) => desk.current?.replace(next),
    swap: () => desk.current?.swap(),
    takeTheirs: () => desk.current?.takeTheirs(),
    keepMine: () => desk.current?.keepMine(),
  };
}
