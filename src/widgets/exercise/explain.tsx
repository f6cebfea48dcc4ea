import { useEffect, useRef } from 'preact/hooks';
import { Choice } from '../lesson/choice.tsx';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';

/** Longer than any explanation that is asked for. */
const LONGEST = 4000;

function Control({ id, task, note, live, text, word, keep, say }: ControlProps<'explain'>) {
  const model = useRef<HTMLElement>(null);
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current) return;
    opened.current = false;
    model.current?.focus();
  });
  const compare = () => {
    opened.current = true;
    keep({ ...note, compared: true });
    say(word('exercise.explain.opened'));
  };
  const tick = (point: string) => {
    const found = task.points.filter((one) => (one === point) !== note.found.includes(one));
    keep({ ...note, found });
    say(word('exercise.explain.found', { done: found.length, of: task.points.length }));
    return found.includes(point);
  };
  return (
    <div class="essay">
      {live ? (
        <>
          <label class="essay-name" for={`${id}-text`}>
            {word('exercise.explain.answer')}
          </label>
          <textarea
            id={`${id}-text`}
            class="field essay-text"
            rows={6}
            maxLength={LONGEST}
            value={note.text}
            aria-describedby={`${id}-kept`}
            onInput={(event) => keep({ ...note, text: event.currentTarget.value })}
          />
          <p class="essay-kept" id={`${id}-kept`}>
            {word('exercise.explain.kept')}
          </p>
        </>
      ) : (
        <div class="essay-lines" aria-hidden="true" />
      )}
      {live && !note.compared && (
        <div class="act">
          <button type="button" class="b b-go" disabled={note.text.trim() === ''} onClick={compare}>
            {word('exercise.explain.compare')}
          </button>
        </div>
      )}
      {live && note.compared && (
        <section class="essay-model" tabIndex={-1} ref={model}>
          <p class="essay-head">{word('exercise.explain.model')}</p>
          <p class="essay-words">
            <Prose text={text('solution')} />
          </p>
          <fieldset class="essay-points">
            <legend>
              {word('exercise.explain.points', { done: note.found.length, of: task.points.length })}
            </legend>
            {task.points.map((point) => (
              <Choice
                key={point}
                id={`${id}-${point}`}
                class="option-choice"
                type="checkbox"
                live={live}
                checked={note.found.includes(point)}
                choose={() => tick(point)}
              >
                <span>
                  <Prose text={text(`point.${point}`)} />
                </span>
              </Choice>
            ))}
          </fieldset>
        </section>
      )}
    </div>
  );
}

function Points({
  points,
  text,
}: Pick<SolutionProps<'explain'>, 'text'> & { readonly points: readonly string[] }) {
  return (
    <ul class="essay-list">
      {points.map((point) => (
        <li key={point}>
          <span class="box" /> <Prose text={text(`point.${point}`)} />
        </li>
      ))}
    </ul>
  );
}

function Solution({ task, text }: SolutionProps<'explain'>) {
  return <Points points={task.points} text={text} />;
}

/** A place to write; then the model answer, and a list to hold one's own against. Nothing is scored. */
export const explain: Look<'explain'> = { Control, Solution, bySelf: true };
