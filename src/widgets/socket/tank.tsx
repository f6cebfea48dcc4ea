import { skbsOfFrame, wakesAt } from '../../model/kernel/charge.ts';
import type { Word } from '../contract.ts';
import { layTank, type Outline, ROWS } from './layout.ts';
import { percent } from './phrases.ts';
import type { Contents, Pipe } from './pipe.ts';

interface Mark {
  readonly row: number;
  readonly at: number;
  readonly name?: string;
}

/** The socket as a tank: frames as areas to scale, the limit, the quarter, and an axis in bytes of charge. */
export function Tank(props: {
  readonly pipe: Pipe;
  readonly contents: Contents;
  readonly word: Word;
}) {
  const { pipe, contents, word } = props;
  const { sndbuf } = pipe;
  const largest = Math.max(
    ...skbsOfFrame(pipe.frameBytes, undefined, sndbuf).map(({ charge }) => charge),
  );
  const { rows, low, high } = layTank(contents.skbs, sndbuf, largest);
  const fromTop = (row: number) => `${((rows - row) / rows) * 100}%`;
  const marks: readonly Mark[] = [
    { row: ROWS, at: sndbuf, name: word('socket.axis.limit') },
    { row: (ROWS * 3) / 4, at: (sndbuf * 3) / 4 },
    { row: ROWS / 2, at: sndbuf / 2 },
    { row: ROWS / 4, at: sndbuf / 4, name: word('socket.axis.wakes', { n: wakesAt(sndbuf) }) },
    { row: 0, at: 0 },
  ];
  return (
    <div class="sk-tank">
      <ul class="sk-axis" aria-hidden="true">
        {marks.map(({ row, at, name }) => (
          <li key={row} style={`top:${fromTop(row)}`}>
            {word('socket.n', { n: Math.round(at) })}
            {name && <small>{name}</small>}
          </li>
        ))}
      </ul>
      <div class="sk-vessel">
        <svg
          viewBox={`0 0 1000 ${rows}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={word('socket.tank', {
            charge: contents.charge,
            sndbuf,
            percent: percent(contents.charge, sndbuf),
          })}
        >
          <g transform={`matrix(1 0 0 -1 0 ${rows})`}>
            <Part outline={low} part="low" />
            <Part outline={high} part="high" />
          </g>
        </svg>
        <span class="sk-line sk-limit" style={`top:${fromTop(ROWS)}`} />
        <span class="sk-line sk-quarter" style={`top:${fromTop(ROWS / 4)}`} />
      </div>
    </div>
  );
}

function Part({ outline, part }: { readonly outline: Outline; readonly part: 'low' | 'high' }) {
  if (outline.charged === '') return null;
  return (
    <>
      <path class={`sk-charged sk-${part}`} d={outline.charged} />
      <path class={`sk-bytes sk-${part}`} d={outline.bytes} />
    </>
  );
}

/** What the two tones of the tank are, with what they come to now. */
export function Legend(props: {
  readonly pipe: Pipe;
  readonly contents: Contents;
  readonly word: Word;
}) {
  const { pipe, contents, word } = props;
  const { bytes, charge } = contents;
  const mark = wakesAt(pipe.sndbuf);
  return (
    <ul class="sk-legend">
      <li>
        <i class="sk-swatch sk-swatch-charged" aria-hidden="true" />
        <b>{word('socket.n', { n: charge })}</b> {word('socket.legend.charge')}
      </li>
      <li>
        <i class="sk-swatch sk-swatch-bytes" aria-hidden="true" />
        <b>{word('socket.n', { n: bytes })}</b> {word('socket.legend.bytes', { n: bytes })}
      </li>
      {charge > 0 && (
        <li class="sk-share">{word('socket.legend.share', { share: percent(bytes, charge) })}</li>
      )}
      <li>
        <i class="sk-swatch sk-swatch-mark" aria-hidden="true" />
        <b>{word('socket.n', { n: mark })}</b> {word('socket.legend.mark')}
      </li>
      {pipe.parked && (
        <li>
          <i class="sk-swatch sk-swatch-above" aria-hidden="true" />
          <b>{word('socket.n', { n: charge - mark })}</b> {word('socket.legend.above')}
        </li>
      )}
    </ul>
  );
}
