import type { Decoded, StateCodec } from '../../share/state.ts';
import { type Event, type Knobs, type Party, partiesOf } from './chain.ts';

export interface CallChainState extends Knobs {
  /** Minutes that have passed. */
  readonly minutes: number;
  /** What was done at the end of them. */
  readonly deed: Party | null;
  /** How many calls the reader thinks will wait in kubelet after `RUN` minutes; null is no guess. */
  readonly guess: number | null;
}

/** So long the question asks for. */
export const RUN = 10;

/** Seconds between calls; seconds of a deadline; minutes. */
export const EVERY = { least: 5, most: 600 } as const;
export const DEADLINE = { least: 0, most: 900 } as const;
export const MINUTES = { least: 0, most: 60 } as const;

/**
 * Where the page begins: kubelet up to 1.28, ten minutes after a shim hung, asked by somebody who gives up after 10 s.
 */
const initial: CallChainState = {
  asks: 'scrape',
  every: 30,
  patience: 10,
  kubelet: 0,
  containerd: 0,
  passes: false,
  answer: 0,
  minutes: RUN,
  deed: null,
  guess: null,
};

/** kubelet's usual deadline for calls to the runtime, in seconds: what kubernetes#120262 gives this one. */
export const RUNTIME_TIMEOUT = 120;

const ASKS = ['scrape', 'eviction'] as const;
const DEEDS = ['asker', 'kubelet', 'containerd', 'shim'] as const;

const NUMBERS = [
  ['e', 'every', EVERY],
  ['p', 'patience', DEADLINE],
  ['k', 'kubelet', DEADLINE],
  ['c', 'containerd', DEADLINE],
  ['a', 'answer', DEADLINE],
  ['m', 'minutes', MINUTES],
] as const;

const NAMES: readonly string[] = Object.keys(initial);

function bad(detail: string): Decoded<CallChainState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

/** Takes a state from outside only where some reader could have come to it. */
function checked(state: Readonly<Record<keyof CallChainState, unknown>>): Decoded<CallChainState> {
  for (const [, name, { least, most }] of NUMBERS) {
    const value = state[name];
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
      return bad(`${name} ${value}: a whole number from ${least} to ${most}`);
    }
  }
  const { asks, passes, deed, guess, minutes } = state;
  if (!ASKS.some((one) => one === asks)) return bad(`asks ${asks}: not one of ${ASKS.join(', ')}`);
  if (typeof passes !== 'boolean') return bad(`passes ${passes}: true or false`);
  if (
    guess !== null &&
    (!Number.isSafeInteger(guess) || (guess as number) < 0 || (guess as number) > 1e6)
  ) {
    return bad(`guess ${guess}: a whole number from 0 to 1000000`);
  }
  if (deed !== null) {
    const able = partiesOf(state as CallChainState);
    if (!able.some((one) => one === deed))
      return bad(`deed ${deed}: not one of ${able.join(', ')}`);
    if (minutes === 0) return bad(`deed ${deed}: before any time has passed`);
  }
  return { ok: true, state: state as CallChainState };
}

export const codec: StateCodec<CallChainState> = {
  version: 1,
  initial,
  /** An author names what differs from the first state. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !NAMES.includes(name));
    if (unknown !== undefined) return bad(`${unknown}: not one of ${NAMES.join(', ')}`);
    return checked({ ...initial, ...props });
  },
  /** Query: `e p k c a m` numbers, `l=1` the eviction loop asks, `x=1` the context is passed on, `o` the deed, `g` the guess. */
  toQuery(state) {
    const pairs = NUMBERS.filter(([, name]) => state[name] !== initial[name]).map(
      ([key, name]) => [key, String(state[name])] as const,
    );
    return [
      ...pairs,
      ...(state.asks === 'eviction' ? [['l', '1'] as const] : []),
      ...(state.passes ? [['x', '1'] as const] : []),
      ...(state.deed === null ? [] : [['o', state.deed] as const]),
      ...(state.guess === null ? [] : [['g', String(state.guess)] as const]),
    ];
  },
  fromQuery(_version, query) {
    const read: Record<string, unknown> = { ...initial };
    for (const [key, name] of [...NUMBERS, ['g', 'guess'] as const]) {
      const text = query.get(key);
      if (text === undefined) continue;
      if (!/^\d{1,9}$/.test(text)) return bad(`${key}=${text}`);
      read[name] = Number(text);
    }
    for (const key of ['l', 'x']) {
      const text = query.get(key);
      if (text !== undefined && text !== '1' && text !== '0') return bad(`${key}=${text}`);
    }
    if (query.get('l') === '1') read.asks = 'eviction';
    if (query.get('x') === '1') read.passes = true;
    const deed = query.get('o');
    if (deed !== undefined) {
      if (!DEEDS.some((one) => one === deed)) return bad(`o=${deed}`);
      read.deed = deed;
    }
    return checked(read as Readonly<Record<keyof CallChainState, unknown>>);
  },
};

/** Another knob begins at 0 min, with nobody waiting, nothing done and nothing guessed. */
export function startOver(state: CallChainState, part: Partial<Knobs> = {}): CallChainState {
  return { ...state, ...part, minutes: 0, deed: null, guess: null };
}

/**
 * The deed as an event: half a second before the clock stops. Everything else falls on whole seconds, so that a deed
 * is never at the same time as something else.
 */
export function eventOf({ deed, minutes }: CallChainState): Event | null {
  return deed === null ? null : { who: deed, at: minutes * 60 - 0.5 };
}
