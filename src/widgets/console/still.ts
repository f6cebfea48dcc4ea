import { HOME } from '../../shell/files.ts';
import type { Entry } from '../../shell/session.ts';

/** Lines that ran when the page was built, and where the shell stands after them. */
export interface Still {
  readonly entries: readonly Entry[];
  readonly cwd: string;
}

/** The stills of this page by what they were made of (`data-still`). They are asked for before live widgets draw over them. */
export function stillsOf(page: ParentNode): [key: string, still: Still][] {
  return [...page.querySelectorAll<HTMLElement>('.tm-log[data-still]')].map((log) => [
    log.dataset.still ?? '',
    stillOf(log),
  ]);
}

/** Reads a still back: the markup that `Log` writes. */
export function stillOf(log: HTMLElement): Still {
  return { entries: entriesIn(log), cwd: log.dataset.cwd ?? HOME };
}

function entriesIn(log: HTMLElement): Entry[] {
  return [...log.querySelectorAll<HTMLElement>('.tm-entry')].map((entry) => {
    const text = (name: string) => entry.querySelector(`.${name}`)?.textContent ?? '';
    return {
      cwd: entry.dataset.cwd ?? HOME,
      line: text('tm-line').replace(/\n> /g, '\n'),
      stdout: text('tm-out'),
      stderr: text('tm-err'),
      code: Number(entry.dataset.code),
      left: Number(entry.dataset.left ?? 0),
    };
  });
}
