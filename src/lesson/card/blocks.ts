import { type Piece, piecesOf } from './inline.ts';
import { linesOf } from './lines.ts';

/** One line's pieces. */
export type Row = readonly Piece[];

/** What a text looks like: paragraphs of lines, lists of items of lines, code. */
export type Block =
  | { readonly kind: 'paragraph'; readonly rows: readonly Row[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      /** Number of the first item. */
      readonly start: number;
      readonly items: readonly (readonly Row[])[];
    }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

type Growing =
  | { readonly kind: 'paragraph'; readonly rows: Row[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; items: Row[][] }
  | { readonly kind: 'code'; readonly language: string; readonly lines: string[] };

/** The blocks of what was typed. A line break is a line break; a plain line after an item belongs to it. */
export function blocksOf(typed: string): readonly Block[] {
  const blocks: Growing[] = [];
  let parted = true;
  for (const line of linesOf(typed)) {
    const last = blocks.at(-1);
    switch (line.kind) {
      case 'blank':
        parted = true;
        break;
      case 'plain': {
        const row = piecesOf(line.text);
        if (!parted && last?.kind === 'paragraph') last.rows.push(row);
        else if (!parted && last?.kind === 'list') last.items.at(-1)?.push(row);
        else blocks.push({ kind: 'paragraph', rows: [row] });
        parted = false;
        break;
      }
      case 'item': {
        const ordered = isOrdered(line.marker);
        const rows = [piecesOf(line.text)];
        // A blank line between two items does not part them.
        if (last?.kind === 'list' && last.ordered === ordered) last.items.push(rows);
        else blocks.push({ kind: 'list', ordered, start: startOf(line.marker), items: [rows] });
        parted = false;
        break;
      }
      case 'open':
        blocks.push({ kind: 'code', language: line.language, lines: [] });
        parted = false;
        break;
      case 'code':
        if (last?.kind === 'code') last.lines.push(line.text);
        break;
      case 'close':
        parted = true;
    }
  }
  return blocks.map((block) =>
    block.kind === 'code'
      ? { kind: 'code', language: block.language, text: block.lines.join('\n') }
      : block,
  );
}

export function isOrdered(marker: string): boolean {
  return marker.endsWith('.');
}

function startOf(marker: string): number {
  return isOrdered(marker) ? Number.parseInt(marker, 10) : 1;
}
