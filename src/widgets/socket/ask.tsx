import { useEffect, useState } from 'preact/hooks';
import { capacity, chargeOfFrame } from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import { samePipe, wasFull } from './pipe.ts';
import { codec, type SocketState, startOver } from './state.ts';

/** The request whose capacity is asked for first: State or Start of an exec, the storm of the incident. */
const FIRST_ASKED = 215;

interface AskProps {
  readonly id: string;
  readonly state: SocketState;
  readonly word: Word;
  update(next: SocketState): void;
  say(text: string): void;
}

/**
 * A guess before the run: the invitation beside the captured state, the question until the socket has been
 * full once, then what became of it. One of the three always stands, so that the picture keeps its place.
 */
export function Ask(props: AskProps) {
  const { state, word, update } = props;
  const [invited, setInvited] = useState(false);
  const full = wasFull(state.pipe);
  // Whoever took the invitation is led to the field once; later it must not take the focus from a button.
  useEffect(() => {
    if (full) setInvited(false);
  }, [full]);
  if (!full) return <Question {...props} focus={invited} />;
  if (state.guess > 0 || !samePipe(state.pipe, codec.initial.pipe)) {
    return <p class="sk-ask">{foundInWords(state, word)}</p>;
  }
  return (
    <div class="sk-ask">
      <p>{word('socket.invite', { size: FIRST_ASKED })}</p>
      <button
        type="button"
        class="b"
        onClick={() => {
          setInvited(true);
          update(startOver(state, { frameBytes: FIRST_ASKED }));
        }}
      >
        {word('socket.invite.go')}
      </button>
    </div>
  );
}

function Question({ id, state, word, update, say, focus }: AskProps & { readonly focus: boolean }) {
  const { pipe, guess } = state;
  return (
    <div class="sk-ask">
      <p>
        {word('socket.ask', { size: pipe.frameBytes })}
        {guess > 0 && <strong> {word('socket.ask.kept', { n: guess })}</strong>}
      </p>
      <NumberField
        id={`${id}-guess`}
        label={word('socket.ask.guess')}
        value={guess === 0 ? null : guess}
        least={1}
        most={1e9}
        focus={focus}
        refusal={(value) => word('socket.ask.bad', { value: value === '' ? '""' : value })}
        commit={(value) => {
          update({ ...state, guess: value });
          say(word('socket.ask.kept', { n: value }));
        }}
        say={say}
      />
    </div>
  );
}

/** What an empty socket takes, beside the guess if there is one, and what counting bytes alone would give. */
export function foundInWords({ pipe, guess }: SocketState, word: Word): string {
  const { frameBytes: size, sndbuf } = pipe;
  const found = word('socket.ask.found', {
    frames: capacity(size, sndbuf),
    naive: Math.floor(sndbuf / size),
    sndbuf,
    size,
    charge: chargeOfFrame(size, undefined, sndbuf),
  });
  return guess > 0 ? `${word('socket.ask.yours', { guess })} ${found}` : found;
}
