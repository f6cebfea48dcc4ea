import type { JSX } from 'preact';
import type { KindName } from '../../model/kernel/program.ts';
import type { Word, WordKey } from '../contract.ts';
import type { Group, Mood, SeatName } from './scene.ts';
import { numbers, seatName } from './words.ts';

const TONE: Readonly<Record<Mood, string>> = {
  moves: 'tag-flow',
  rests: '',
  waits: 'tag-wait',
  circle: 'tag-stuck',
  gone: '',
};

export interface CardProps {
  readonly seat: SeatName;
  /** Whose card it is while nobody sits there. */
  readonly kind: KindName;
  readonly groups: readonly Group[];
  /** Numbers of the steps in which it moves, and whether it moved last. */
  readonly steps: readonly number[];
  readonly moved: boolean;
  readonly focused: boolean;
  readonly word: Word;
  readonly live: boolean;
  take(step: number): void;
  focus(kind: KindName): void;
}

/** A goroutine, or a crowd of them: where it stands, what it has in hand, what it waits for, what it could do. */
export function Card(props: CardProps): JSX.Element {
  const { seat, kind, groups, steps, moved, focused, word, live } = props;
  const mood = moodOf(groups);
  const name = seatName(seat, groups[0]?.kind ?? kind, word);
  return (
    <div
      class={`lab-card lab-${seat}`}
      data-mood={mood}
      data-moved={moved}
      role="group"
      aria-label={name}
    >
      <header>
        {live ? (
          <button
            type="button"
            class="lab-name"
            aria-pressed={focused}
            onClick={() => props.focus(groups[0]?.kind ?? kind)}
          >
            {name}
          </button>
        ) : (
          <b class="lab-name">{name}</b>
        )}
        <span class={`tag ${TONE[mood]}`}>{word(`ttrpc-lab.mood.${mood}` as WordKey)}</span>
      </header>
      {groups.length === 0 && (
        <p class="lab-nobody">{word(`ttrpc-lab.nobody.${seat}` as WordKey)}</p>
      )}
      <ul>
        {groups.map((group) => (
          <li key={`${group.line} ${group.mood}`} data-mood={group.mood}>
            <p class="lab-line">
              {(seat === 'callers' || seat === 'handlers' || group.count > 1) && (
                <b class="lab-count">{group.count} × </b>
              )}
              <code>{group.code}</code>
            </p>
            <p class="lab-at">
              {group.at && <span class="lab-place">{group.at}</span>}
              {group.calls.length > 0 && (
                <span class="lab-hand">
                  {word(handKey(group), { n: group.calls.length, calls: numbers(group.calls) })}
                </span>
              )}
            </p>
            {group.reason && group.reason !== 'work' && (
              <p class="lab-why">{word(`ttrpc-lab.waits.${group.reason}` as WordKey)}</p>
            )}
          </li>
        ))}
      </ul>
      {live && steps.length > 0 && (
        <p class="lab-badges">
          {steps.map((step) => (
            <button
              key={step}
              type="button"
              class="lab-badge"
              aria-label={word('ttrpc-lab.take', { n: step })}
              onClick={() => props.take(step)}
            >
              {step}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function handKey({ kind, line }: Group): WordKey {
  if (kind === 'client.caller' || kind === 'server.handler') return 'ttrpc-lab.ofCalls';
  if (line === 'refuse' || line === 'relock' || line === 'abort') return 'ttrpc-lab.holdsError';
  if (kind === 'server.receiver' || (kind.startsWith('client.') && line === 'write')) {
    return 'ttrpc-lab.holdsRequest';
  }
  if (kind === 'server.loop' && line === 'start') return 'ttrpc-lab.holdsRequest';
  return 'ttrpc-lab.holdsAnswer';
}

const ORDER: readonly Mood[] = ['circle', 'moves', 'waits', 'rests'];

function moodOf(groups: readonly Group[]): Mood {
  return ORDER.find((mood) => groups.some((group) => group.mood === mood)) ?? 'gone';
}
