import { CONFIDENCES, type Confidence } from '../../lesson/prediction.ts';
import type { Decoded, StateCodec } from '../contract.ts';

const STAGES = ['open', 'locked', 'shown'] as const;

/** A guess on a page: what is picked, how sure the reader is, and how far they have gone with it. */
export interface PredictionState {
  /** Id of a file in content/exercises; '' opens the shelf. */
  readonly exercise: string;
  /** Ids of the picked options, in the order they were picked. */
  readonly picked: readonly string[];
  /** 0 is not said yet. */
  readonly confidence: Confidence | 0;
  /** `locked`: the guess stands and waits for the evidence. `shown`: compared, or looked up without a guess. */
  readonly stage: (typeof STAGES)[number];
}

const UNTOUCHED: PredictionState = { exercise: '', picked: [], confidence: 0, stage: 'open' };
const PICKED = /^[a-z0-9-]+(_[a-z0-9-]+)*$/;

/** The codec over the predictions that exist. In a link: `e` which, `a` the picks, `sure`, `s` the stage. */
export function createCodec(exists: (id: string) => boolean): StateCodec<PredictionState> {
  const bad = (detail: string): Decoded<PredictionState> => ({
    ok: false,
    problem: 'bad-value',
    detail: detail.slice(0, 80),
  });
  return {
    version: 1,
    initial: UNTOUCHED,
    fromProps(props) {
      const { exercise = '', ...rest } = props;
      const [extra] = Object.keys(rest);
      if (extra !== undefined) return bad(`${extra}: only "exercise" can be set`);
      if (typeof exercise !== 'string') return bad('exercise: not an id');
      if (exercise !== '' && !exists(exercise)) return bad(`exercise=${exercise}`);
      return { ok: true, state: { ...UNTOUCHED, exercise } };
    },
    toQuery: ({ exercise, picked, confidence, stage }) =>
      (
        [
          ['e', exercise],
          ['a', picked.join('_')],
          ['sure', confidence === 0 ? '' : String(confidence)],
          ['s', stage === 'open' ? '' : stage],
        ] as const
      ).filter(([, value]) => value !== ''),
    fromQuery(_version, query) {
      const exercise = query.get('e') ?? '';
      const picks = query.get('a') ?? '';
      const sure = query.get('sure') ?? '0';
      const written = query.get('s') ?? 'open';
      const confidence = CONFIDENCES.find((one) => String(one) === sure) ?? 0;
      const stage = STAGES.find((one) => one === written);
      if (exercise !== '' && !exists(exercise)) return bad(`e=${exercise}`);
      if (picks !== '' && !PICKED.test(picks)) return bad(`a=${picks}`);
      if (confidence === 0 && sure !== '0') return bad(`sure=${sure}`);
      if (!stage) return bad(`s=${written}`);
      const picked = picks === '' ? [] : [...new Set(picks.split('_'))];
      if (stage === 'locked' && (picked.length === 0 || confidence === 0)) return bad(`s=${stage}`);
      return { ok: true, state: { exercise, picked, confidence, stage } };
    },
  };
}

/** Picks an option or releases it. With `most` picked already, a further one changes nothing. */
export function toggle(state: PredictionState, option: string, most: number): PredictionState {
  if (state.picked.includes(option)) {
    return { ...state, picked: state.picked.filter((one) => one !== option) };
  }
  return state.picked.length < most ? { ...state, picked: [...state.picked, option] } : state;
}

/** Whether a guess can be locked: all picked, and said how sure. */
export function isComplete(state: PredictionState, pick: number): boolean {
  return state.picked.length === pick && state.confidence !== 0;
}
