import { useEffect, useRef } from 'preact/hooks';
import { plain } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';

function Control({ id, answer, parts, live, text, word, change, say }: ControlProps<'order'>) {
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  // A row that moves in the page loses the focus, so its button gets it back; at an end, the other one does.
  useEffect(() => {
    if (moved.current === null) return;
    const button = list.current?.querySelector<HTMLButtonElement>(`[data-move="${moved.current}"]`);
    const other = button?.parentElement?.querySelector<HTMLButtonElement>('button:not(:disabled)');
    (button?.disabled ? other : button)?.focus();
    moved.current = null;
  });

  const move = (item: string, from: number, to: number) => {
    moved.current = `${item}:${to < from ? 'up' : 'down'}`;
    change(answer.toSpliced(from, 1).toSpliced(to, 0, item));
    say(
      word('exercise.order.moved', {
        item: plain(text(`item.${item}`)),
        n: to + 1,
        of: answer.length,
      }),
    );
  };

  return (
    <ol class="steps" ref={list}>
      {answer.map((item, index) => {
        const part = parts.get(item);
        const name = plain(text(`item.${item}`));
        return (
          <li key={item} class="step" data-mark={part?.mark}>
            <p class="step-what">
              <Prose text={text(`item.${item}`)} />
            </p>
            {live && (
              <span class="step-move">
                <button
                  type="button"
                  class="b"
                  data-move={`${item}:up`}
                  disabled={index === 0}
                  aria-label={word('exercise.order.up', { item: name })}
                  onClick={() => move(item, index, index - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="b"
                  data-move={`${item}:down`}
                  disabled={index === answer.length - 1}
                  aria-label={word('exercise.order.down', { item: name })}
                  onClick={() => move(item, index, index + 1)}
                >
                  ↓
                </button>
              </span>
            )}
            <Feedback id={`${id}-${item}-says`} part={part} text={text} word={word} />
          </li>
        );
      })}
    </ol>
  );
}

function Solution({ task, text }: SolutionProps<'order'>) {
  return (
    <ol class="steps-key">
      {task.solution.map((item) => (
        <li key={item}>
          <Prose text={text(`item.${item}`)} />
          {' · '}
          <Prose text={text(`item.${item}.why`)} />
        </li>
      ))}
    </ol>
  );
}

/** Steps in a list, moved by buttons: what dragging does, for every hand. */
export const order: Look<'order'> = { Control, Solution };
