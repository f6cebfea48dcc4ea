import type { Decoded, StateCodec } from '../../share/state.ts';

/** A world and the repairs that are made in it. */
export interface RepairSet {
  /** Room of the socket for requests and for answers, in frames. */
  readonly requests: number;
  readonly answers: number;
  /** Room of the client's channel from its receiver to its loop. */
  readonly incoming: number;
  /** Callers have deadlines and may leave. */
  readonly deadlines: boolean;
  /** B: the client's loop is cut into a sender and a receiver, as in ttrpc 1.1.0. */
  readonly client: 'A' | 'B';
  /** S2: the server's receiver starts the handlers, as in ttrpc 1.2. */
  readonly server: 'S1' | 'S2';
  /** Not a repair but the kernel's rule: a parked writer wakes only at a quarter of the room. */
  readonly quarter: boolean;
}

/** What each number may be. */
export const ROOMS: readonly number[] = [1, 2, 4, 8];
export const BUFFERS: readonly number[] = [0, 1, 2, 4, 8];

/** Nothing repaired: ttrpc 1.0.1 at both ends, one frame each way. */
export const BASE: RepairSet = {
  requests: 1,
  answers: 1,
  incoming: 0,
  deadlines: false,
  client: 'A',
  server: 'S1',
  quarter: false,
};

/** The same world without a repair. */
export function baseOf({ quarter }: RepairSet): RepairSet {
  return { ...BASE, quarter };
}

/** Equal for equal sets, and for no others. */
export function keyOf(set: RepairSet): string {
  return codec
    .toQuery(set)
    .map(([name, value]) => `${name}${value}`)
    .join(' ');
}

/** The set after a change. A client of 1.1.0 has no channel `incoming`. */
export function change(set: RepairSet, part: Partial<RepairSet>): RepairSet {
  const next = { ...set, ...part };
  return next.client === 'B' ? { ...next, incoming: 0 } : next;
}

/** Query: rooms `a` (requests) and `b` (answers), `k` room of incoming, `d` deadlines, `c` and `s` families, `q` quarter. */
const NAMES = {
  a: 'requests',
  b: 'answers',
  k: 'incoming',
  d: 'deadlines',
  c: 'client',
  s: 'server',
  q: 'quarter',
} as const satisfies Readonly<Record<string, keyof RepairSet>>;

const ALLOWED: { readonly [Name in keyof RepairSet]: readonly RepairSet[Name][] } = {
  requests: ROOMS,
  answers: ROOMS,
  incoming: BUFFERS,
  deadlines: [false, true],
  client: ['A', 'B'],
  server: ['S1', 'S2'],
  quarter: [false, true],
};

function bad(detail: string): Decoded<RepairSet> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

const written = (value: unknown): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value);

/** Reads values as they are written, by name. */
function setFrom(values: ReadonlyMap<keyof RepairSet, string>): Decoded<RepairSet> {
  const set: Record<string, unknown> = { ...BASE };
  for (const [name, text] of values) {
    const value = ALLOWED[name].find((one) => written(one) === text);
    if (value === undefined) {
      return bad(`${name} ${text}: one of ${ALLOWED[name].map(written).join(', ')}`);
    }
    set[name] = value;
  }
  const read = set as unknown as RepairSet;
  if (read.client === 'B' && read.incoming > 0)
    return bad('incoming: client B has no such channel');
  return { ok: true, state: read };
}

export const codec: StateCodec<RepairSet> = {
  version: 1,
  initial: BASE,
  /** An author names what differs from the unrepaired connection. */
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !Object.hasOwn(BASE, name));
    if (unknown !== undefined) return bad(`${unknown}: not one of ${Object.keys(BASE).join(', ')}`);
    return setFrom(
      new Map(
        Object.entries(props).map(([name, value]) => [name as keyof RepairSet, written(value)]),
      ),
    );
  },
  toQuery: (state) =>
    Object.entries(NAMES).flatMap(([key, name]) =>
      state[name] === BASE[name] ? [] : [[key, written(state[name])] as const],
    ),
  fromQuery(_version, query) {
    const values = new Map<keyof RepairSet, string>();
    for (const [key, name] of Object.entries(NAMES)) {
      const text = query.get(key);
      if (text !== undefined) values.set(name, text);
    }
    return setFrom(values);
  },
};
