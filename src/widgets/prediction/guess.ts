import type { Guess, Prediction } from '../../lesson/prediction.ts';
import type { PredictionState } from './state.ts';

/** The guess of a state, or null while there is none. An old link may name options that are gone: they are left out. */
export function guessOf(prediction: Prediction, state: PredictionState): Guess | null {
  const picked = state.picked.filter((id) => prediction.options.some((option) => option.id === id));
  return picked.length > 0 && state.confidence !== 0
    ? { picked, confidence: state.confidence }
    : null;
}

/** A guess as it is kept: the picks as a link writes them. */
export function textOf({ picked, confidence }: Guess): Pick<Guess, 'confidence'> & {
  readonly answer: string;
} {
  return { answer: picked.join('_'), confidence };
}

/** Options as the field writes them: `server.go:404, server.go:459`. */
export function codesOf(prediction: Prediction, ids: readonly string[]): string {
  return prediction.options
    .filter((option) => ids.includes(option.id))
    .map((option) => option.code)
    .join(', ');
}
