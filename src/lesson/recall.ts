import { accept, type Read, refuse } from './shape.ts';

/** Milliseconds since 1970, UTC. Nothing here reads a clock: the time is given. */
export type Time = number;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Days until a card is asked again, by box: longer each time it was known. Spaced retrieval is what keeps;
 * reading once more is not (pedagogy: Pan & Rickard's meta-analysis).
 */
export const BOX_DAYS = [1, 3, 7, 21] as const;

/** Who reads in the evening and comes back the next morning has waited a day. */
const GRACE = 8 * HOUR;

/** More than this on one visit is a test, and no warm-up. */
export const MOST_A_VISIT = 3;

/** A recall question of a chapter, as a reader has it. Its id is `<slug>.<n>`, n from 1. */
export interface RecallCard {
  /** Which of `BOX_DAYS`, from 0. */
  readonly box: number;
  readonly due: Time;
}

export type RecallCards = Readonly<Record<string, RecallCard>>;

const CARD = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9]\d?)$/;

/** `the-circle.2`: the second question of that chapter. */
export function cardId(chapter: string, question: number): string {
  return `${chapter}.${question}`;
}

/** Chapter and question of a card; null where it is no card's id. */
export function placeOfCard(
  id: string,
): { readonly chapter: string; readonly question: number } | null {
  const [, chapter, question] = CARD.exec(id) ?? [];
  return chapter === undefined ? null : { chapter, question: Number(question) };
}

/** The id of a card, in unknown data. */
export function cardName(data: unknown, at: string): Read<string> {
  return typeof data === 'string' && CARD.test(data)
    ? accept(data)
    : refuse(
        at,
        'expected the id of a card',
        'A chapter, a full stop, the number of its question.',
      );
}

function inBox(box: number, now: Time): RecallCard {
  return { box, due: now + waitOf(box) };
}

function waitOf(box: number): Time {
  return (BOX_DAYS[box] ?? 1) * DAY - GRACE;
}

/** When a card was laid into its box: at its last asking. */
export function laidAt({ box, due }: RecallCard): Time {
  return due - waitOf(box);
}

/** Lays the questions of a chapter into the first box. A card that is there already stays where it is. */
export function laid(
  cards: RecallCards,
  chapter: string,
  questions: number,
  now: Time,
): RecallCards {
  const ids = Array.from({ length: questions }, (_, index) => cardId(chapter, index + 1));
  return { ...Object.fromEntries(ids.map((id) => [id, inBox(0, now)])), ...cards };
}

/** A card after it was asked: known, it goes one box on; not yet, it goes back to the first. */
export function asked(card: RecallCard, knew: boolean, now: Time): RecallCard {
  return inBox(knew ? Math.min(card.box + 1, BOX_DAYS.length - 1) : 0, now);
}

/**
 * The cards to ask on this visit, three at most: the longest due first, and of one chapter a second only when no
 * other chapter has one. `known` leaves out what today's content no longer asks.
 */
export function dueCards(
  cards: RecallCards,
  now: Time,
  known: (id: string) => boolean = () => true,
): readonly string[] {
  const due = waitingCards(cards, now, known);
  const chapters = due.map((id) => placeOfCard(id)?.chapter);
  const first = due.filter((_, index) => chapters.indexOf(chapters[index]) === index);
  return [...first, ...due.filter((id) => !first.includes(id))].slice(0, MOST_A_VISIT);
}

/**
 * The cards of a visit, which goes on while time passes and other tabs answer: what was asked keeps its place, what is
 * due no more falls out, and what became due fills up. `before` is the visit as it stood.
 */
export function visitOf(
  before: readonly string[],
  asked: readonly string[],
  cards: RecallCards,
  now: Time,
  known: (id: string) => boolean = () => true,
): readonly string[] {
  const due = waitingCards(cards, now, known);
  const kept = before.filter((id) => asked.includes(id) || due.includes(id));
  const more = dueCards(cards, now, (id) => known(id) && !kept.includes(id));
  return [...kept, ...more].slice(0, MOST_A_VISIT);
}

/** All cards that are due, however many: the longest due first. */
export function waitingCards(
  cards: RecallCards,
  now: Time,
  known: (id: string) => boolean = () => true,
): readonly string[] {
  return Object.entries(cards)
    .filter(([id, card]) => card.due <= now && known(id))
    .sort(([a, { due: left }], [b, { due: right }]) => left - right || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** When the next card comes back that is not due yet; null where none will. */
export function nextDue(
  cards: RecallCards,
  now: Time,
  known: (id: string) => boolean = () => true,
): Time | null {
  const times = Object.entries(cards)
    .filter(([id, card]) => card.due > now && known(id))
    .map(([, { due }]) => due);
  return times.length === 0 ? null : Math.min(...times);
}
