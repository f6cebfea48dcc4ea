import type { Exercise, ExerciseOf } from '../../lesson/exercise.ts';
import type { Verdict } from '../../lesson/kind.ts';
import { type AnswerOf, type KindName, kindOf } from '../../lesson/kinds.ts';
import type { ViewProps, Word } from '../contract.ts';
import { Beliefs } from '../lesson/beliefs.tsx';
import { carries, wordsUnder } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import { Rows } from '../lesson/rows.tsx';
import { Shelf } from '../lesson/shelf.tsx';
import { lookOf } from './looks.ts';
import { standingOf, tally } from './standing.ts';
import { change, check, type ExerciseState, type Note } from './state.ts';

/** The exercise that the state names, or what there is to choose from. */
export type ExerciseData =
  | { readonly exercise: Exercise }
  | { readonly exercise: null; readonly shelf: readonly Exercise[] };

type Props = ViewProps<ExerciseState, ExerciseData>;

export function View(props: Props) {
  const { data, state, word, live } = props;
  if (data.exercise === null) {
    const open = (id: string) => {
      const exercise = data.shelf.find((one) => one.id === id);
      if (!exercise) return;
      props.supply({ exercise });
      props.update({ ...state, exercise: id });
      props.say(wordsUnder(word, id)('title'));
    };
    return <Shelf ids={data.shelf.map((one) => one.id)} word={word} live={live} open={open} />;
  }
  if (!carries(word, data.exercise.id)) {
    return <p>{word('lesson.elsewhere', { id: data.exercise.id })}</p>;
  }
  return <Sheet {...props} exercise={data.exercise} />;
}

function Sheet<Name extends KindName>(props: Props & { readonly exercise: ExerciseOf<Name> }) {
  const { id, exercise, state, word, live, update, say } = props;
  const { task } = exercise;
  const kind = kindOf(exercise.kind);
  const { Control, Solution, bySelf } = lookOf(exercise.kind);
  const text = wordsUnder(word, exercise.id);
  const { answer, parts, verdict } = standingOf(exercise, state);

  const checkNow = () => {
    const written = kind.write(task, answer);
    if (written === '') {
      say(word('exercise.nothing'));
      return;
    }
    const now = kind.check(task, answer);
    props.note?.({ did: 'try', exercise: exercise.id, passed: now.passed });
    update(check(state, written));
    say(verdictInWords(now, word));
  };

  // Where nothing is checked, holding one's own words against the model answer is all there is to do.
  const keep = (note: Note) => {
    if (note.compared && !state.note.compared) {
      props.note?.({ did: 'try', exercise: exercise.id, passed: true });
    }
    update({ ...state, note });
  };

  return (
    <div class="exercise lesson">
      <p class="lesson-title">{text('title')}</p>
      <p class="lesson-ask">
        <Prose text={text('ask')} />
      </p>
      {exercise.given.length > 0 && <Rows rows={exercise.given} word={word} />}
      <Control
        id={id}
        task={task}
        answer={answer}
        parts={new Map(parts.map((part) => [part.id, part]))}
        live={live}
        text={text}
        word={word}
        change={(next: AnswerOf<Name>) => update(change(state, kind.write(task, next)))}
        check={checkNow}
        say={say}
        note={state.note}
        keep={keep}
      />
      {!bySelf && (
        <div class="act">
          {live && (
            <button type="button" class="b b-go" onClick={checkNow}>
              {word('exercise.check')}
            </button>
          )}
          {verdict && (
            <p class="act-says" data-passed={verdict.passed}>
              {verdictInWords(verdict, word)}
            </p>
          )}
        </div>
      )}
      {verdict?.passed && (
        <p class="conclusion">
          <Prose text={text('solution')} />
        </p>
      )}
      <Beliefs heading={word('lesson.beliefs')} ids={parts.map((part) => part.shows)} word={word} />
      {bySelf && !live && (
        <details class="essay-still">
          <summary>{word('exercise.explain.model')}</summary>
          <p>
            <Prose text={text('solution')} />
          </p>
          <Solution task={task} text={text} word={word} />
        </details>
      )}
      <div class="help">
        {exercise.hints.map((hint, index) => (
          <details
            key={hint}
            onToggle={({ currentTarget }) => {
              if (!currentTarget.open) return;
              props.note?.({ did: 'take-hint', exercise: exercise.id, hint });
            }}
          >
            <summary>{word(HINTS[index] ?? 'exercise.hint.3')}</summary>
            <p>
              <Prose text={text(`hint.${hint}`)} />
            </p>
          </details>
        ))}
        {!bySelf && (
          <details class="help-solution">
            <summary>{word('exercise.solution')}</summary>
            <Solution task={task} text={text} word={word} />
            <p class="conclusion">
              <Prose text={text('solution')} />
            </p>
          </details>
        )}
      </div>
    </div>
  );
}

const HINTS = ['exercise.hint.1', 'exercise.hint.2', 'exercise.hint.3'] as const;

/** What a check says, in one sentence. */
export function verdictInWords(verdict: Verdict, word: Word): string {
  if (verdict.passed) return word('exercise.passed');
  if (verdict.open > 0) return word('exercise.verdict.open', tally(verdict));
  return verdict.parts.length === 1
    ? word('exercise.verdict.not')
    : word('exercise.verdict.whole', tally(verdict));
}
