import type { Decoded, StateCodec } from '../../share/state.ts';

/** What the widget shows of a profile; one tab each. */
export const VIEWS = ['top', 'flame', 'diff', 'packages', 'peek'] as const;
export type View = (typeof VIEWS)[number];

/** By what a table is ordered: largest first, names from A. */
export const SORTS = ['flat', 'cum', 'name'] as const;
export type Sort = (typeof SORTS)[number];

export interface ProfileState {
  /** Path under content/evidence, or '' for the reader's own file, which no link carries. */
  readonly evidence: string;
  /** Path of the profile that is taken away in a difference; '' for none and for the reader's own. */
  readonly base: string;
  /** Name of the sample type. A profile that has no such type shows its own default. */
  readonly type: string;
  readonly view: View;
  /** The function between its callers and callees; '' for the largest. */
  readonly func: string;
  /** The box that fills the flame's width, as `flame-columns.ts` marks it; '' for the whole. */
  readonly zoom: string;
  /** Patterns as typed, right or wrong. */
  readonly focus: string;
  readonly ignore: string;
  /** Text to find in names. */
  readonly search: string;
  readonly sort: Sort;
  /** True turns the order round. */
  readonly up: boolean;
  /** True: the flame grows from the innermost functions to their callers. */
  readonly reversed: boolean;
  readonly byPackage: boolean;
}

const initial: ProfileState = {
  evidence: 'containerd-1.4.11/leak/containerd/011.heap.pb.gz',
  base: '',
  type: 'inuse_space',
  view: 'top',
  func: '',
  zoom: '',
  focus: '',
  ignore: '',
  search: '',
  sort: 'flat',
  up: false,
  reversed: false,
  byPackage: false,
};

const PATH = /^[\w./-]*$/;
const ZOOM = /^[0-9a-z]{0,7}$/;

function bad(detail: string): Decoded<ProfileState> {
  return { ok: false, problem: 'bad-value', detail };
}

/** Puts given parts over the initial state, and says which part is wrong. */
function check(parts: Readonly<Record<string, unknown>>): Decoded<ProfileState> {
  const { evidence, base, type, view, func, zoom, focus, ignore, search, ...more } = {
    ...initial,
    ...parts,
  };
  const { sort, up, reversed, byPackage, ...rest } = more;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return bad(unknown);
  for (const [name, path] of Object.entries({ evidence, base })) {
    if (typeof path !== 'string' || !PATH.test(path) || path.includes('..'))
      return bad(`${name} ${String(path)}`);
  }
  const shown = VIEWS.find((name) => name === view);
  if (!shown) return bad(`view ${String(view)}`);
  const order = SORTS.find((name) => name === sort);
  if (!order) return bad(`sort ${String(sort)}`);
  if (typeof zoom !== 'string' || !ZOOM.test(zoom)) return bad(`zoom ${String(zoom)}`);
  for (const [name, text] of Object.entries({ type, func, focus, ignore, search })) {
    if (typeof text !== 'string') return bad(name);
  }
  for (const [name, flag] of Object.entries({ up, reversed, byPackage })) {
    if (typeof flag !== 'boolean') return bad(name);
  }
  const texts = { evidence, base, type, func, zoom, focus, ignore, search };
  return {
    ok: true,
    state: { ...texts, view: shown, sort: order, up, reversed, byPackage },
  };
}

/** Names in the query. Flags are `1`. */
const TEXTS = [
  ['e', 'evidence'],
  ['b', 'base'],
  ['t', 'type'],
  ['p', 'view'],
  ['n', 'func'],
  ['z', 'zoom'],
  ['f', 'focus'],
  ['i', 'ignore'],
  ['q', 'search'],
  ['s', 'sort'],
] as const satisfies readonly (readonly [string, keyof ProfileState])[];
const FLAGS = [
  ['u', 'up'],
  ['r', 'reversed'],
  ['k', 'byPackage'],
] as const satisfies readonly (readonly [string, keyof ProfileState])[];

/**
 * Query: `e` evidence, `b` base, `t` type, `p` view, `n` function, `z` zoom, `f` focus, `i` ignore, `q` search,
 * `s` order, `u` order turned round, `r` reversed, `k` by package.
 */
export const codec: StateCodec<ProfileState> = {
  version: 1,
  initial,
  fromProps: check,
  toQuery(state) {
    const pairs: [string, string][] = [];
    for (const [short, name] of TEXTS) {
      // An own file has no address: its link shows the same view of the first sample.
      if (state[name] !== initial[name] && state[name] !== '') pairs.push([short, state[name]]);
    }
    for (const [short, name] of FLAGS) if (state[name]) pairs.push([short, '1']);
    return pairs;
  },
  fromQuery(_version, query) {
    const parts: Record<string, unknown> = {};
    for (const [short, name] of TEXTS) {
      const text = query.get(short);
      if (text !== undefined) parts[name] = text;
    }
    for (const [short, name] of FLAGS) {
      const text = query.get(short);
      if (text !== undefined && text !== '1') return bad(`${short} ${text}`);
      parts[name] = text === '1';
    }
    return check(parts);
  },
};

/** Another way to look at the same tree: a zoom belongs to the tree it was made in. */
export function regrow(state: ProfileState, change: Partial<ProfileState>): ProfileState {
  return { ...state, zoom: '', ...change };
}

/** Another profile: what was picked by name in the old one may not be in it. */
export function reopen(state: ProfileState, change: Partial<ProfileState>): ProfileState {
  return { ...state, zoom: '', func: '', focus: '', ignore: '', search: '', ...change };
}

/** Orders by a column; the same column again turns the order round. */
export function orderBy(state: ProfileState, sort: Sort): ProfileState {
  return { ...state, sort, up: state.sort === sort && !state.up };
}
