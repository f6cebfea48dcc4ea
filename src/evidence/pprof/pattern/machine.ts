import { isWord, matches } from './charset.ts';
import type { Step } from './program.ts';
import type { Assertion } from './syntax.ts';

/** Stands for the place before the first and after the last character. */
const NOTHING = -1;
const LINE_END = 10;
/** Any letter, and any character that is neither letter nor line end, for what only asks which of the two it is. */
const WORD = 0x61;
const OTHER = 0x20;

/** Answers in the table of a state that are no states. */
const UNKNOWN = -1;
const MATCHED = -2;

/** Characters that a state keeps answers for. */
const ASCII = 128;

/** So many states are kept, and so many steps in all of them; then they are forgotten and made anew when needed. */
const MOST_STATES = 2000;
const MOST_KEPT = 500_000;

/** Where all threads of a run are at one place of the text: the steps, and what stood before. */
interface State {
  readonly steps: Uint32Array;
  readonly before: number;
  /** Its place among the states that are kept. */
  readonly number: number;
  /** The state after each character below `ASCII`, `MATCHED`, or `UNKNOWN`; behind them, whether the end matches. */
  readonly next: Int32Array;
}

/**
 * Runs the steps of a pattern over texts. Many names make the same few turns, so each turn is worked out once and
 * kept (a lazily made automaton, as in RE2: R. Cox, "Regular Expression Matching in the Wild"). What is worked out
 * costs at most the number of steps a character, whatever the pattern, and `work` bounds it over all texts: a profile
 * may carry patterns of its own, and a backtracking engine can be made to hang by them.
 */
export class Machine {
  readonly #steps: readonly Step[];
  #states: State[] = [];
  #numbers = new Map<string, number>();
  #kept = 0;
  #left: number;
  readonly #reached: Uint32Array;
  #round = 0;

  constructor(steps: readonly Step[], work: number) {
    this.#steps = steps;
    this.#left = work;
    this.#reached = new Uint32Array(steps.length);
  }

  /** True once the work is used up; from then on nothing matches. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** True if the pattern matches anywhere in the text. */
  test(text: string): boolean {
    let state = this.#state([0], NOTHING);
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at) as number;
      const known = code < ASCII ? (state.next[code] as number) : UNKNOWN;
      if (known === MATCHED) return true;
      const next = known === UNKNOWN ? this.#turn(state, code) : (this.#states[known] as State);
      if (next === null) return !this.exhausted;
      state = next;
      if (code > 0xffff) at++;
    }
    if (state.next[ASCII] === UNKNOWN) {
      const matched = this.#reads(state, NOTHING) === null;
      if (this.exhausted) return false;
      state.next[ASCII] = matched ? MATCHED : 0;
    }
    return state.next[ASCII] === MATCHED;
  }

  /** The state after a character; null if the pattern matches before it, or the work is used up. */
  #turn(state: State, code: number): State | null {
    const reading = this.#reads(state, code);
    if (reading === null) {
      if (code < ASCII && !this.exhausted) state.next[code] = MATCHED;
      return null;
    }
    // A match may begin at every place.
    const steps = [0];
    for (const number of reading) {
      const step = this.#steps[number];
      if (step?.is !== 'read') continue;
      if (code < ASCII ? step.ascii[code] === 1 : matches(step.set, code)) steps.push(number + 1);
    }
    const before = code === LINE_END ? LINE_END : isWord(code) ? WORD : OTHER;
    const next = this.#state(steps, before);
    // Where the states were just forgotten, `state` is no longer among them and keeps nothing.
    if (code < ASCII && this.#states[state.number] === state) state.next[code] = next.number;
    return next;
  }

  /** The steps that read the next character; null if the end is reached first, or the work is used up. */
  #reads(state: State, after: number): number[] | null {
    const reached = this.#reached;
    const round = ++this.#round;
    const pending = Array.from(state.steps);
    const reading: number[] = [];
    for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
      if (reached[number] === round) continue;
      reached[number] = round;
      if (--this.#left <= 0) return null;
      const step = this.#steps[number];
      if (step?.is === 'done') return null;
      if (step?.is === 'read') reading.push(number);
      else if (step?.is === 'jump') pending.push(step.to);
      else if (step?.is === 'fork') pending.push(step.or, step.to);
      else if (step && holds(step.place, state.before, after)) pending.push(number + 1);
    }
    return reading;
  }

  #state(steps: readonly number[], before: number): State {
    const sorted = Uint32Array.from(new Set(steps)).sort();
    const key = `${before} ${sorted.join(' ')}`;
    const known = this.#states[this.#numbers.get(key) ?? -1];
    if (known) return known;
    if (this.#states.length >= MOST_STATES || this.#kept >= MOST_KEPT) {
      this.#states = [];
      this.#numbers = new Map();
      this.#kept = 0;
    }
    const number = this.#states.length;
    const state = { steps: sorted, before, number, next: new Int32Array(ASCII + 1).fill(UNKNOWN) };
    this.#numbers.set(key, number);
    this.#states.push(state);
    this.#kept += sorted.length;
    return state;
  }
}

function holds(place: Assertion, before: number, after: number): boolean {
  switch (place) {
    case 'begin':
      return before === NOTHING;
    case 'end':
      return after === NOTHING;
    case 'line begin':
      return before === NOTHING || before === LINE_END;
    case 'line end':
      return after === NOTHING || after === LINE_END;
    case 'edge':
      return isWord(before) !== isWord(after);
    case 'no edge':
      return isWord(before) === isWord(after);
  }
}
