import { exactly, maybe, record, text } from '../shape.ts';
import { type Card, cardShape } from './card.ts';

/** What is kept of a card while it is written. */
export interface Draft {
  readonly card: Card;
  /** The card that this one took the place of, for the way back. */
  readonly before: Card | null;
  /** Changes with every writing, so that a tab sees that another has written since. */
  readonly stamp: string;
}

const KIT = 'stuck-in-send/card';
const VERSION = 1;

const shape = record({
  kit: exactly([KIT]),
  version: exactly([VERSION]),
  stamp: text,
  card: cardShape,
  before: maybe(cardShape),
});

export function draftText(draft: Draft): string {
  return JSON.stringify({ kit: KIT, version: VERSION, ...draft });
}

/** A draft from its text; null where it is none, or of another version. */
export function readDraft(written: string): Draft | null {
  let data: unknown;
  try {
    data = JSON.parse(written);
  } catch {
    return null;
  }
  const read = shape(data, '');
  if (!read.ok) return null;
  const { stamp, card, before } = read.value;
  return { stamp, card, before };
}
