import { type Block, blocksOf } from './blocks.ts';
import { type Card, SECTIONS, type SectionId } from './card.ts';
import { widthOf } from './measure.ts';

/** What a card should have. Advice: nothing depends on it. */
export type Point = SectionId | 'title' | 'command' | 'proof-command' | 'versions' | 'embed';

/** Sections that say too little to be counted are open, and so is all that leans on them. */
export function checklist(
  card: Card,
): readonly { readonly point: Point; readonly done: boolean }[] {
  const { title, sections, embeds } = card;
  const blocks = SECTIONS.flatMap((id) => blocksOf(sections[id]));
  return [
    { point: 'title', done: says(title) },
    ...SECTIONS.map((id) => ({ point: id, done: says(sections[id]) })),
    { point: 'command', done: blocks.some(isCommand) },
    {
      point: 'proof-command',
      done: says(sections.proof) && blocksOf(sections.proof).some(hasCode),
    },
    { point: 'versions', done: /\d+\.\d+/.test(sections.who) },
    { point: 'embed', done: embeds.length > 0 },
  ];
}

/** A placeholder is no text. */
const LATER = /\b(?:todo|tbd|fixme|xxx+|n\/a)\b|lorem ipsum|待定|待补|待写|暂无/gi;
/** Columns of letters and digits below which nothing is said: two short words, or four Chinese characters. */
const LEAST = 8;

/** Whether a text says something: letters or digits, and not the same one again and again. */
export function says(text: string): boolean {
  const signs = text.replace(LATER, '').match(/[\p{L}\p{N}]/gu) ?? [];
  return widthOf(signs.join('')) >= LEAST && new Set(signs).size > 3;
}

/** A fence with a line in it that a shell would run. */
function isCommand(block: Block): boolean {
  return block.kind === 'code' && block.text.split('\n').some((line) => /^\s*[^\s#]/.test(line));
}

/** A command, or one named in a line. */
function hasCode(block: Block): boolean {
  if (block.kind === 'code') return isCommand(block);
  const rows = block.kind === 'list' ? block.items.flat() : block.rows;
  return rows.flat().some((piece) => piece.kind === 'code' && /[\p{L}\p{N}]/u.test(piece.text));
}
