import type { ComponentChildren } from 'preact';
import { BUFIO } from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import { foundInWords } from './ask.tsx';
import { Controls } from './controls.tsx';
import { stepInWords } from './phrases.ts';
import {
  type Contents,
  contentsOf,
  fill,
  type Pipe,
  read,
  readFrame,
  readUntilWake,
  type Stepped,
  write,
} from './pipe.ts';
import { isFirstFill, type SocketState, startOver } from './state.ts';
import { Legend, Tank } from './tank.tsx';

/** The writer, the socket between, and the reader, each with what can be done there. */
export function Scene(props: {
  readonly id: string;
  readonly state: SocketState;
  readonly word: Word;
  readonly live: boolean;
  /** Goes to a state and tells what led there; `more` stands in the picture already, and is said only. */
  move(next: SocketState, text: string, more?: string): void;
  /** Tells what was refused. */
  say(text: string): void;
}) {
  const { id, state, word, live, move, say } = props;
  const { pipe } = state;
  const contents = contentsOf(pipe);
  const act = (step: (pipe: Pipe) => Stepped) => () => {
    const at = step(pipe);
    const next = { ...state, pipe: at.pipe };
    const answered = state.guess > 0 && at.step.did === 'parked' && isFirstFill(next);
    move(next, stepInWords(pipe, at, word), answered ? foundInWords(next, word) : '');
  };
  return (
    <div class="sk-scene">
      <section class="sk-end sk-writer">
        <p class="sk-who">
          <strong>{word('socket.writer')}</strong>{' '}
          {pipe.parked ? (
            <span class="tag tag-stuck">{word('socket.asleep')} · IO wait</span>
          ) : (
            <span class="tag tag-flow">{word('socket.awake')}</span>
          )}
        </p>
        <p class="sk-at">{writerAt(pipe, contents, word)}</p>
        {live && <Controls id={id} state={state} word={word} move={move} say={say} />}
        {live && (
          <Moves>
            <Move go={!pipe.parked} dim={pipe.parked} onClick={act(fill)}>
              {word('socket.fill')}
            </Move>
            <Move dim={pipe.parked} onClick={act(write)}>
              {word('socket.write')}
            </Move>
            <Move onClick={() => move(startOver(state), word('socket.say.emptied'))}>
              {word('socket.empty')}
            </Move>
          </Moves>
        )}
      </section>
      <Tank pipe={pipe} contents={contents} word={word} />
      <Legend pipe={pipe} contents={contents} word={word} />
      <section class="sk-end sk-reader">
        <p class="sk-who">
          <strong>{word('socket.reader')}</strong>
        </p>
        <p class="sk-at">
          {word('socket.taken', { out: contents.framesOut, in: contents.framesIn })}
        </p>
        {live && (
          <Moves>
            <Move go={pipe.parked} dim={!pipe.parked} onClick={act(readUntilWake)}>
              {word('socket.wake')}
            </Move>
            <Move dim={contents.bytes === 0} onClick={act(readFrame)}>
              {word('socket.read')}
            </Move>
            <Move dim={contents.bytes === 0} onClick={act((at) => read(at, BUFIO))}>
              {word('socket.readCall', { bytes: BUFIO })}
            </Move>
            <p class="sk-hint">{word('socket.readCall.why')}</p>
          </Moves>
        )}
      </section>
    </div>
  );
}

function writerAt({ frameBytes: size }: Pipe, { framesIn, part }: Contents, word: Word): string {
  const n = framesIn + 1;
  return part > 0 ? word('socket.cut', { n, part, size }) : word('socket.next', { n });
}

function Moves({ children }: { readonly children: ComponentChildren }) {
  return <div class="sk-moves">{children}</div>;
}

/** A move that cannot be made stays a button: pressed, it says why, and the focus does not get lost. */
function Move(props: {
  readonly go?: boolean;
  readonly dim?: boolean;
  readonly children: ComponentChildren;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      class={props.go ? 'b b-go' : 'b'}
      aria-disabled={props.dim ? 'true' : undefined}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
