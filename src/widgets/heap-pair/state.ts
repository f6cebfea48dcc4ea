import type { Decoded, StateCodec } from '../../share/state.ts';
import {
  LOOKS,
  type Look,
  MEASURES,
  type Measure,
  PAIR_NAMES,
  type PairName,
  SIDES,
  type Side,
} from './pairs.ts';

export interface HeapPairState {
  readonly pair: PairName;
  readonly look: Look;
  readonly measure: Measure;
  /** Which one the reader says hangs; null: not said yet. */
  readonly said: Side | null;
}

/** Where the page begins: one heap of each, and no answer. */
const initial: HeapPairState = {
  pair: 'containerd',
  look: 'last',
  measure: 'inuse_space',
  said: null,
};

/** Query: `p` pair, `l` look, `m` measure, `s` the side said. */
const PARTS = [
  ['p', 'pair', PAIR_NAMES],
  ['l', 'look', LOOKS],
  ['m', 'measure', MEASURES],
  ['s', 'said', SIDES],
] as const;

function bad(detail: string): Decoded<HeapPairState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function checked(parts: Readonly<Record<string, unknown>>): Decoded<HeapPairState> {
  const known = PARTS.map(([, name]) => name as string);
  const unknown = Object.keys(parts).find((name) => !known.includes(name));
  if (unknown !== undefined) return bad(`${unknown}: not one of ${known.join(', ')}`);
  const state: Readonly<Record<string, unknown>> = { ...initial, ...parts };
  for (const [, name, values] of PARTS) {
    const value = state[name];
    if (name === 'said' && value === null) continue;
    if (!(values as readonly unknown[]).includes(value)) {
      return bad(`${name} ${value}: not one of ${values.join(', ')}`);
    }
  }
  return { ok: true, state: state as unknown as HeapPairState };
}

export const codec: StateCodec<HeapPairState> = {
  version: 1,
  initial,
  fromProps: checked,
  toQuery: (state) =>
    PARTS.filter(([, name]) => state[name] !== initial[name]).map(
      ([key, name]) => [key, String(state[name])] as const,
    ),
  fromQuery: (_version, query) =>
    checked(
      Object.fromEntries(
        PARTS.filter(([key]) => query.has(key)).map(([key, name]) => [name, query.get(key)]),
      ),
    ),
};

/** Another pair is another riddle: nothing is said of it yet. */
export function turnTo(state: HeapPairState, pair: PairName): HeapPairState {
  return { ...state, pair, look: 'last', said: null };
}
