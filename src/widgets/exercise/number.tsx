import { parseFigure } from '../../lesson/kinds/number.ts';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';

/** Before a figure stands there, the unit is in the plural: in the singular it would give a solution of one away. */
const MANY = 2;

function Control({
  id,
  task,
  answer,
  parts,
  live,
  text,
  word,
  change,
  check,
}: ControlProps<'number'>) {
  const part = parts.get('answer');
  const figure = parseFigure(answer);
  const unreadable = part?.mark === 'open' && answer !== '' && figure === null;
  const says = `${id}-says`;
  return (
    <div class="figure">
      {live ? (
        <label class="figure-name" for={`${id}-field`}>
          {word('exercise.number.answer')}
        </label>
      ) : (
        <span class="figure-name">{word('exercise.number.answer')}</span>
      )}
      <span class="figure-field" data-mark={part?.mark}>
        {live ? (
          <input
            id={`${id}-field`}
            class="field"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            maxLength={40}
            value={answer}
            aria-describedby={part ? says : undefined}
            aria-invalid={unreadable}
            onInput={(event) => change(event.currentTarget.value)}
            // Not a form: a sandboxed frame without allow-forms would swallow its submit.
            onKeyDown={(event) => event.key === 'Enter' && check()}
          />
        ) : (
          <span class="field">{answer || '\u00a0'}</span>
        )}{' '}
        <span>{text(`unit.${task.unit}`, { n: figure ?? MANY })}</span>
      </span>
      {unreadable ? (
        <p class="fb fb-wrong" id={says}>
          {word('exercise.number.unreadable')}
        </p>
      ) : (
        <Feedback id={says} part={part} text={text} word={word} />
      )}
    </div>
  );
}

function Solution({ task, text }: SolutionProps<'number'>) {
  return (
    <p>
      <strong>
        {task.solution} {text(`unit.${task.unit}`, { n: task.solution })}
      </strong>
      {' · '}
      <Prose text={text('why')} />
    </p>
  );
}

/** A field for a figure, with its unit behind it. */
export const number: Look<'number'> = { Control, Solution };
