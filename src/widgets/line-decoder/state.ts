import type { Decoded, StateCodec } from '../../share/state.ts';

export interface DecoderState {
  /** One or two paths under content/evidence (two: both ends of a pair); none for the reader's own file. */
  readonly evidence: readonly string[];
  /** The line as typed, right or wrong: `server.go:444`, `client.go:259@1.0.1`. */
  readonly at: string;
  /** The row of the table that is open, by its line: `server.go:444`. */
  readonly row: string;
  /** The connection that is open: `server-2`, in the second file `2:server-2`. */
  readonly connection: string;
}

const initial: DecoderState = {
  evidence: ['post/shim-ttrpc-lines.txt'],
  at: '',
  row: '',
  connection: '',
};

const PATH = /^[\w][\w./-]*$/;
/** Long enough for a path with its line; longer is no line. */
const LONGEST = 300;

function bad(detail: string): Decoded<DecoderState> {
  return { ok: false, problem: 'bad-value', detail: detail.slice(0, 60) };
}

/** Puts given parts over the initial state, and says which part is wrong. `evidence` may be one path. */
function check(parts: Readonly<Record<string, unknown>>): Decoded<DecoderState> {
  const { evidence, at, row, connection, ...rest } = { ...initial, ...parts };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return bad(unknown);
  const paths: readonly unknown[] = typeof evidence === 'string' ? [evidence] : evidence;
  if (!Array.isArray(paths) || paths.length > 2 || !paths.every(isPath)) {
    return bad(`evidence ${String(evidence)}`);
  }
  for (const [name, value] of Object.entries({ at, row, connection })) {
    if (typeof value !== 'string' || value.length > LONGEST) return bad(name);
  }
  return { ok: true, state: { evidence: paths, at, row, connection } };
}

function isPath(path: unknown): path is string {
  return typeof path === 'string' && PATH.test(path) && !path.includes('..');
}

/** Query: `e` evidence, `l` the line typed, `r` the open row, `c` the open connection. */
export const codec: StateCodec<DecoderState> = {
  version: 1,
  initial,
  fromProps: check,
  toQuery(state) {
    const pairs: [string, string][] = [];
    const paths = state.evidence.join(',');
    if (paths !== '' && paths !== initial.evidence.join(',')) pairs.push(['e', paths]);
    if (state.at !== '') pairs.push(['l', state.at]);
    // No link carries the reader's own file, so what was open in it goes with it.
    if (state.evidence.length === 0) return pairs;
    if (state.row !== '') pairs.push(['r', state.row]);
    if (state.connection !== '') pairs.push(['c', state.connection]);
    return pairs;
  },
  fromQuery(_version, query) {
    return check({
      evidence: query.get('e')?.split(',') ?? initial.evidence,
      at: query.get('l') ?? '',
      row: query.get('r') ?? '',
      connection: query.get('c') ?? '',
    });
  },
};

/** Opens a row, or closes it when it is the open one. */
export function toggleRow(state: DecoderState, row: string): DecoderState {
  return { ...state, row: state.row === row ? '' : row };
}

/** Opens a connection, or closes it when it is the open one. */
export function toggleConnection(state: DecoderState, connection: string): DecoderState {
  return { ...state, connection: state.connection === connection ? '' : connection };
}

/** Other evidence: what was open belongs to the old one; the line typed stays. */
export function turnTo(state: DecoderState, evidence: readonly string[]): DecoderState {
  return { ...state, evidence, row: '', connection: '' };
}
