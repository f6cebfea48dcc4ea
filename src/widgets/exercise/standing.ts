import type { ExerciseOf } from '../../lesson/exercise.ts';
import type { Part, Verdict } from '../../lesson/kind.ts';
import { type AnswerOf, type KindName, kindOf } from '../../lesson/kinds.ts';
import type { ExerciseState } from './state.ts';

/** Where a reader stands in an exercise: worked out from the state, never kept. */
export interface Standing<Name extends KindName> {
  readonly answer: AnswerOf<Name>;
  /** What the last check said, of the parts that are still as they were then. */
  readonly parts: readonly Part[];
  /** The last check, when nothing was changed since; else null. */
  readonly verdict: Verdict | null;
  /** Something was changed since the last check. */
  readonly changed: boolean;
}

export function standingOf<Name extends KindName>(
  exercise: ExerciseOf<Name>,
  state: ExerciseState,
): Standing<Name> {
  const kind = kindOf(exercise.kind);
  const { task } = exercise;
  const answer = state.answer === '' ? kind.initial(task) : kind.read(task, state.answer);
  if (state.checked === '') return { answer, parts: [], verdict: null, changed: false };
  const now = kind.check(task, answer);
  const then = kind.check(task, kind.read(task, state.checked));
  const parts = then.parts.filter((part) =>
    now.parts.some((other) => other.id === part.id && other.given === part.given),
  );
  const same = state.answer === state.checked;
  return { answer, parts, verdict: same ? now : null, changed: !same };
}

/** Parts of a verdict by mark. What is missing counts as open. */
export function tally(verdict: Verdict): { right: number; wrong: number; open: number } {
  const count = (mark: Part['mark']) => verdict.parts.filter((part) => part.mark === mark).length;
  return { right: count('right'), wrong: count('wrong'), open: verdict.open };
}
