import { wakesAt } from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import type { CapturedEnd } from './captured.ts';
import { percent } from './phrases.ts';
import { type Pipe, samePipe } from './pipe.ts';

/** Ends of connections that really hung, as ss -xmp showed them; each can be put into the picture. */
export function CapturedEnds(props: {
  readonly ends: readonly CapturedEnd[];
  readonly shown: Pipe;
  readonly word: Word;
  readonly live: boolean;
  show(end: CapturedEnd): void;
}) {
  const { ends, shown, word, live, show } = props;
  return (
    <section class="sk-captured">
      <p class="sk-h">{word('socket.captured')}</p>
      <ul>
        {ends.map((end) => {
          const isShown = samePipe(end.pipe, shown);
          return (
            <li key={`${end.path} ${end.side}`}>
              <span class="sk-whose">
                {word('socket.captured.end', {
                  process: end.process,
                  side: word(`socket.captured.${end.side}`),
                })}
                <small>{end.path}</small>
              </span>
              <Bar end={end} />
              <span class="sk-figures">
                <code>
                  t{end.charged} ={' '}
                  {word('socket.captured.is', { frames: end.frames, each: end.each })}
                </code>{' '}
                <b>{percent(end.charged, end.allowed)}</b>
              </span>
              {!live && isShown && <span class="tag">{word('socket.captured.shown')}</span>}
              {live && (
                <button type="button" class="b" aria-pressed={isShown} onClick={() => show(end)}>
                  {word(isShown ? 'socket.captured.shown' : 'socket.captured.show')}
                  <span class="visually-hidden">
                    {' '}
                    {end.process}, {end.charged}
                  </span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p class="sk-note">{word('socket.captured.why')}</p>
    </section>
  );
}

/** The charge to scale, the limit and the quarter as marks. */
function Bar({ end }: { readonly end: CapturedEnd }) {
  const most = end.allowed * 1.02;
  const at = (bytes: number) => `${(bytes / most) * 100}%`;
  return (
    <span class="sk-bar" aria-hidden="true">
      <i style={`inline-size:${at(end.charged)}`} />
      <i class="sk-tick" style={`inset-inline-start:${at(wakesAt(end.allowed))}`} />
      <i class="sk-tick" style={`inset-inline-start:${at(end.allowed)}`} />
    </span>
  );
}
