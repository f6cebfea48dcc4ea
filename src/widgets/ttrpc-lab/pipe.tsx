import type { Word } from '../contract.ts';
import type { PipeEnds } from './scene.ts';

/** Frames that are drawn one by one; above it the rest is a count. */
const DRAWN = 8;

/** One direction of the socket: its frames in their order, how full it is, and whether its writer is parked. */
export function PipeRow(props: {
  readonly pipe: PipeEnds;
  readonly inCircle: boolean;
  readonly word: Word;
}) {
  const { pipe, inCircle, word } = props;
  const { name, calls, buffered, charge, limit, wakesAt, counted, parked } = pipe;
  const share = limit === 0 ? 0 : Math.min(1, charge / limit);
  const slots = counted && limit <= DRAWN;
  const shown = calls.slice(0, DRAWN);
  // The next frame to be read stands at the reader's end: at the right for requests, at the left for answers.
  const order = name === 'toServer' ? [...shown].reverse() : shown;
  const free = slots ? Math.max(0, limit - calls.length) : 0;
  return (
    <div
      class={`lab-pipe lab-${name}`}
      data-mood={inCircle ? 'circle' : parked ? 'waits' : 'rests'}
    >
      <p class="lab-pipe-name">
        {word(name === 'toServer' ? 'ttrpc-lab.requests' : 'ttrpc-lab.answers')}
      </p>
      <div class="lab-tube" data-to={name === 'toServer' ? 'right' : 'left'}>
        {!slots && (
          <span
            class="lab-fill"
            style={{ inlineSize: `${(100 * share).toFixed(1)}%` }}
            aria-hidden="true"
          />
        )}
        {!counted && <span class="lab-quarter" aria-hidden="true" />}
        <ol aria-label={word('ttrpc-lab.frames', { n: calls.length })}>
          {name === 'toServer' && <Rest n={calls.length - shown.length} />}
          {name === 'toServer' && <Free n={free} />}
          {order.map((call) => (
            <li key={call}>{call + 1}</li>
          ))}
          {name === 'toClient' && <Free n={free} />}
          {name === 'toClient' && <Rest n={calls.length - shown.length} />}
        </ol>
      </div>
      <p class="lab-pipe-note">
        {counted
          ? word('ttrpc-lab.slots', { charge, limit })
          : word('ttrpc-lab.charge', { n: calls.length, charge, limit })}
        {buffered > 0 && <> {word('ttrpc-lab.inBuffer', { n: buffered })}</>}
        {parked && wakesAt !== null && <> {word('ttrpc-lab.wakesAt', { n: wakesAt })}</>}
      </p>
    </div>
  );
}

function Rest({ n }: { readonly n: number }) {
  return n > 0 ? <li class="lab-rest">+{n}</li> : null;
}

function Free({ n }: { readonly n: number }) {
  return (
    <>
      {Array.from({ length: n }, (_, place) => (
        <li key={`free ${place}`} class="lab-free" aria-hidden="true" />
      ))}
    </>
  );
}
