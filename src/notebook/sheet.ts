import type { Cell } from './order.ts';

/** A cell as a reader has it. Pure; the page keeps it and draws it. */
export interface SheetCell {
  readonly id: string;
  /** What the author wrote; ran at build. */
  readonly authored: string;
  /** What runs: the author's text, or what the reader ran last. */
  readonly running: string;
  /** What stands in the editor. A link may set it, and only `accept` makes it run. */
  readonly draft: string;
}

export type Sheet = readonly SheetCell[];

export function sheetOf(cells: readonly Cell[]): Sheet {
  return cells.map(({ id, text }) => ({ id, authored: text, running: text, draft: text }));
}

/** Puts texts into the editors, of a link or typed. Nothing that they say runs; ids that are not there are passed over. */
export function write(sheet: Sheet, drafts: ReadonlyMap<string, string>): Sheet {
  return sheet.map((cell) => ({ ...cell, draft: drafts.get(cell.id) ?? cell.draft }));
}

/** The reader's Run of one cell: its draft is what runs from now on. The drafts of the others stay drafts. */
export function accept(sheet: Sheet, id: string): Sheet {
  return sheet.map((cell) => (cell.id === id ? { ...cell, running: cell.draft } : cell));
}

/** Back to the author's text, in the editor and in what runs. */
export function reset(sheet: Sheet, id: string): Sheet {
  return sheet.map((cell) =>
    cell.id === id ? { ...cell, running: cell.authored, draft: cell.authored } : cell,
  );
}

/** What a client runs. */
export function runningCells(sheet: Sheet): readonly Cell[] {
  return sheet.map(({ id, running }) => ({ id, text: running }));
}

/** Cells whose text in the editor has not run: their output belongs to another text. */
export function waiting(sheet: Sheet): readonly string[] {
  return sheet.filter(({ draft, running }) => draft !== running).map(({ id }) => id);
}
