import type { Decoded, StateCodec } from '../../share/state.ts';

/** By what goroutines are put together. The names are those of the reader's `group`. */
export const GROUPINGS = ['stack', 'locations', 'top', 'createdBy', 'package', 'state'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface DumpState {
  /** Path under content/evidence, or '' for the reader's own file, which no link carries. */
  readonly evidence: string;
  /** Which dump of the file, from 0. */
  readonly dump: number;
  readonly by: Grouping;
  /** Filter as typed, right or wrong. */
  readonly filter: string;
  /** Groups that are open, as places in the list. */
  readonly open: readonly number[];
}

const initial: DumpState = {
  evidence: 'containerd-1.4.11/pod-deadlock/shim.usr1.log',
  dump: 0,
  by: 'stack',
  filter: '',
  open: [],
};

const PATH = /^[\w./-]*$/;

function bad(detail: string): Decoded<DumpState> {
  return { ok: false, problem: 'bad-value', detail };
}

/** Puts given parts over the initial state, and says which part is wrong. */
function check(parts: Readonly<Record<string, unknown>>): Decoded<DumpState> {
  const { evidence, dump, by, filter, open, ...rest } = { ...initial, ...parts };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return bad(unknown);
  if (typeof evidence !== 'string' || !PATH.test(evidence) || evidence.includes('..')) {
    return bad(`evidence ${String(evidence)}`);
  }
  if (!Number.isInteger(dump) || dump < 0) return bad(`dump ${String(dump)}`);
  const grouping = GROUPINGS.find((name) => name === by);
  if (!grouping) return bad(`by ${String(by)}`);
  if (typeof filter !== 'string') return bad('filter');
  if (!Array.isArray(open) || !open.every((place) => Number.isInteger(place) && place >= 0)) {
    return bad('open');
  }
  return { ok: true, state: { evidence, dump, by: grouping, filter, open } };
}

/** Query: `e` evidence, `d` dump, `g` grouping, `q` filter, `o` open groups. */
export const codec: StateCodec<DumpState> = {
  version: 1,
  initial,
  fromProps: check,
  toQuery(state) {
    const pairs: [string, string][] = [];
    if (state.evidence !== initial.evidence && state.evidence !== '')
      pairs.push(['e', state.evidence]);
    if (state.dump !== 0) pairs.push(['d', String(state.dump)]);
    if (state.by !== initial.by) pairs.push(['g', state.by]);
    if (state.filter !== '') pairs.push(['q', state.filter]);
    if (state.open.length > 0) pairs.push(['o', state.open.join(',')]);
    return pairs;
  },
  fromQuery(_version, query) {
    const open = query.get('o');
    return check({
      evidence: query.get('e') ?? initial.evidence,
      dump: Number(query.get('d') ?? 0),
      by: query.get('g') ?? initial.by,
      filter: query.get('q') ?? '',
      open: open ? open.split(',').map(Number) : [],
    });
  },
};

/** Opens or closes a group. */
export function toggle(state: DumpState, place: number): DumpState {
  const open = state.open.includes(place)
    ? state.open.filter((other) => other !== place)
    : [...state.open, place].sort((a, b) => a - b);
  return { ...state, open };
}

/** Another question to the same dump: what was open belongs to the old list. */
export function ask(state: DumpState, change: Partial<DumpState>): DumpState {
  return { ...state, open: [], ...change };
}
