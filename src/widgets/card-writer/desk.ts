import { type Card, EMPTY, isBlank, sameCard } from '../../lesson/card/card.ts';
import type { Draft } from '../../lesson/card/draft.ts';
import type { CardPort } from './port.ts';

/** ms of rest after which what was typed is kept. */
export const REST = 400;

/**
 * How the card is kept. `fresh`: not yet, with the first change. `pending`: typed a moment ago. `page`: for as long as the
 * page is open, since the browser gives no store.
 */
export type Keeps = 'fresh' | 'pending' | 'kept' | 'page';

/** The card under the reader's hands, and what is kept besides. */
export interface AtDesk {
  readonly card: Card;
  /** The card that this one took the place of. */
  readonly before: Card | null;
  /** Another tab's draft, which this tab has not written over. */
  readonly theirs: Draft | null;
  readonly keeps: Keeps;
}

export interface Desk {
  edit(next: Card): void;
  /** Puts another card in this one's place, and keeps this one for the way back. */
  replace(next: Card): void;
  /** Changes this card for the one before. */
  swap(): void;
  /** Takes the other tab's card, and keeps this one as the card before. */
  takeTheirs(): void;
  /** Keeps this card, and the other tab's as the card before. */
  keepMine(): void;
  /** Keeps at once what was typed, and hears of other tabs no more. */
  close(): void;
}

interface Outside {
  readonly port: CardPort;
  /** Called after each change of what stands on the desk. */
  changed(at: AtDesk): void;
  /** Called when a card has come to rest: it goes into the widget's state, and so into its link. */
  rested(card: Card): void;
}

export function atFirst(card: Card): AtDesk {
  return { card, before: null, theirs: null, keeps: 'fresh' };
}

/**
 * Where a card is written and kept. A card that came by a link (`first` is not blank) takes the draft's place on the
 * screen only: the draft becomes the card before, and is written over by the first change.
 */
export function openDesk(first: Card, { port, changed, rested }: Outside): Desk {
  let at = atFirst(first);
  /** Stamp of the kept draft that this tab knows. */
  let seen: string | null = null;
  let dirty = false;
  /** The card is a link's, and nobody has changed it yet. */
  let borrowed = !isBlank(first);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lay = (part: Partial<AtDesk>) => {
    at = { ...at, ...part };
    changed(at);
  };
  const keptWhere = (): Keeps => (port.lasts() ? 'kept' : 'page');

  const adopt = (draft: Draft) => {
    seen = draft.stamp;
    dirty = false;
    borrowed = false;
    lay({ card: draft.card, before: draft.before, theirs: null, keeps: keptWhere() });
    rested(at.card);
  };
  const keep = (force: boolean) => {
    clearTimeout(timer);
    if (!dirty) return;
    rested(at.card);
    const written = port.write(at.card, at.before, seen, force);
    if (!written.ok) return lay({ theirs: written.theirs });
    seen = written.draft.stamp;
    dirty = false;
    lay({ before: written.draft.before, theirs: null, keeps: keptWhere() });
  };
  const change = (card: Card, before: Card | null) => {
    dirty = true;
    borrowed = false;
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), REST);
    lay({ card, before, keeps: at.keeps === 'page' ? 'page' : 'pending' });
  };
  const changeNow = (card: Card, before: Card | null, force = false) => {
    change(card, before);
    keep(force);
  };
  /** A draft that stands behind a link's card. */
  const setBehind = (draft: Draft) => {
    seen = draft.stamp;
    lay({ before: isBlank(draft.card) ? draft.before : draft.card });
  };
  const hear = (draft: Draft | null) => {
    if (!draft) seen = null;
    else if (dirty) lay({ theirs: draft });
    else if (borrowed) setBehind(draft);
    else adopt(draft);
  };

  const draft = port.read();
  if (!port.lasts()) lay({ keeps: 'page' });
  if (draft && (!borrowed || sameCard(draft.card, first))) adopt(draft);
  else if (draft) setBehind(draft);
  const deaf = port.subscribe(hear);

  return {
    edit: (next) => change(next, at.before),
    replace: (next) => changeNow(next, isBlank(at.card) ? at.before : at.card),
    swap: () =>
      changeNow(at.before ?? { ...EMPTY, host: at.card.host }, isBlank(at.card) ? null : at.card),
    takeTheirs() {
      if (!at.theirs) return;
      const { card, before, stamp } = at.theirs;
      seen = stamp;
      changeNow(card, isBlank(at.card) ? before : at.card);
    },
    keepMine: () => keep(true),
    close() {
      deaf();
      keep(false);
    },
  };
}
