import type { ExerciseOf } from '../../lesson/exercise.ts';
import { type KindName, kindOf } from '../../lesson/kinds.ts';
import type { WidgetDefinition, Word } from '../contract.ts';
import { type Library, library } from '../lesson/library.ts';
import { wordOf } from '../lesson/phrase.ts';
import { lookOf } from './looks.ts';
import { Paper } from './paper.tsx';
import { standingOf } from './standing.ts';
import { createCodec, type ExerciseState } from './state.ts';
import { type ExerciseData, View, verdictInWords } from './view.tsx';

/** The widget over a library: the kit's own, or a test's. */
export function createWidget(library: Library): WidgetDefinition<ExerciseState, ExerciseData> {
  return {
    codec: createCodec(library.has),
    async load({ exercise }) {
      if (exercise === '') {
        const all = await library.all();
        return { exercise: null, shelf: all.filter((one) => one.kind !== 'prediction') };
      }
      const source = await library.open(exercise);
      if (source.kind === 'prediction') {
        throw new Error(`"${exercise}" is a prediction: the widget "prediction" asks it.`);
      }
      return { exercise: source };
    },
    describe: (state, { exercise }, word) =>
      exercise === null ? word('exercise.describe.none') : describe(exercise, state, word),
    // Where no exercise is named, any may be chosen or linked to: an embed's own page carries the words of all.
    prefixes: ({ exercise }) => [
      exercise === '' ? 'exercises.' : `exercises.${exercise}.`,
      'lesson.',
      'misconception.',
      'model.step.',
      'ttrpc.actor.',
    ],
    View,
    Paper,
  };
}

function describe<Name extends KindName>(
  exercise: ExerciseOf<Name>,
  state: ExerciseState,
  word: Word,
): string {
  const { answer, verdict, changed } = standingOf(exercise, state);
  const phrase = kindOf(exercise.kind).describe(exercise.task, answer);
  const where = wordOf(word, phrase.key, phrase.values);
  if (lookOf(exercise.kind).bySelf) return where;
  if (verdict) {
    return word('exercise.describe.checked', { where, verdict: verdictInWords(verdict, word) });
  }
  return word(changed ? 'exercise.describe.changed' : 'exercise.describe.unchecked', { where });
}

export const widget = createWidget(library);
