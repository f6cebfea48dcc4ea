import { folderOf, HOME } from '../../shell/files.ts';
import type { Entry } from '../../shell/session.ts';
import type { EvidencePort } from '../contract.ts';
import type { TerminalState } from './state.ts';

/** What ran, and what waits for the reader's word. */
export interface TerminalData {
  readonly entries: readonly Entry[];
  /** Where the shell stands after them. */
  readonly cwd: string;
  /** Lines that came with a link: shown, never run by themselves. */
  readonly waiting: readonly string[];
}

export function startOf(state: TerminalState): string {
  return state.cwd === 'home' ? HOME : folderOf(state.cwd);
}

/** What a still was made of. */
export function keyOf(state: TerminalState): string {
  return [state.cwd, ...state.run].join('\n');
}

/**
 * When the page is built: runs the author's lines. In the page: takes over what the still shows, so that no line of
 * a link ever runs by itself and no shell is loaded before it is asked for.
 */
export async function load(state: TerminalState, evidence: EvidencePort): Promise<TerminalData> {
  const start = startOf(state);
  if (import.meta.env.SSR) {
    const { transcribe } = await import('../../shell/transcribe.ts');
    return { ...(await transcribe(start, state.run, evidence)), waiting: [] };
  }
  for (const log of document.querySelectorAll<HTMLElement>('.tm-log[data-still]')) {
    stills.set(log.dataset.still ?? '', stillOf(log));
  }
  return taken(state, stills);
}

/** Stills of this page, kept because a live widget draws over them. */
const stills = new Map<string, Still>();

type Still = Omit<TerminalData, 'waiting'>;

/** The longest still that the state's lines begin with; the lines after it wait. */
export function taken(state: TerminalState, known: ReadonlyMap<string, Still>): TerminalData {
  for (let n = state.run.length; n > 0; n--) {
    const still = known.get(keyOf({ ...state, run: state.run.slice(0, n) }));
    if (still) return { ...still, waiting: state.run.slice(n) };
  }
  return { entries: [], cwd: startOf(state), waiting: state.run };
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
