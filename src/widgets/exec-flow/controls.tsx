import { useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import { STEPS } from './flow.ts';
import { commandOf, flowInWords, foundInWords } from './phrases.ts';
import { beginWith, EXECS, type ExecFlowState, go, isSeen } from './state.ts';

interface ControlsProps {
  readonly id: string;
  readonly state: ExecFlowState;
  readonly word: Word;
  update(next: ExecFlowState): void;
  /** Goes to a state and tells what is there. */
  move(next: ExecFlowState): void;
  say(text: string): void;
}

/** A guess before the command runs: the invitation, the question, or what became of it. One of them always stands. */
export function Ask({ id, state, word, update, move, say }: ControlsProps) {
  const [invited, setInvited] = useState(false);
  const kept = state.guess === null ? '' : word('exec-flow.ask.kept', { n: state.guess });
  if (!isSeen(state)) {
    return (
      <div class="ef-ask">
        <p>
          {word('exec-flow.ask')} <code>{commandOf(state)}</code>{' '}
          {kept !== '' && <strong>{kept}</strong>}
        </p>
        <NumberField
          id={`${id}-guess`}
          label={word('exec-flow.ask.guess')}
          value={state.guess}
          least={0}
          most={1000}
          focus={invited}
          refusal={(value) => word('exec-flow.ask.bad', { value: value === '' ? '""' : value })}
          commit={(guess) => {
            update({ ...state, guess });
            say(word('exec-flow.ask.kept', { n: guess }));
          }}
          say={say}
        />
      </div>
    );
  }
  return (
    <div class="ef-ask">
      <p>
        {foundInWords(state, word)} {state.guess === null && word('exec-flow.invite')}
      </p>
      {state.guess === null && (
        <button
          type="button"
          class="b"
          onClick={() => {
            setInvited(true);
            move(beginWith(state, { tty: !state.tty }));
          }}
        >
          {word(state.tty ? 'exec-flow.invite.plain' : 'exec-flow.invite.tty')}
        </button>
      )}
    </div>
  );
}

/** The flags, how many, and the steps. */
export function Controls({ id, state, word, move, say }: ControlsProps) {
  const flag = (name: 'stdin' | 'tty', text: string) => (
    <label class="ef-flag" for={`${id}-${name}`}>
      <input
        id={`${id}-${name}`}
        type="checkbox"
        checked={state[name]}
        onChange={(event) => move(beginWith(state, { [name]: event.currentTarget.checked }))}
      />
      <code>{text}</code>
    </label>
  );
  const first = state.step === STEPS[0];
  const last = state.step === STEPS.at(-1);
  const step = (by: number, end: boolean) => () =>
    end ? say(word(by > 0 ? 'exec-flow.end' : 'exec-flow.start')) : move(go(state, by));
  return (
    <div class="ef-controls">
      {flag('stdin', '-i')}
      {flag('tty', '-t')}
      <NumberField
        id={`${id}-execs`}
        label={word('exec-flow.execs')}
        value={state.execs}
        {...EXECS}
        refusal={(value) =>
          word('exec-flow.outOf', {
            value: value === '' ? '""' : value,
            kept: state.execs,
            ...EXECS,
          })
        }
        commit={(execs) => move(beginWith(state, { execs }))}
        say={say}
      />
      <span class="ef-steps-buttons">
        <button type="button" class="b" aria-disabled={first} onClick={step(-1, first)}>
          {word('exec-flow.back')}
        </button>
        <button type="button" class="b b-go" aria-disabled={last} onClick={step(1, last)}>
          {word('exec-flow.next')}
        </button>
      </span>
    </div>
  );
}

/** Told after a step: what is there, and the answer to the guess once it can be seen. */
export function moveInWords(before: ExecFlowState, next: ExecFlowState, word: Word): string {
  const answered = next.guess !== null && isSeen(next) && !isSeen(before);
  return answered ? foundInWords(next, word) : flowInWords(next, word);
}
