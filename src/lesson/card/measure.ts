import { blocksOf, type Row } from './blocks.ts';
import { type Card, SECTIONS } from './card.ts';

/** Columns of a line of text on a card, about 680 px of 15 px type. A Chinese character takes two. */
const COLUMNS = 88;
/** Lines of text that a laptop's window (about 900 px of page) shows at once. */
export const SCREEN_LINES = 45;
/** The title, and the heading of a section with the space above it. */
const TITLE = 2;
const HEADING = 2;

/** How long a card is. */
export interface Measure {
  /** Lines of its text as they will be set, headings included. */
  readonly lines: number;
  /** px that its live widgets take below. */
  readonly embeds: number;
}

export function measureOf(card: Card): Measure {
  const written = SECTIONS.map((id) => blocksOf(card.sections[id])).filter(({ length }) => length);
  const text = written.flat().reduce((sum, block) => {
    if (block.kind === 'code') return sum + block.text.split('\n').length + 1;
    const rows = block.kind === 'list' ? block.items.flat() : block.rows;
    return sum + rows.reduce((lines, row) => lines + setLines(row), 0);
  }, 0);
  return {
    lines: TITLE + HEADING * written.length + text,
    embeds: card.embeds.reduce((sum, { height }) => sum + height, 0),
  };
}

function setLines(row: Row): number {
  const shown = row.map((piece) =>
    piece.kind === 'link' ? (piece.label ?? piece.address) : piece.text,
  );
  return Math.max(1, Math.ceil(widthOf(shown.join('')) / COLUMNS));
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0;
  return [...text].length + wide;
}
