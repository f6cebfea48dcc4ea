import { compare } from '../../lesson/prediction.ts';
import type { WidgetDefinition } from '../contract.ts';
import { type Library, library } from '../lesson/library.ts';
import { codesOf, guessOf } from './guess.ts';
import { Paper } from './paper.tsx';
import { createCodec, type PredictionState } from './state.ts';
import { type PredictionData, View } from './view.tsx';

/** The widget over a library: the kit's own, or a test's. */
export function createWidget(library: Library): WidgetDefinition<PredictionState, PredictionData> {
  return {
    codec: createCodec(library.has),
    async load({ exercise }) {
      if (exercise === '') {
        const all = await library.all();
        return { prediction: null, shelf: all.filter((one) => one.kind === 'prediction') };
      }
      const source = await library.open(exercise);
      if (source.kind !== 'prediction') {
        throw new Error(`"${exercise}" is an exercise: the widget "exercise" shows it.`);
      }
      return { prediction: source };
    },
    describe(state, { prediction }, word) {
      if (prediction === null) return word('prediction.describe.none');
      const guess = guessOf(prediction, state);
      const found = codesOf(prediction, prediction.found);
      if (state.stage === 'shown' && guess === null) {
        return word('prediction.describe.skipped', { found });
      }
      if (state.stage === 'open' || guess === null) {
        return word('prediction.describe.open', {
          done: state.picked.length,
          of: prediction.pick,
        });
      }
      const picked = codesOf(prediction, guess.picked);
      if (state.stage === 'locked') {
        const sure = word(`prediction.sure.${guess.confidence}`);
        return word('prediction.describe.locked', { picked, sure });
      }
      const { shared } = compare(prediction, guess);
      return word('prediction.describe.shown', { picked, found, shared, of: prediction.pick });
    },
    prefixes: ({ exercise }) => [
      exercise === '' ? 'exercises.' : `exercises.${exercise}.`,
      'lesson.',
      'misconception.',
    ],
    View,
    Paper,
  };
}

export const widget = createWidget(library);
