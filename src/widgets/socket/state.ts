import type { Decoded, StateCodec } from '../../share/state.ts';
import { emptyPipe, fill, isReachable, type Pipe, read } from './pipe.ts';

export interface SocketState {
  readonly pipe: Pipe;
  /** How many frames the reader thinks will fit; 0 is no guess. */
  readonly guess: number;
  /** The table of the five classes is open. */
  readonly table: boolean;
}

/** What the reader may set. A frame has a header of 10 bytes and at most 4 MiB more: containerd/ttrpc@v1.0.1 channel.go:31-33. */
export const FRAME_BYTES = { least: 10, most: (4 << 20) + 10 } as const;

/** The kernel takes no smaller SO_SNDBUF than 4608 (measured); above 1 MiB the picture's cells would be finer than a pixel. */
export const SNDBUF_BYTES = { least: 4608, most: 1 << 20 } as const;

/**
 * Where the page begins: the client's end of content/evidence/ttrpc-pair/n5000-dead/ss-xmp.txt, charged
 * 81,408 bytes with its writer parked. The test of the captured ends holds that it is this one.
 */
function captured(): Pipe {
  return read(fill(emptyPipe(118)).pipe, 172 * 118).pipe;
}

const initial: SocketState = { pipe: captured(), guess: 0, table: false };

/** Far more skbs than anybody writes by hand, and few enough that their charges stay exact integers. */
const MOST_SENT = 1e9;

/** Query: `f` bytes of a frame, `b` SO_SNDBUF, `s` skbs sent, `r` bytes read, `p` parked, `g` guess, `t` table. */
const NUMBERS = [
  ['f', 'frameBytes', FRAME_BYTES.least, FRAME_BYTES.most],
  ['b', 'sndbuf', SNDBUF_BYTES.least, SNDBUF_BYTES.most],
  ['s', 'sent', 0, MOST_SENT],
  ['r', 'read', 0, Number.MAX_SAFE_INTEGER],
  ['p', 'parked', 0, 1],
  ['g', 'guess', 0, 1e9],
  ['t', 'table', 0, 1],
] as const;

type Numbers = Readonly<Record<(typeof NUMBERS)[number][1], number>>;

function numbersOf({ pipe, guess, table }: SocketState): Numbers {
  return { ...pipe, parked: Number(pipe.parked), guess, table: Number(table) };
}

function bad(detail: string): Decoded<SocketState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

function stateOf(numbers: Numbers): Decoded<SocketState> {
  for (const [, name, least, most] of NUMBERS) {
    const value = numbers[name];
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      return bad(`${name} ${value}: a whole number from ${least} to ${most}`);
    }
  }
  const { frameBytes, sndbuf, sent, read: taken, guess } = numbers;
  const pipe: Pipe = { frameBytes, sndbuf, sent, read: taken, parked: numbers.parked === 1 };
  if (!isReachable(pipe)) return bad(`sent ${sent}, read ${taken}: no run leads there`);
  return { ok: true, state: { pipe, guess, table: numbers.table === 1 } };
}

export const codec: StateCodec<SocketState> = {
  version: 1,
  initial,
  /** An author names what differs from the captured end; a frame or a buffer alone begins with an empty socket. */
  fromProps(props) {
    const known: readonly string[] = NUMBERS.map(([, name]) => name);
    const unknown = Object.keys(props).find((name) => !known.includes(name));
    if (unknown !== undefined) return bad(`${unknown}: not one of ${known.join(', ')}`);
    const fresh = 'frameBytes' in props || 'sndbuf' in props;
    const numbers = { ...numbersOf(initial), ...(fresh && { sent: 0, read: 0, parked: 0 }) };
    for (const [name, value] of Object.entries(props)) {
      if (typeof value !== 'number' && typeof value !== 'boolean') return bad(`${name}: no number`);
      Object.assign(numbers, { [name]: Number(value) });
    }
    return stateOf(numbers);
  },
  toQuery(state) {
    const numbers = numbersOf(state);
    const usual = numbersOf(initial);
    return NUMBERS.filter(([, name]) => numbers[name] !== usual[name]).map(
      ([key, name]) => [key, String(numbers[name])] as const,
    );
  },
  fromQuery(_version, query) {
    const numbers: Record<string, number> = { ...numbersOf(initial) };
    for (const [key, name] of NUMBERS) {
      const text = query.get(key);
      if (text === undefined) continue;
      if (!/^\d{1,16}$/.test(text)) return bad(`${key}=${text}`);
      numbers[name] = Number(text);
    }
    return stateOf(numbers as Numbers);
  },
};

/** Another size of frame or another buffer begins with an empty socket, and with no guess. */
export function startOver(
  state: SocketState,
  { frameBytes = state.pipe.frameBytes, sndbuf = state.pipe.sndbuf }: Partial<Pipe> = {},
): SocketState {
  return { ...state, pipe: emptyPipe(frameBytes, sndbuf), guess: 0 };
}

/** The socket as it is when nothing was read since its writer parked for the first time. */
export function isFirstFill({ pipe }: SocketState): boolean {
  return pipe.parked && pipe.read === 0;
}
