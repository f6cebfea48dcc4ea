import type { Decoded, StateCodec } from '../../share/state.ts';
import { STARTS, type Start } from '../../shell/practice/state.ts';
import { fitALink, linesIn, MOST_LINES } from '../console/lines.ts';

/**
 * What a page or a link says of a practice node. What has happened on it since is not here: hours of a node do not fit
 * into an address, so they are saved to a file (src/shell/practice/file.ts).
 */
export interface PracticeState {
  /** On a page: run on a new node when the page is built. From a link: shown, and run only when the reader says so. */
  readonly run: readonly string[];
  /** Whether the steps of the investigation stand below, with their hints. */
  readonly goals: boolean;
  /** Where a new node begins (shell/practice/start.ts). */
  readonly start: Start;
  /** Whether the leader of a drill has a panel here, to let things happen. */
  readonly drill: boolean;
}

/** A first look: what runs here, and how much memory it takes. */
export const FIRST_LOOK = ['kubectl get pods -A', 'top -b -n 1 | head -n 12'] as const;

const initial: PracticeState = { run: FIRST_LOOK, goals: true, start: 'new', drill: false };
const KNOWN = Object.keys(initial);

export const codec: StateCodec<PracticeState> = {
  version: 1,
  initial,

  fromProps(props) {
    const strange = Object.keys(props).find((name) => !KNOWN.includes(name));
    if (strange !== undefined) return bad(`${strange} (known: ${KNOWN.join(', ')})`);
    const { run = initial.run, goals = initial.goals, drill = initial.drill } = props;
    const start = startOf(props.start ?? initial.start);
    const lines = linesIn(run);
    if (!lines) return bad('run: a line or a list of lines');
    if (lines.length > MOST_LINES) return bad(`run: more than ${MOST_LINES} lines`);
    if (typeof goals !== 'boolean') return bad(`goals: ${String(goals)} (true or false)`);
    if (typeof drill !== 'boolean') return bad(`drill: ${String(drill)} (true or false)`);
    if (!start) return bad(`start: ${String(props.start)} (${STARTS.join(', ')})`);
    return { ok: true, state: { run: lines, goals, start, drill } };
  },

  toQuery({ run, goals, start, drill }) {
    const pairs: [string, string][] = [];
    if (run.join('\n') !== initial.run.join('\n')) pairs.push(['run', run.join('\n')]);
    if (!goals) pairs.push(['goals', '0']);
    if (start !== initial.start) pairs.push(['start', start]);
    if (drill) pairs.push(['drill', '1']);
    return pairs;
  },

  fromQuery(version, query) {
    if (version !== 1) return { ok: false, problem: 'unknown-version', detail: String(version) };
    const given = query.get('run');
    const run = given === undefined ? initial.run : (linesIn(given) ?? []);
    if (!fitALink(run)) return bad('run');
    const [goals, drill] = [query.get('goals') ?? '1', query.get('drill') ?? '0'];
    if (!isFlag(goals)) return bad(`goals=${goals}`);
    if (!isFlag(drill)) return bad(`drill=${drill}`);
    const start = startOf(query.get('start') ?? initial.start);
    if (!start) return bad(`start=${query.get('start')}`);
    return { ok: true, state: { run, goals: goals === '1', start, drill: drill === '1' } };
  },
};

function isFlag(text: string): boolean {
  return text === '0' || text === '1';
}

function startOf(value: unknown): Start | null {
  return STARTS.find((one) => one === value) ?? null;
}

function bad(detail: string): Extract<Decoded<PracticeState>, { ok: false }> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 80) };
}
