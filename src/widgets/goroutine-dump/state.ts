import type { Decoded, StateCodec } from '../../share/state.ts';

/** By what goroutines are put together. The names are those of the reader's `group`. */
export const GROUPINGS = ['stack', 'locations', 'top', 'createdBy', 'package', 'state'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What is shown of a dump; one tab each. */
export const SECTIONS = ['groups', 'created', 'waits', 'compare'] as const;
export type Section = (typeof SECTIONS)[number];

/** As `base`: the earlier dump stands in the same file. */
export const SAME_FILE = '.';

export interface DumpState {
  /** Path under content/evidence, or '' for the reader's own file, which no link carries. */
  readonly evidence: string;
  /** Which dump of the file, from 0. */
  readonly dump: number;
  readonly view: Section;
  readonly by: Grouping;
  /** Filter as typed, right or wrong. */
  readonly filter: string;
  /**
   * Rows that are not as they came, as places in the list: open ones of groups and of a comparison, closed ones of
   * the tree of creation sites (its rows are counted from the top down).
   */
  readonly open: readonly number[];
  /** The earlier dump: a path under content/evidence, `SAME_FILE`, or '' for none and for the reader's own. */
  readonly base: string;
  /** Which dump of the earlier file, from 0. */
  readonly baseDump: number;
}

const initial: DumpState = {
  evidence: 'containerd-1.4.11/pod-deadlock/shim.usr1.log',
  dump: 0,
  view: 'groups',
  by: 'stack',
  filter: '',
  open: [],
  base: '',
  baseDump: 0,
};

const PATH = /^[\w./-]*$/;

function bad(detail: string): Decoded<DumpState> {
  return { ok: false, problem: 'bad-value', detail };
}

function isPath(path: unknown): path is string {
  return typeof path === 'string' && PATH.test(path) && !path.includes('..');
}

function isPlace(place: unknown): place is number {
  return typeof place === 'number' && Number.isInteger(place) && place >= 0;
}

/** Puts given parts over the initial state, and says which part is wrong. */
function check(parts: Readonly<Record<string, unknown>>): Decoded<DumpState> {
  const { evidence, dump, view, by, filter, open, base, baseDump, ...rest } = {
    ...initial,
    ...parts,
  };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return bad(unknown);
  if (!isPath(evidence)) return bad(`evidence ${String(evidence)}`);
  if (!isPath(base)) return bad(`base ${String(base)}`);
  if (!isPlace(dump)) return bad(`dump ${String(dump)}`);
  if (!isPlace(baseDump)) return bad(`baseDump ${String(baseDump)}`);
  const section = SECTIONS.find((name) => name === view);
  if (!section) return bad(`view ${String(view)}`);
  const grouping = GROUPINGS.find((name) => name === by);
  if (!grouping) return bad(`by ${String(by)}`);
  if (typeof filter !== 'string') return bad('filter');
  if (!Array.isArray(open) || !open.every(isPlace)) return bad('open');
  return {
    ok: true,
    state: { evidence, dump, view: section, by: grouping, filter, open, base, baseDump },
  };
}

/**
 * Query: `e` evidence, `d` dump, `s` section, `g` grouping, `q` filter, `o` open rows, `b` base, `p` dump of the
 * base. `s`, `b` and `p` came later: a link without them shows groups.
 */
export const codec: StateCodec<DumpState> = {
  version: 1,
  initial,
  fromProps: check,
  toQuery(state) {
    const pairs: [string, string][] = [];
    if (state.evidence !== initial.evidence && state.evidence !== '')
      pairs.push(['e', state.evidence]);
    if (state.dump !== 0) pairs.push(['d', String(state.dump)]);
    if (state.view !== initial.view) pairs.push(['s', state.view]);
    if (state.by !== initial.by) pairs.push(['g', state.by]);
    if (state.filter !== '') pairs.push(['q', state.filter]);
    if (state.open.length > 0) pairs.push(['o', state.open.join(',')]);
    if (state.base !== '') pairs.push(['b', state.base]);
    if (state.baseDump !== 0) pairs.push(['p', String(state.baseDump)]);
    return pairs;
  },
  fromQuery(_version, query) {
    const open = query.get('o');
    return check({
      evidence: query.get('e') ?? initial.evidence,
      dump: Number(query.get('d') ?? 0),
      view: query.get('s') ?? initial.view,
      by: query.get('g') ?? initial.by,
      filter: query.get('q') ?? '',
      open: open ? open.split(',').map(Number) : [],
      base: query.get('b') ?? '',
      baseDump: Number(query.get('p') ?? 0),
    });
  },
};

/** Opens or closes a row. */
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
