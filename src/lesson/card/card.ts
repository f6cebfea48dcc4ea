import { count, exactly, listOf, record, type Shape, text } from '../shape.ts';
import { tidyText } from './lines.ts';

/** Sections of a team's card, in the order in which somebody on call needs them. */
export const SECTIONS = ['when', 'look', 'sure', 'now', 'proof', 'who'] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Where the card will live. What each lets through stands in `content/strings`, `card-writer.host.*`. */
export const HOSTS = ['backstage', 'github', 'docusaurus', 'html'] as const;
export type Host = (typeof HOSTS)[number];

/** A live widget on the card. */
export interface CardEmbed {
  /** Name in the registry of widgets. */
  readonly widget: string;
  /** Query string of its state without the question mark, `v=1&e=…`; '' is its start. */
  readonly query: string;
  /** px */
  readonly height: number;
}

/** A team's own runbook card. Texts are as they were typed: paragraphs, lists, fenced code. */
export interface Card {
  /** One line. */
  readonly title: string;
  readonly sections: Readonly<Record<SectionId, string>>;
  readonly embeds: readonly CardEmbed[];
  readonly host: Host;
}

export const EMPTY: Card = {
  title: '',
  sections: { when: '', look: '', sure: '', now: '', proof: '', who: '' },
  embeds: [],
  host: 'backstage',
};

/** A card from unknown data; all of it is checked. */
export const cardShape: Shape<Card> = record({
  title: text,
  sections: record({ when: text, look: text, sure: text, now: text, proof: text, who: text }),
  embeds: listOf(record({ widget: text, query: text, height: count(1) }), 0),
  host: exactly(HOSTS),
});

export function withSection(card: Card, id: SectionId, typed: string): Card {
  return { ...card, sections: { ...card.sections, [id]: typed } };
}

/** Nobody has written on it or put anything on it. Which host is chosen does not count. */
export function isBlank(card: Card): boolean {
  return (
    card.title.trim() === '' &&
    card.embeds.length === 0 &&
    SECTIONS.every((id) => card.sections[id].trim() === '')
  );
}

export function sameCard(a: Card, b: Card): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

/** The card as a file gives it back: lines are trimmed, and what is inside fences stays as it is. */
export function tidy(card: Card): Card {
  const texts = SECTIONS.map((id) => [id, tidyText(card.sections[id])]);
  return {
    ...card,
    title: card.title.replace(/\s+/g, ' ').trim(),
    sections: Object.fromEntries(texts) as Card['sections'],
  };
}

function inOrder({ title, sections, embeds, host }: Card) {
  return [
    title,
    SECTIONS.map((id) => sections[id]),
    embeds.map(({ widget, query, height }) => [widget, query, height]),
    host,
  ];
}
