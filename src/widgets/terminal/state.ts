import type { Decoded, StateCodec } from '../../share/state.ts';
import { isPlace, PLACES, type Place } from '../../shell/files.ts';
import { fitALink, linesIn, MOST_CHARS, MOST_LINES } from '../console/lines.ts';

/** Where the shell begins, and the lines that belong to it. */
export interface TerminalState {
  /** Folder under `~`, or `home` for `~` itself. */
  readonly cwd: Place | 'home';
  /** On a page: run when the page is built. From a link: shown, and run only when the reader says so. */
  readonly run: readonly string[];
  /** Lines offered as buttons; empty offers those of the folder. */
  readonly offer: readonly string[];
}

/** The post's own line, as written there: it runs in every folder. */
export const POSTED = 'cat shim.goroutine.profile |grep ttrpc/server | sort |uniq -c |sort';

const initial: TerminalState = { cwd: 'post', run: [POSTED], offer: [] };

export const codec: StateCodec<TerminalState> = {
  version: 1,
  initial,

  fromProps(props) {
    const known = new Set(['cwd', 'run', 'offer']);
    const strange = Object.keys(props).find((name) => !known.has(name));
    if (strange !== undefined) return bad(`${strange} (known: cwd, run, offer)`);
    const { cwd = initial.cwd, offer = [] } = props;
    const { run = cwd === 'home' ? ['ls'] : [POSTED] } = props;
    if (typeof cwd !== 'string' || !isFolder(cwd)) {
      return bad(`cwd: ${String(cwd)} (one of home, ${PLACES.join(', ')})`);
    }
    const lines = { run: linesIn(run), offer: linesIn(offer) };
    if (!lines.run) return bad('run: a line or a list of lines');
    if (!lines.offer) return bad('offer: a line or a list of lines');
    if (lines.run.length > MOST_LINES) return bad(`run: more than ${MOST_LINES} lines`);
    return { ok: true, state: { cwd, run: lines.run, offer: lines.offer } };
  },

  toQuery({ cwd, run, offer }) {
    const pairs: [string, string][] = [];
    if (cwd !== initial.cwd) pairs.push(['cwd', cwd]);
    if (run.join('\n') !== usual(cwd).join('\n')) pairs.push(['run', run.join('\n')]);
    if (offer.length > 0) pairs.push(['offer', offer.join('\n')]);
    return pairs;
  },

  fromQuery(version, query) {
    if (version !== 1) return { ok: false, problem: 'unknown-version', detail: String(version) };
    const cwd = query.get('cwd') ?? initial.cwd;
    if (!isFolder(cwd)) return bad(`cwd=${cwd}`);
    const run = linesIn(query.get('run') ?? usual(cwd)) ?? [];
    const offer = linesIn(query.get('offer') ?? '') ?? [];
    for (const [name, lines] of [
      ['run', run],
      ['offer', offer],
    ] as const) {
      if (!fitALink(lines)) return bad(name);
    }
    return { ok: true, state: { cwd, run, offer } };
  },
};

/** The state with these lines, so that a copied link carries them. The oldest make room for the newest. */
export function withLines(state: TerminalState, lines: readonly string[]): TerminalState {
  let run = lines.flatMap((line) => line.split('\n')).filter((line) => line.trim() !== '');
  run = run.slice(-MOST_LINES);
  while (run.length > 0 && run.join('\n').length > MOST_CHARS) run = run.slice(1);
  return { ...state, run };
}

/** What an address without `run` means: nothing, except where the initial state is meant. */
function usual(cwd: TerminalState['cwd']): readonly string[] {
  return cwd === initial.cwd ? initial.run : [];
}

function isFolder(text: string): text is TerminalState['cwd'] {
  return text === 'home' || isPlace(text);
}

function bad(detail: string): Extract<Decoded<TerminalState>, { ok: false }> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 80) };
}
