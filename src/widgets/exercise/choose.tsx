import { Choice } from '../lesson/choice.tsx';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';

function Control({ id, task, answer, parts, live, text, word, change }: ControlProps<'choose'>) {
  const single = task.pick === 1;
  const toggle = (option: string) => {
    const rest = answer.filter((one) => one !== option);
    const picked = rest.length < answer.length ? rest : [...(single ? [] : answer), option];
    const next = task.options.filter((one) => picked.includes(one));
    change(next);
    return next;
  };
  return (
    <fieldset class="options">
      <legend>{single ? word('lesson.pickOne') : word('lesson.pick', { n: task.pick })}</legend>
      {task.options.map((option) => {
        const part = parts.get(option);
        const says = `${id}-${option}-says`;
        return (
          <div key={option} class="option" data-mark={part?.mark}>
            <Choice
              id={`${id}-${option}`}
              class="option-choice"
              type={single ? 'radio' : 'checkbox'}
              name={`${id}-choice`}
              live={live}
              checked={answer.includes(option)}
              describedBy={part ? says : undefined}
              choose={() => toggle(option).includes(option)}
            >
              <span>
                <Prose text={text(`option.${option}`)} />
              </span>
            </Choice>
            <Feedback id={says} part={part} text={text} word={word} />
          </div>
        );
      })}
    </fieldset>
  );
}

function Solution({ task, text }: SolutionProps<'choose'>) {
  return (
    <dl class="key">
      {task.solution.map((option) => (
        <div key={option}>
          <dt>
            <Prose text={text(`option.${option}`)} />
          </dt>
          <dd>
            <Prose text={text(`option.${option}.why`)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Options in a list; one or several to be chosen. */
export const choose: Look<'choose'> = { Control, Solution };
