import type { Decoded, StateCodec } from '../../share/state.ts';
import { type Exec, STEPS, type StepName } from './flow.ts';

export interface ExecFlowState extends Exec {
  readonly step: StepName;
  /** How many goroutines the reader thinks one exec keeps while its command runs; null is no guess. */
  readonly guess: number | null;
}

export const EXECS = { least: 1, most: 5000 } as const;
const GUESS = { least: 0, most: 1000 } as const;

/** Where the page begins: 200 execs as in the post's script, their commands running. */
const initial: ExecFlowState = { stdin: true, tty: false, execs: 200, step: 'select', guess: null };

function bad(detail: string): Decoded<ExecFlowState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function isWhole(value: unknown, { least, most }: { least: number; most: number }): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function checked(state: Readonly<Record<keyof ExecFlowState, unknown>>): Decoded<ExecFlowState> {
  const { stdin, tty, execs, step, guess } = state;
  if (typeof stdin !== 'boolean') return bad(`stdin ${stdin}: true or false`);
  if (typeof tty !== 'boolean') return bad(`tty ${tty}: true or false`);
  if (!isWhole(execs, EXECS))
    return bad(`execs ${execs}: a whole number from ${EXECS.least} to ${EXECS.most}`);
  if (!STEPS.some((name) => name === step))
    return bad(`step ${step}: not one of ${STEPS.join(', ')}`);
  if (guess !== null && !isWhole(guess, GUESS)) {
    return bad(`guess ${guess}: a whole number from ${GUESS.least} to ${GUESS.most}`);
  }
  return { ok: true, state: state as ExecFlowState };
}

const KEYS = [
  ['i', 'stdin'],
  ['t', 'tty'],
  ['n', 'execs'],
  ['s', 'step'],
  ['g', 'guess'],
] as const;

/** Query: `i` and `t` the flags as 0 or 1, `n` execs, `s` the step, `g` the guess. */
export const codec: StateCodec<ExecFlowState> = {
  version: 1,
  initial,
  /** An author names what differs from the first state. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !Object.hasOwn(initial, name));
    if (unknown !== undefined)
      return bad(`${unknown}: not one of ${Object.keys(initial).join(', ')}`);
    return checked({ ...initial, ...props });
  },
  toQuery: (state) =>
    KEYS.filter(([, name]) => state[name] !== initial[name]).map(([key, name]) => {
      const value = state[name];
      return [key, String(typeof value === 'boolean' ? Number(value) : value)] as const;
    }),
  fromQuery(_version, query) {
    const state: Record<keyof ExecFlowState, unknown> = { ...initial };
    for (const [key, name] of KEYS) {
      const text = query.get(key);
      if (text === undefined) continue;
      if (name === 'step') state[name] = text;
      else if (!/^\d{1,6}$/.test(text)) return bad(`${key}=${text}`);
      else if (name === 'stdin' || name === 'tty') {
        if (text !== '0' && text !== '1') return bad(`${key}=${text}`);
        state[name] = text === '1';
      } else state[name] = Number(text);
    }
    return checked(state);
  },
};

/** Other flags are another exec: it begins at its first step, and nothing is guessed. */
export function beginWith(state: ExecFlowState, part: Partial<Exec>): ExecFlowState {
  const flags = 'stdin' in part || 'tty' in part;
  return { ...state, ...part, ...(flags && { step: 'token', guess: null }) };
}

/** So many steps on or back, as far as there are any. */
export function go(state: ExecFlowState, by: number): ExecFlowState {
  const at = STEPS.indexOf(state.step) + by;
  return { ...state, step: STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)] ?? state.step };
}

/** True once the command runs: what was asked can be seen. */
export function isSeen({ step }: ExecFlowState): boolean {
  return STEPS.indexOf(step) >= STEPS.indexOf('select');
}
