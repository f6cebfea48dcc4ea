import { cut, widthOf } from './printable.ts';
import type { Look, Terminal } from './terminal.ts';

/** A cell: its text, and how it stands out. Texts are printable. */
export type Cell = string | { readonly text: string; readonly look: Look };

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

const GAP = '  ';
/** The last column keeps at least so many cells on a narrow terminal. */
const LEAST = 16;

/** Lines of a table: each column as wide as its widest cell, the last cut where the terminal ends. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  terminal: Terminal,
): string[] {
  const head = columns.map(({ title }): Cell => ({ text: title, look: 'dim' }));
  const titled = columns.some(({ title }) => title !== '') ? [head, ...rows] : rows;
  const widths = columns.map((_, at) => Math.max(...titled.map((row) => widthOf(textOf(row[at])))));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const room = terminal.width === null ? Infinity : Math.max(LEAST, terminal.width - before);
  return titled.map((row) =>
    columns
      .map(({ align }, at) => {
        const last = at === columns.length - 1;
        const whole = textOf(row[at]);
        const text = last ? cut(whole, room) : whole;
        const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(text)));
        const painted = paint(row[at], text, terminal);
        if (align === 'right') return space + painted;
        return last ? painted : painted + space;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}

function paint(cell: Cell | undefined, text: string, terminal: Terminal): string {
  return typeof cell === 'object' ? terminal.paint(cell.look, text) : text;
}
