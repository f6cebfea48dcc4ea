import type { ExerciseOf } from '../../lesson/exercise.ts';
import { type KindName, kindOf } from '../../lesson/kinds.ts';
import type { PaperProps } from '../contract.ts';
import { carries, wordsUnder } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import { Room } from '../lesson/room.tsx';
import { Rows } from '../lesson/rows.tsx';
import { lookOf } from './looks.ts';
import { BLANK, type ExerciseState } from './state.ts';
import type { ExerciseData } from './view.tsx';

type Props = PaperProps<ExerciseState, ExerciseData>;

/** Lines to write on below what is asked, by kind: a reason for a choice, the steps of a way. */
const LINES: Readonly<Record<KindName, number>> = {
  choose: 2,
  label: 0,
  number: 2,
  order: 0,
  command: 2,
  schedule: 7,
  repair: 3,
  // Its own control is a place to write.
  explain: 0,
};

/** An exercise on paper: what is asked and where to answer it; for who leads a room, the solution with its reasons. */
export function Paper(props: Props) {
  const { exercise } = props.data;
  if (exercise === null || !carries(props.word, exercise.id)) return null;
  return <Sheet {...props} exercise={exercise} />;
}

function Sheet<Name extends KindName>(props: Props & { readonly exercise: ExerciseOf<Name> }) {
  const { id, exercise, word, answers } = props;
  const { task } = exercise;
  const { Control, Solution } = lookOf(exercise.kind);
  const text = wordsUnder(word, exercise.id);
  return (
    <div class="exercise lesson paper" data-kind={exercise.kind}>
      <p class="lesson-title">{text('title')}</p>
      <p class="lesson-ask">
        <Prose text={text('ask')} />
      </p>
      {exercise.given.length > 0 && <Rows rows={exercise.given} word={word} />}
      <Control
        id={id}
        task={task}
        answer={kindOf(exercise.kind).initial(task)}
        parts={new Map()}
        live={false}
        text={text}
        word={word}
        note={BLANK}
        {...STILL}
      />
      {answers ? (
        <section class="paper-key">
          <p class="paper-key-head">{word('exercise.solution')}</p>
          <Solution task={task} text={text} word={word} />
          <p class="conclusion">
            <Prose text={text('solution')} />
          </p>
        </section>
      ) : (
        <Room
          lines={LINES[exercise.kind]}
          label={word(exercise.kind === 'schedule' ? 'paper.room.steps' : 'paper.room.why')}
        />
      )}
    </div>
  );
}

/** Nothing on paper answers to a hand. */
const nothing = (): void => {};
const STILL = { change: nothing, keep: nothing, check: nothing, say: nothing };
