import { folderOf, HOME } from '../../shell/files.ts';
import { type Still, stillsOf } from '../console/still.ts';
import type { EvidencePort } from '../contract.ts';
import type { TerminalState } from './state.ts';

/** What ran, and what waits for the reader's word. */
export interface TerminalData extends Still {
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
  for (const [key, still] of stillsOf(document)) stills.set(key, still);
  return taken(state, stills);
}

/** Stills of this page, kept because a live widget draws over them. */
const stills = new Map<string, Still>();

/** The longest still that the state's lines begin with; the lines after it wait. */
export function taken(state: TerminalState, known: ReadonlyMap<string, Still>): TerminalData {
  for (let n = state.run.length; n > 0; n--) {
    const still = known.get(keyOf({ ...state, run: state.run.slice(0, n) }));
    if (still) return { ...still, waiting: state.run.slice(n) };
  }
  return { entries: [], cwd: startOf(state), waiting: state.run };
}
