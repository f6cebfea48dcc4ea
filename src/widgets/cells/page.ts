import type { Client, ClientOptions } from '../../notebook/client.ts';
import type { Ran } from '../../notebook/notebook.ts';
import { runningCells } from '../../notebook/sheet.ts';
import type { Word, WordKey } from '../contract.ts';
import {
  asked,
  type Brought,
  began,
  type Desk,
  deskOf,
  ended,
  finished,
  restored,
  wrote,
} from './desk.ts';

/** The cells of a page while it is open. */
export interface CellsPage {
  desk(): Desk;
  /** Calls back after every change, until the function that it gives is called. */
  watch(changed: () => void): () => void;
  write(id: string, text: string): void;
  /** The reader's own hand, and nothing else: no link, no load. */
  run(id: string): Promise<void>;
  stop(id: string): void;
  restore(id: string): Promise<void>;
  /** Says something in the page's live region. */
  say(text: string): void;
}

export interface PageOptions {
  readonly cells: readonly Brought[];
  /** Makes the client of the cells' thread: called at the first Run. */
  readonly connect: (hooks: Pick<ClientOptions, 'began' | 'ended'>) => Promise<Client>;
  readonly word: Word;
  say(text: string): void;
}

export function openPage({ cells, connect, word, say }: PageOptions): CellsPage {
  let desk = deskOf(cells);
  let client: Promise<Client> | null = null;
  let runs = 0;
  const watching = new Set<() => void>();

  const move = (next: Desk) => {
    desk = next;
    for (const changed of watching) changed();
  };
  const go = async (id: string) => {
    const mine = ++runs;
    try {
      client ??= connect({
        began: (cell) => move(began(desk, cell)),
        ended: (ran) => move(ended(desk, ran)),
      });
      const { run } = await client;
      const running = runningCells(desk.cells).map((cell, at) => ({
        ...cell,
        defined: desk.cells[at]?.ran.defines ?? [],
      }));
      await run(running, [id]);
      if (mine === runs) say(told(desk, id, word));
    } catch (error) {
      client = null;
      say(word('cell.startFailed', { detail: String(error) }));
      throw error;
    } finally {
      if (mine === runs) move(finished(desk));
    }
  };

  return {
    desk: () => desk,
    watch(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
    write: (id, text) => move(wrote(desk, id, text)),
    run(id) {
      move(asked(desk, id));
      return go(id);
    },
    stop(id) {
      void client?.then(({ stop }) => stop(id));
    },
    async restore(id) {
      move(restored(desk, id));
      say(word('cell.didReset', { id }));
      if (desk.busy) await go(id);
    },
    say,
  };
}

/** What a run did, in a sentence or two. */
function told({ cells, upset }: Desk, id: string, word: Word): string {
  const sentences: string[] = [];
  const again: string[] = [];
  for (const cell of cells) {
    if (!upset.has(cell.id)) continue;
    const { problem } = cell.ran;
    if (problem) {
      sentences.push(word('cell.didFail', { id: cell.id, problem: problemText(problem, word) }));
    } else if (cell.id === id) sentences.unshift(word('cell.didRun', { id }));
    else again.push(cell.id);
  }
  if (again.length > 0) sentences.push(word('cell.didAgain', { cells: again.join(', ') }));
  return sentences.join(' ');
}

/** Why a cell has no value, and where. */
export function problemText(problem: NonNullable<Ran['problem']>, word: Word): string {
  const why = word(`notebook.problem.${problem.id}` as WordKey, problem.values);
  return problem.at ? `${word('notebook.at', { ...problem.at })}: ${why}` : why;
}
