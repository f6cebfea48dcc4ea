import type { Decoded, StateCodec } from '../contract.ts';

/** An exercise on a page: which one, the answer so far, and the answer as it was last checked. */
export interface ExerciseState {
  /** Id of a file in content/exercises; '' opens the shelf. */
  readonly exercise: string;
  /** Answer as its kind writes it; '' is untouched. */
  readonly answer: string;
  /** The same for the answer that was last checked; '' is never. */
  readonly checked: string;
  /** What the reader writes for nobody else: kept in memory, in no link. */
  readonly note: Note;
}

/** Free text, the points that its writer found in it, and whether the model answer was opened. */
export interface Note {
  readonly text: string;
  readonly found: readonly string[];
  readonly compared: boolean;
}

/** Nothing written yet. */
export const BLANK: Note = { text: '', found: [], compared: false };
const UNTOUCHED: ExerciseState = { exercise: '', answer: '', checked: '', note: BLANK };
/** In a link: what was checked is the answer as it stands. */
const SAME = '*';
/** Longer than any answer; a link that is longer was not made here. */
const LONGEST = 2000;

/** The codec over the exercises that exist: a link to one that does not is told so, before anything is fetched. */
export function createCodec(exists: (id: string) => boolean): StateCodec<ExerciseState> {
  const bad = (detail: string): Decoded<ExerciseState> => ({
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
    toQuery: ({ exercise, answer, checked }) =>
      (
        [
          ['e', exercise],
          ['a', answer],
          ['c', checked !== '' && checked === answer ? SAME : checked],
        ] as const
      ).filter(([, value]) => value !== ''),
    fromQuery(_version, query) {
      const exercise = query.get('e') ?? '';
      const answer = query.get('a') ?? '';
      const checked = query.get('c') ?? '';
      if (exercise !== '' && !exists(exercise)) return bad(`e=${exercise}`);
      if (answer.length > LONGEST) return bad(`a=${answer}`);
      if (checked.length > LONGEST) return bad(`c=${checked}`);
      return {
        ok: true,
        state: { exercise, answer, checked: checked === SAME ? answer : checked, note: BLANK },
      };
    },
  };
}

/** Another answer. The last check stays, so that what it said of untouched parts still stands. */
export function change(state: ExerciseState, answer: string): ExerciseState {
  return { ...state, answer };
}

/** Checks the answer as it stands. `answer` is its full text, which for an untouched order is not ''. */
export function check(state: ExerciseState, answer: string): ExerciseState {
  return { ...state, answer, checked: answer };
}
