import { useState } from 'preact/hooks';
import { SNDBUF } from '../../model/kernel/charge.ts';
import type { ViewProps } from '../contract.ts';
import { Ask } from './ask.tsx';
import type { CapturedEnd } from './captured.ts';
import { CapturedEnds } from './captured-ends.tsx';
import { Classes } from './classes.tsx';
import { leadInWords } from './phrases.ts';
import { type Pipe, samePipe } from './pipe.ts';
import { Scene } from './scene.tsx';
import type { SocketState } from './state.ts';

/** One direction of the socket as a tank between writer and reader; below it the kernel's own figures. */
export function View(props: ViewProps<SocketState, readonly CapturedEnd[]>) {
  const { id, state, data, word, live, update, say } = props;
  const { pipe } = state;
  const [told, setTold] = useState<{ readonly pipe: Pipe; readonly text: string } | null>(null);
  const move = (next: SocketState, text: string, more = '') => {
    update(next);
    say(more === '' ? text : `${text} ${more}`);
    setTold({ pipe: next.pipe, text });
  };
  return (
    <div class="sk" data-parked={pipe.parked}>
      <div class="sk-top">
        <p class="sk-lead">{leadInWords(pipe, word)}</p>
        {/* What the last step did; a reset or a link leads to a socket that no step of ours left behind. */}
        <p class="sk-told">
          {told !== null && samePipe(told.pipe, pipe) ? told.text : word('socket.intro')}
        </p>
      </div>
      {live && <Ask id={id} state={state} word={word} update={update} say={say} />}
      <Scene id={id} state={state} word={word} live={live} move={move} say={say} />
      <CapturedEnds
        ends={data}
        shown={pipe}
        word={word}
        live={live}
        show={(end) =>
          move(
            { ...state, pipe: end.pipe, guess: 0 },
            word('socket.captured.said', { path: end.path }),
          )
        }
      />
      <Classes
        open={state.table}
        pipe={pipe}
        word={word}
        toggle={(table) => live && update({ ...state, table })}
      />
      <p class="sk-note sk-belief">{word('socket.belief', { sndbuf: SNDBUF })}</p>
    </div>
  );
}
