import { Prose } from '../lesson/prose.tsx';
import { Segments } from '../lesson/segments.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';

function Control({ id, task, answer, parts, live, text, word, change }: ControlProps<'label'>) {
  return (
    <>
      <dl class="legend">
        {task.labels.map((label) => (
          <div key={label.id}>
            <dt class={`tone tone-${label.tone ?? 'plain'}`}>{text(`label.${label.id}`)}</dt>
            <dd>{text(`label.${label.id}.means`)}</dd>
          </div>
        ))}
      </dl>
      <ol class="sheet">
        {task.items.map((item) => {
          const part = parts.get(item.id);
          const row = `${id}-${item.id}`;
          return (
            <li key={item.id} class="sheet-row" data-mark={part?.mark}>
              <p class="sheet-what" id={`${row}-what`}>
                <span class="sheet-count">{item.count}</span>{' '}
                <span class="sheet-code">{item.code}</span>{' '}
                <span class="sheet-statement">{item.statement}</span>
              </p>
              <Segments
                id={row}
                labelledBy={`${row}-what`}
                describedBy={part ? `${row}-says` : undefined}
                segments={task.labels.map(({ id, tone }) => ({
                  id,
                  tone,
                  text: text(`label.${id}`),
                }))}
                chosen={answer[item.id] ?? null}
                live={live}
                choose={(label) => change({ ...answer, [item.id]: label })}
              />
              <Feedback id={`${row}-says`} part={part} text={text} word={word} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Solution({ task, text }: SolutionProps<'label'>) {
  return (
    <dl class="key">
      {task.items.map((item) => {
        const label = task.labels.find((one) => one.id === task.solution[item.id]);
        return (
          <div key={item.id}>
            <dt>
              <span class="sheet-code">{item.code}</span>{' '}
              <span class={`tone tone-${label?.tone ?? 'plain'}`}>
                {text(`label.${label?.id}`)}
              </span>
            </dt>
            <dd>
              <Prose text={text(`item.${item.id}.why`)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** One row an item, and for each the labels side by side. */
export const label: Look<'label'> = { Control, Solution };
