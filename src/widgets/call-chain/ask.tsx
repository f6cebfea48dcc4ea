import { useState } from 'preact/hooks';
import type { Word } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import { foundInWords } from './phrases.ts';
import { type CallChainState, RUN, RUNTIME_TIMEOUT, startOver } from './state.ts';

interface AskProps {
  readonly id: string;
  readonly state: CallChainState;
  readonly word: Word;
  update(next: CallChainState): void;
  say(text: string): void;
}

/** A guess before the clock runs: the invitation, the question, then what became of it. One of them always stands. */
export function Ask(props: AskProps) {
  const { state, word, update } = props;
  const [invited, setInvited] = useState(false);
  if (state.minutes === 0 || (state.guess !== null && state.minutes < RUN)) {
    return <Question {...props} focus={invited} />;
  }
  if (state.guess !== null || state.kubelet > 0) {
    return <p class="cc-ask">{foundInWords(state, word)}</p>;
  }
  return (
    <div class="cc-ask">
      <p>{word('call-chain.invite', { every: state.every, run: RUN })}</p>
      <button
        type="button"
        class="b"
        onClick={() => {
          setInvited(true);
          update(startOver(state, { kubelet: RUNTIME_TIMEOUT }));
        }}
      >
        {word('call-chain.invite.go', { n: RUNTIME_TIMEOUT })}
      </button>
    </div>
  );
}

function Question({ id, state, word, update, say, focus }: AskProps & { readonly focus: boolean }) {
  const { guess } = state;
  return (
    <div class="cc-ask">
      <p>
        {word('call-chain.ask', { run: RUN })}
        {guess !== null && <strong> {word('call-chain.ask.kept', { n: guess, run: RUN })}</strong>}
      </p>
      <NumberField
        id={`${id}-guess`}
        label={word('call-chain.ask.guess')}
        value={guess}
        least={0}
        most={1e6}
        focus={focus}
        refusal={(value) => word('call-chain.ask.bad', { value: value === '' ? '""' : value })}
        commit={(value) => {
          update({ ...state, guess: value });
          say(word('call-chain.ask.kept', { n: value, run: RUN }));
        }}
        say={say}
      />
    </div>
  );
}
