import { CONFIDENCES } from '../../lesson/prediction.ts';
import { type Answer, isWhole, MOST_POINTS } from '../../lesson/triage/answer.ts';
import { CASES, LARGEST_SEED } from '../../lesson/triage/seed.ts';
import { VERDICTS } from '../../lesson/triage/verdict.ts';
import type { Decoded, StateCodec } from '../../share/state.ts';

/** How a dump is read: by where its goroutines stand, or as it was printed. */
export const READINGS = ['positions', 'text'] as const;
export type ReadAs = (typeof READINGS)[number];

/** An answer, and whether it stands: from then on the rules speak, and it is not changed. */
export interface DeskAnswer extends Answer {
  readonly locked: boolean;
}

export interface TriageState {
  /** Which set of four, 1 to LARGEST_SEED. */
  readonly seed: number;
  /** Which dump lies open, from 0. */
  readonly open: number;
  readonly as: ReadAs;
  /** Filter as typed, right or wrong. */
  readonly filter: string;
  /** Rows of positions that are open, as places in the list. */
  readonly rows: readonly number[];
  /** One for each dump. */
  readonly answers: readonly DeskAnswer[];
}

const UNTOUCHED: DeskAnswer = { verdict: null, confidence: 0, points: [], locked: false };

/** A set as it comes to the desk. */
export function freshSet(seed: number): TriageState {
  const answers = Array.from({ length: CASES }, () => UNTOUCHED);
  return { seed, open: 0, as: 'positions', filter: '', rows: [], answers };
}

const INITIAL = freshSet(1);

function bad(detail: string): Decoded<TriageState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function isSeed(seed: unknown): seed is number {
  return Number.isInteger(seed) && Number(seed) >= 1 && Number(seed) <= LARGEST_SEED;
}

/**
 * Query: `seed`; `c` which dump is open, from 1; `s` text; `q` filter; `o` open rows; `a1` to `a4` answers:
 * `this-hang:3:214,215:locked`, each part empty where nothing was said. A trainer's link is the seed alone.
 */
export const codec: StateCodec<TriageState> = {
  version: 1,
  initial: INITIAL,
  fromProps(props) {
    const { seed = INITIAL.seed, ...rest } = props;
    const [extra] = Object.keys(rest);
    if (extra !== undefined) return bad(`${extra}: only "seed" can be set`);
    if (!isSeed(seed)) return bad(`seed ${String(seed)}: a whole number, 1 to ${LARGEST_SEED}`);
    return { ok: true, state: freshSet(seed) };
  },
  toQuery(state) {
    const pairs: (readonly [string, string])[] = [['seed', String(state.seed)]];
    if (state.open !== 0) pairs.push(['c', String(state.open + 1)]);
    if (state.as !== 'positions') pairs.push(['s', state.as]);
    if (state.filter !== '') pairs.push(['q', state.filter]);
    if (state.rows.length > 0) pairs.push(['o', state.rows.join(',')]);
    state.answers.forEach((answer, place) => {
      const written = answerText(answer);
      if (written !== '') pairs.push([`a${place + 1}`, written]);
    });
    return pairs;
  },
  fromQuery(_version, query) {
    const seed = Number(query.get('seed') ?? INITIAL.seed);
    if (!isSeed(seed)) return bad(`seed=${query.get('seed')}`);
    const open = Number(query.get('c') ?? 1) - 1;
    if (!Number.isInteger(open) || open < 0 || open >= CASES) return bad(`c=${query.get('c')}`);
    const as = READINGS.find((one) => one === (query.get('s') ?? 'positions'));
    if (!as) return bad(`s=${query.get('s')}`);
    const rows = numbersOf(query.get('o') ?? '');
    if (!rows) return bad(`o=${query.get('o')}`);
    const answers: DeskAnswer[] = [];
    for (let place = 0; place < CASES; place++) {
      const written = query.get(`a${place + 1}`) ?? '';
      const answer = answerOf(written);
      if (!answer) return bad(`a${place + 1}=${written}`);
      answers.push(answer);
    }
    const filter = query.get('q') ?? '';
    return { ok: true, state: { seed, open, as, filter, rows, answers } };
  },
};

function answerText({ verdict, confidence, points, locked }: DeskAnswer): string {
  const parts = [verdict ?? '', confidence || '', points.join(','), locked ? 'locked' : ''];
  return parts.join(':').replace(/:+$/, '');
}

/** An answer from its text, or null where it is none that a desk can have. */
function answerOf(text: string): DeskAnswer | null {
  const [said = '', sure = '', at = '', end = '', ...more] = text.split(':');
  const verdict = VERDICTS.find((one) => one === said) ?? null;
  const confidence = CONFIDENCES.find((one) => String(one) === sure) ?? 0;
  const points = numbersOf(at);
  const locked = end === 'locked';
  const read =
    (verdict !== null || said === '') &&
    (confidence !== 0 || sure === '') &&
    (locked || end === '') &&
    more.length === 0;
  if (!read || !points || points.length > MOST_POINTS) return null;
  const answer: DeskAnswer = { verdict, confidence, points, locked };
  return locked && !isWhole(answer) ? null : answer;
}

/** Different whole numbers with commas between; null for anything else. */
function numbersOf(text: string): readonly number[] | null {
  if (text === '') return [];
  if (!/^\d{1,9}(,\d{1,9})*$/.test(text)) return null;
  return [...new Set(text.split(',').map(Number))];
}

/** The answer to the open dump. */
export function answerOn(state: TriageState): DeskAnswer {
  return state.answers[state.open] ?? UNTOUCHED;
}

/** With another answer to the open dump; one that is locked stays. */
export function answering(state: TriageState, change: Partial<DeskAnswer>): TriageState {
  if (answerOn(state).locked) return state;
  const answers = state.answers.map((answer, place) =>
    place === state.open ? { ...answer, ...change } : answer,
  );
  return { ...state, answers };
}

/** Points at a goroutine or no longer; null where there are as many points as an answer may have. */
export function pointing(state: TriageState, id: number): TriageState | null {
  const { points } = answerOn(state);
  if (points.includes(id)) {
    return answering(state, { points: points.filter((one) => one !== id) });
  }
  return points.length < MOST_POINTS ? answering(state, { points: [...points, id] }) : null;
}

/** Another dump, or another question to it: what was open belongs to the old list. */
export function reading(
  state: TriageState,
  change: Partial<Pick<TriageState, 'open' | 'as' | 'filter'>>,
): TriageState {
  const filter = change.open === undefined ? state.filter : '';
  return { ...state, rows: [], filter, ...change };
}

/** Opens or closes a row. */
export function toggled(state: TriageState, row: number): TriageState {
  const rows = state.rows.includes(row)
    ? state.rows.filter((one) => one !== row)
    : [...state.rows, row].sort((one, other) => one - other);
  return { ...state, rows };
}

/** Whether every answer stands. */
export function isDone({ answers }: TriageState): boolean {
  return answers.every(({ locked }) => locked);
}
