/** The cells of a page as a reader has them before him: what he wrote, what ran, what it showed. Pure. */
import type { Ran } from '../../notebook/notebook.ts';
import { accept, reset, type Sheet, type SheetCell, write } from '../../notebook/sheet.ts';

export type Phase = 'rests' | 'waits' | 'runs';

export interface DeskCell extends SheetCell {
  readonly phase: Phase;
  readonly ran: Ran;
  /** It ran because of the reader. Otherwise it shows what it showed when the page was built. */
  readonly isReaders: boolean;
  /** Names that it takes from cells which the present run had changed: why it ran again. */
  readonly because: readonly string[];
}

export interface Desk {
  readonly cells: readonly DeskCell[];
  /** Cells that the present run was asked for, and those that it made run again. */
  readonly upset: ReadonlySet<string>;
  readonly busy: boolean;
}

/** A cell as the page brings it. */
export interface Brought {
  readonly id: string;
  readonly text: string;
  readonly ran: Ran;
}

export function deskOf(cells: readonly Brought[]): Desk {
  return {
    cells: cells.map(({ id, text, ran }) => ({
      id,
      authored: text,
      running: text,
      draft: text,
      phase: 'rests',
      ran,
      isReaders: false,
      because: [],
    })),
    upset: new Set(),
    busy: false,
  };
}

/** Typed into an editor: nothing runs. */
export function wrote(desk: Desk, id: string, text: string): Desk {
  return inSheet(desk, (sheet) => write(sheet, new Map([[id, text]])));
}

/** The reader's Run of a cell. */
export function asked(desk: Desk, id: string): Desk {
  return waits(
    inSheet(desk, (sheet) => accept(sheet, id)),
    id,
  );
}

/** Back to the author's text; it runs if something else ran before. */
export function restored(desk: Desk, id: string): Desk {
  const before = desk.cells.find((cell) => cell.id === id);
  const after = inSheet(desk, (sheet) => reset(sheet, id));
  return before && before.running !== before.authored ? waits(after, id) : after;
}

export function began(desk: Desk, id: string): Desk {
  return change(desk, id, () => ({ phase: 'runs' }));
}

/** Cells end in an order in which each comes after those that it needs, so what upset them is known by then. */
export function ended(desk: Desk, ran: Ran): Desk {
  const because = Object.entries(ran.needs).flatMap(([name, from]) =>
    desk.upset.has(from) ? name : [],
  );
  const upset = because.length > 0 ? new Set(desk.upset).add(ran.id) : desk.upset;
  // A new thread runs them all, since it has no values yet: for most of them nothing has changed.
  return change({ ...desk, upset }, ran.id, ({ isReaders }) => ({
    phase: 'rests',
    ran,
    because,
    isReaders: isReaders || upset.has(ran.id),
  }));
}

/** The run is over. A cell that still waits did not run: what it shows is what it showed. */
export function finished(desk: Desk): Desk {
  const cells = desk.cells.map((cell) => ({ ...cell, phase: 'rests' as const }));
  return { ...desk, cells, busy: false };
}

/** Whether the editor holds another text than what ran. */
export const isChanged = ({ draft, running }: SheetCell): boolean => draft !== running;

/** Names that the other cells define: what an editor can offer. */
export function namesBeside(desk: Desk, id: string): readonly { name: string; cell: string }[] {
  return desk.cells
    .filter((cell) => cell.id !== id)
    .flatMap((cell) => cell.ran.defines.map((name) => ({ name, cell: cell.id })));
}

function waits(desk: Desk, id: string): Desk {
  // While another run goes on, this one comes after it and adds to what it upsets.
  const cells = desk.cells.map((cell) => ({
    ...cell,
    because: desk.busy ? cell.because : [],
    phase: cell.id === id ? ('waits' as const) : cell.phase,
  }));
  return { cells, upset: new Set(desk.busy ? desk.upset : []).add(id), busy: true };
}

function inSheet(desk: Desk, step: (sheet: Sheet) => Sheet): Desk {
  const sheet = step(desk.cells);
  return { ...desk, cells: desk.cells.map((cell, at) => ({ ...cell, ...sheet[at] })) };
}

function change(desk: Desk, id: string, to: (cell: DeskCell) => Partial<DeskCell>): Desk {
  return {
    ...desk,
    cells: desk.cells.map((cell) => (cell.id === id ? { ...cell, ...to(cell) } : cell)),
  };
}
