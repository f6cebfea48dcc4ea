import { useRef } from 'preact/hooks';
import { positionOf } from '../../evidence/ttrpc/positions.ts';
import type { Goal } from '../../lesson/goal.ts';
import { wayOf } from '../../lesson/kinds/schedule.ts';
import { machineOf, versionsOf } from '../../lesson/machine.ts';
import { firstSteps, goAsFar, withStep } from '../../lesson/way.ts';
import type { Choice } from '../../model/ttrpc/choices.ts';
import { tell, tellAll } from '../../model/ttrpc/words.ts';
import type { Word } from '../contract.ts';
import { wordOf } from '../lesson/phrase.ts';
import { useKeptFocus } from '../parts/use-kept-focus.ts';
import { type Board, boardOf, placeOfPosition } from './board.ts';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';
import { Machine } from './machine.tsx';
import { StepList, stepInWords } from './steps.tsx';

function Control(props: ControlProps<'schedule'>) {
  const { id, task, answer, parts, live, text, word, change, say } = props;
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  const way = wayOf(task, answer);
  const board = boardOf(task.machine, way.last);
  const machine = machineOf(task.machine);
  const part = parts.get('goal');

  const go = (script: string, said: string) => {
    change(script);
    const next = boardOf(task.machine, goAsFar(machine, script).last);
    say(`${said} ${stateInWords(next, word)}`.trim());
  };
  const take = ({ step, told }: Choice) =>
    go(withStep(machine, way, step), stepInWords(told, word));
  const back = () => go(firstSteps(way, way.steps - 1), word('exercise.schedule.wentBack'));
  const again = () => go(task.start, word('exercise.schedule.beganAgain'));

  const last = way.recording.steps.at(-1);
  const told =
    last === undefined
      ? ''
      : stepInWords(
          tell(machine, way.recording.at(way.steps - 1), last, versionsOf(task.machine)),
          word,
        );
  return (
    <div
      class="play"
      ref={root}
      tabIndex={live ? -1 : undefined}
      role="group"
      aria-label={word('exercise.schedule.machine')}
    >
      <p class="play-goal">
        <span class="play-goal-tag">{word('exercise.schedule.goal')}</span>{' '}
        {goalInWords(task.goal, task.machine, word)}
        {task.most !== null && ` ${word('exercise.schedule.most', { n: task.most })}`}
      </p>
      <Machine board={board} live={live} word={word} take={take} />
      <div class="play-bar">
        <p class="play-now" data-outcome={board.outcome}>
          {told !== '' && (
            <>
              <b>{way.steps}</b> {told}{' '}
            </>
          )}
          <span class="play-state">{stateInWords(board, word)}</span>
        </p>
        {live && (
          <div class="play-tools">
            <span class="play-count">{word('exercise.schedule.count', { n: way.steps })}</span>
            <button type="button" class="b" disabled={way.steps === 0} onClick={back}>
              {word('exercise.schedule.back')}
            </button>
            <button type="button" class="b" disabled={answer === task.start} onClick={again}>
              {word('exercise.schedule.again')}
            </button>
          </div>
        )}
      </div>
      <Feedback id={`${id}-says`} part={part} text={text} word={word} />
    </div>
  );
}

/** What a way should lead to, in one sentence. */
export function goalInWords(
  goal: Goal,
  machine: ControlProps<'schedule'>['task']['machine'],
  word: Word,
): string {
  if (goal.reach !== 'standing') return word(`exercise.goal.${goal.reach}`);
  return word('exercise.goal.standing', {
    who: wordOf(word, `ttrpc.actor.${positionOf(goal.at).actor}`),
    at: placeOfPosition(machine, goal.at),
    n: goal.count,
  });
}

/** What the moment comes to, in one sentence. */
export function stateInWords({ outcome, possible }: Board, word: Word): string {
  return word(`exercise.schedule.state.${outcome}`, { n: possible });
}

function Solution({ task, text, word }: SolutionProps<'schedule'>) {
  const { recording } = wayOf(task, task.solution);
  const told = tellAll(recording.machine, recording.steps, versionsOf(task.machine));
  return (
    <>
      <p>{text('why')}</p>
      <StepList steps={told} word={word} />
    </>
  );
}

/** A machine whose steps the reader takes: the enabled ones are buttons at the goroutine that takes them. */
export const schedule: Look<'schedule'> = { Control, Solution };
