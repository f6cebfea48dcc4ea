import { type At, formatAt } from '../../evidence/ttrpc/at.ts';
import { positionOf } from '../../evidence/ttrpc/positions.ts';
import type { Crowd } from '../../evidence/ttrpc/standing.ts';
import type { Word } from '../contract.ts';
import { circled, TAG_LOOK } from './phrases.ts';

/** How a part of the drawing looks: what it shows, not how it feels. */
export type Mood = 'rest' | 'work' | 'wait' | 'stuck' | 'unseen';

/** One goroutine as a box: its name, its line, what it does. `n` is its step in a circle. */
export function Box(props: {
  readonly area: string;
  readonly mood: Mood;
  readonly name: string;
  readonly at: At | null;
  readonly does: string;
  readonly n?: number;
  /** For those who cannot see the arrows. */
  readonly aside?: string;
}) {
  const { area, mood, name, at, does, n, aside } = props;
  return (
    <li class={`ld-box ld-${area}`} data-mood={mood}>
      <span class="ld-name">
        {n !== undefined && (
          <span class="ld-n" aria-hidden="true">
            {n}
          </span>
        )}
        <strong>{name}</strong>
      </span>
      {at && <code>{formatAt(at)}</code>}
      <span class="ld-does">{does}</span>
      {aside && <span class="visually-hidden">{aside}</span>}
    </li>
  );
}

/** One direction of the socket. Full of messages when its writer waits for room. */
export function Tube(props: {
  readonly area: string;
  readonly mood: Mood;
  readonly to: 'left' | 'right';
  readonly label: string;
  readonly note: string;
}) {
  const { area, mood, to, label, note } = props;
  return (
    <li class={`ld-tube ld-${area}`} data-mood={mood} data-to={to} aria-hidden="true">
      <span class="ld-label">{label}</span>
      <svg viewBox="0 0 96 16" preserveAspectRatio="none" aria-hidden="true">
        <rect class="ld-wall" x="0.75" y="0.75" width="94.5" height="14.5" rx="7" />
        {(mood === 'stuck' || mood === 'wait') &&
          [...Array(11).keys()].map((i) => (
            <rect key={i} class="ld-message" x={5 + i * 8} y="4" width="5.5" height="8" rx="1" />
          ))}
      </svg>
      <span class="ld-note">{note}</span>
    </li>
  );
}

/** An arrow between two goroutines of one process. */
export function Arrow(props: {
  readonly area: string;
  readonly mood: Mood;
  readonly to: 'up' | 'down';
  readonly label?: string;
}) {
  const { area, mood, to, label } = props;
  return (
    <li class={`ld-arrow ld-${area}`} data-mood={mood} data-to={to} aria-hidden="true">
      <span class="ld-stem">
        <svg viewBox="0 0 10 8" aria-hidden="true">
          <path d={to === 'down' ? 'M0.5 0.5H9.5L5 7.5Z' : 'M0.5 7.5H9.5L5 0.5Z'} />
        </svg>
      </span>
      {label && <span class="ld-label">{label}</span>}
    </li>
  );
}

/** Goroutines that stand at one line together. */
export function CrowdLine(props: {
  readonly crowd: Crowd;
  readonly word: Word;
  /** The step of the circle that holds them up. */
  readonly behind?: number;
}) {
  const { crowd, word, behind } = props;
  const { role, members, at, position, state } = crowd;
  const tag = position ? positionOf(position).posture : 'pass';
  const n = members.length;
  const many =
    role === 'caller'
      ? word('line-decoder.callers', { n })
      : role === 'handler'
        ? word('line-decoder.handlers', { n })
        : word('line-decoder.goroutines', { n });
  return (
    <li class="ld-crowd" data-tag={tag}>
      <b>{many}</b> <code>{formatAt(at)}</code>
      {state !== '' && <span class="ld-state">{state}</span>}
      <span class={TAG_LOOK[behind === undefined ? tag : 'victim']}>
        {behind === undefined
          ? word(`ttrpc.tag.${tag}`)
          : word('line-decoder.heldBy', { step: circled(behind) })}
      </span>
    </li>
  );
}

const ORDER = ['victim', 'pressed', 'circle', 'await', 'method', 'pass', 'rest'];

/** Crowds with those that are held up first. */
export function sorted(crowds: readonly Crowd[]): readonly Crowd[] {
  const rank = ({ position }: Crowd): number =>
    ORDER.indexOf(position ? positionOf(position).posture : 'pass');
  return crowds.toSorted((a, b) => rank(a) - rank(b) || b.members.length - a.members.length);
}
