import type { Decoded, StateCodec } from '../../share/state.ts';

export interface WorkbenchState {
  /** Paths under content/evidence that are laid out at the start. The reader's own files are in no link. */
  readonly evidence: readonly string[];
}

const initial: WorkbenchState = { evidence: [] };
const PATH = /^[\w./-]+$/;

function check(evidence: unknown): Decoded<WorkbenchState> {
  const wrong = Array.isArray(evidence)
    ? evidence.find((path) => typeof path !== 'string' || !PATH.test(path) || path.includes('..'))
    : evidence;
  if (!Array.isArray(evidence) || wrong !== undefined) {
    return { ok: false, problem: 'bad-value', detail: `evidence ${String(wrong)}` };
  }
  return { ok: true, state: { evidence } };
}

/** Query: `e` paths, with commas. */
export const codec: StateCodec<WorkbenchState> = {
  version: 1,
  initial,
  fromProps({ evidence = [], ...rest }) {
    const strange = Object.keys(rest)[0];
    if (strange !== undefined) return { ok: false, problem: 'bad-value', detail: strange };
    return check(evidence);
  },
  toQuery: ({ evidence }) => (evidence.length === 0 ? [] : [['e', evidence.join(',')]]),
  fromQuery(_version, query) {
    const paths = query.get('e');
    return check(paths ? paths.split(',') : []);
  },
};
