import type { Word } from '../contract.ts';
import { DOORS, type Door } from './doors.ts';
import { doorsInWords, nameOf } from './phrases.ts';
import { QUESTION_NAMES, QUESTIONS, verdictOf } from './questions.ts';
import { ask, type DoorsState, open } from './state.ts';

interface PickerProps {
  readonly id: string;
  readonly state: DoorsState;
  readonly word: Word;
  readonly live: boolean;
  /** Goes to a state and tells what led there. */
  move(next: DoorsState, text: string): void;
}

/** What somebody wants to know: one of six. */
export function Questions({ id, state, word, live, move }: PickerProps) {
  if (!live) {
    return (
      <p class="pd-asked">
        <span class="tag">{QUESTIONS[state.question].process}</span>{' '}
        {word(`pprof-doors.ask.${state.question}`)}
      </p>
    );
  }
  return (
    <fieldset class="pd-questions">
      <legend>{word('pprof-doors.questions')}</legend>
      {QUESTION_NAMES.map((name) => (
        <label key={name} for={`${id}-${name}`}>
          <input
            id={`${id}-${name}`}
            type="radio"
            name={`${id}-question`}
            checked={state.question === name}
            onChange={() => move(ask(name), word('pprof-doors.closed'))}
          />
          <span>
            <span class="tag">{QUESTIONS[name].process}</span> {word(`pprof-doors.ask.${name}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The doors. One that was opened shows what came of it, for this question. */
export function Doors(props: PickerProps) {
  const { state, word, live, move } = props;
  return (
    <div class="pd-doors" role="group" aria-label={word('pprof-doors.doors')}>
      {DOORS.map((door) => {
        const mark = markOf(state, door);
        const shown = state.opened.at(-1) === door;
        const inside = (
          <>
            <code>{nameOf(door)}</code>
            <small>{word(`pprof-doors.for.${door}`)}</small>
            {mark !== '' && (
              <span class={mark === 'answers' ? 'tag tag-sound' : 'tag tag-wait'}>
                {word(`pprof-doors.mark.${mark}`)}
              </span>
            )}
          </>
        );
        return live ? (
          <button
            key={door}
            type="button"
            class="b pd-door"
            data-mark={mark}
            aria-pressed={shown}
            onClick={() => {
              const next = open(state, door);
              move(next, doorsInWords(next, word));
            }}
          >
            {inside}
          </button>
        ) : (
          <div key={door} class="pd-door" data-mark={mark} data-shown={shown}>
            {inside}
          </div>
        );
      })}
    </div>
  );
}

function markOf({ question, opened }: DoorsState, door: Door): '' | 'answers' | 'lacks' | 'shut' {
  return opened.includes(door) ? verdictOf(question, door).is : '';
}
