import type { ClientFamily, ServerFamily } from '../../evidence/ttrpc/positions.ts';
import type { KindName } from '../../model/kernel/program.ts';
import { parseScript } from '../../model/simulate/script.ts';
import { type RpcName, rpcSizes } from '../../model/ttrpc/rpc-sizes.ts';
import type { Decoded, StateCodec } from '../../share/state.ts';

export const CLIENTS = ['A', 'B', 'C', 'D'] as const satisfies readonly ClientFamily[];
export const SERVERS = ['S1', 'S2'] as const satisfies readonly ServerFamily[];
/** `cell`: a socket that holds a few frames, small enough to search. `real`: a socket charged as Linux does. */
export const SIZES = ['cell', 'real'] as const;
export const RPCS = Object.keys(rpcSizes) as readonly RpcName[];
/** Which dumps are taken at the state that is shown. */
export const TAKEN = ['none', 'shim', 'containerd', 'both'] as const;
const KINDS = [
  'client.caller',
  'client.loop',
  'client.sender',
  'client.receiver',
  'client.supervisor',
  'client.closer',
  'server.receiver',
  'server.loop',
  'server.handler',
] as const satisfies readonly KindName[];

/** What the machine is made of, where it is gone to, and what is looked at. */
export interface LabState {
  readonly client: ClientFamily;
  readonly server: ServerFamily;
  readonly size: (typeof SIZES)[number];
  readonly calls: number;
  /** The first so many calls never return. */
  readonly longCalls: number;
  /** Frames that fit into each direction of a cell's socket. */
  readonly requestSlots: number;
  readonly responseSlots: number;
  /** A cell's writer that parked wakes only when a quarter is left, as the kernel has it. */
  readonly quarter: boolean;
  /** Whose frames a real socket carries. */
  readonly rpc: RpcName;
  /** Bytes of a frame, header included; 0: as long as that RPC's. */
  readonly request: number;
  readonly response: number;
  /** Bytes. */
  readonly sndbuf: number;
  /** Microseconds. */
  readonly delay: number;
  /** Microseconds; 0: callers wait for ever. */
  readonly deadline: number;
  /** Room of the client's channel from receiver to loop; family A only. */
  readonly incoming: number;
  /** Client.Close and the death of an end are possible. */
  readonly failures: boolean;
  /** Dumps show a second connection of the same pod, at rest. */
  readonly pod: boolean;
  readonly seed: number;
  /** The way that was gone: simulate/script.ts. */
  readonly script: string;
  /** Steps of it that are shown; -1: all. */
  readonly at: number;
  /** The goroutine whose lines are listed; null: the one that moved last. */
  readonly focus: KindName | null;
  readonly taken: (typeof TAKEN)[number];
}

export const initial: LabState = {
  client: 'A',
  server: 'S1',
  size: 'cell',
  calls: 6,
  longCalls: 0,
  requestSlots: 1,
  responseSlots: 1,
  quarter: false,
  rpc: 'State',
  request: 0,
  response: 0,
  sndbuf: 212_992,
  delay: 4000,
  deadline: 0,
  incoming: 0,
  failures: false,
  pod: false,
  seed: 2,
  script: '',
  at: -1,
  focus: null,
  taken: 'none',
};

/** Longest script that a link carries, in characters: a step that was chosen takes one of them, or four (script.ts). */
export const LONGEST_SCRIPT = 4000;
/** Most runs by the seed in one script: each is a scheduler of its own. */
const MOST_RUNS = 40;

/** Bounds of what is a number: a page stays quick within them. */
export const BOUNDS = {
  calls: [1, 5000],
  longCalls: [0, 5000],
  requestSlots: [0, 40],
  responseSlots: [0, 40],
  request: [0, 65_536],
  response: [0, 65_536],
  sndbuf: [4608, 1 << 20],
  delay: [0, 10_000_000],
  deadline: [0, 60_000_000],
  incoming: [0, 40],
  seed: [0, 999_999],
  at: [-1, 4_000_000],
} as const satisfies Partial<Record<keyof LabState, readonly [number, number]>>;

/** A cell with more calls than this would not fit the picture; the real size takes up to 5,000. */
export const CELL_CALLS = 60;

/** Names in the query. They are promises. */
const KEYS = {
  client: 'c',
  server: 's',
  size: 'z',
  calls: 'n',
  longCalls: 'l',
  requestSlots: 'a',
  responseSlots: 'b',
  quarter: 'q',
  rpc: 'r',
  request: 'rq',
  response: 'rs',
  sndbuf: 'sb',
  delay: 'd',
  deadline: 'dl',
  incoming: 'i',
  failures: 'f',
  pod: 'p',
  seed: 'e',
  script: 'x',
  at: 'at',
  focus: 'g',
  taken: 'k',
} as const satisfies Record<keyof LabState, string>;

const CHOICES = {
  client: CLIENTS,
  server: SERVERS,
  size: SIZES,
  rpc: RPCS,
  taken: TAKEN,
} as const;
const SWITCHES = ['quarter', 'failures', 'pod'] as const;

type Part = keyof LabState;
const PARTS = Object.keys(KEYS) as readonly Part[];

export const codec: StateCodec<LabState> = {
  version: 1,
  initial,
  fromProps(props) {
    const unknown = Object.keys(props).find((name) => !PARTS.includes(name as Part));
    if (unknown !== undefined) return bad(`${unknown}: not one of ${PARTS.join(', ')}`);
    return check({ ...initial, ...props });
  },
  toQuery: (state) =>
    PARTS.filter((part) => state[part] !== initial[part]).map(
      (part) => [KEYS[part], textOf(state[part])] as const,
    ),
  fromQuery(_version, query) {
    const parts: Record<string, unknown> = { ...initial };
    for (const part of PARTS) {
      const text = query.get(KEYS[part]);
      if (text !== undefined) parts[part] = parseValue(part, text);
    }
    return check(parts);
  },
};

function textOf(value: LabState[Part]): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

function parseValue(part: Part, text: string): unknown {
  if (part in BOUNDS) return /^-?\d{1,8}$/.test(text) ? Number(text) : text;
  if (SWITCHES.some((one) => one === part))
    return text === '1' ? true : text === '0' ? false : text;
  return text;
}

function check(parts: Readonly<Record<string, unknown>>): Decoded<LabState> {
  for (const [part, [least, most]] of Object.entries(BOUNDS)) {
    const value = parts[part];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      return bad(`${part} ${value}: a whole number from ${least} to ${most}`);
    }
  }
  for (const [part, choices] of Object.entries(CHOICES)) {
    if (!(choices as readonly unknown[]).includes(parts[part])) {
      return bad(`${part} ${parts[part]}: not one of ${choices.join(', ')}`);
    }
  }
  const unclear = SWITCHES.find((part) => typeof parts[part] !== 'boolean');
  if (unclear) return bad(`${unclear} ${parts[unclear]}: 0 or 1`);
  if (parts.focus !== null && !(KINDS as readonly unknown[]).includes(parts.focus)) {
    return bad(`focus ${parts.focus}: not one of ${KINDS.join(', ')}`);
  }
  const state = parts as unknown as LabState;
  if (state.size === 'cell' && state.calls > CELL_CALLS) {
    return bad(`calls ${state.calls}: at most ${CELL_CALLS} in a cell`);
  }
  if (state.longCalls > state.calls) return bad(`longCalls ${state.longCalls} of ${state.calls}`);
  for (const part of ['request', 'response'] as const) {
    if (state[part] > 0 && state[part] < 10) return bad(`${part} ${state[part]}: at least 10`);
  }
  return checkScript(state);
}

function checkScript(state: LabState): Decoded<LabState> {
  const { script } = state;
  if (typeof script !== 'string') return bad('script');
  if (script.length > LONGEST_SCRIPT) return bad(`script: over ${LONGEST_SCRIPT} characters`);
  const parsed = parseScript(script);
  if (!parsed.ok)
    return bad(`script, place ${parsed.at + 1}: ${script.slice(parsed.at, parsed.at + 12)}`);
  const runs = parsed.parts.filter((part) => part.do === 'run').length;
  if (runs > MOST_RUNS) return bad(`script: ${runs} runs by the seed, at most ${MOST_RUNS}`);
  return { ok: true, state };
}

function bad(detail: string): Decoded<LabState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 90) };
}
