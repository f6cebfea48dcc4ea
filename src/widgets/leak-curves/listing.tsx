import type { Load } from '../../model/leak/load.ts';
import { list } from '../../model/leak/stats-list.ts';
import type { Word } from '../contract.ts';
import { CONTAINERS } from './state.ts';

/** One ListContainerStats as a row of containers: answered, the one that hangs, and those nobody asks any more. */
export function Listing(props: {
  readonly id: string;
  readonly load: Load;
  readonly wedged: number;
  readonly word: Word;
  readonly live: boolean;
  /** Chooses another container to hang, and tells what comes of it. */
  choose(place: number, text: string): void;
}) {
  const { id, load, wedged, word, live, choose } = props;
  const tell = (place: number | null) => {
    const { answered, stuckAt, neverAsked } = list(CONTAINERS, place);
    return stuckAt === null
      ? word('leak-curves.list.sound', { n: answered })
      : word('leak-curves.list.stuck', { n: stuckAt + 1, answered, neverAsked });
  };
  const stuck = load.client === 'A' ? wedged : null;
  return (
    <section class="lk-list">
      <p class="lk-h">{word('leak-curves.list')}</p>
      <div class="lk-row" role="group" aria-label={word('leak-curves.list')}>
        {Array.from({ length: CONTAINERS }, (_, place) => {
          const is = kindOf(place, stuck);
          const name = word(`leak-curves.list.${is}`);
          return live ? (
            <label key={`${place + 1}`} class={`lk-cell lk-${is}`} title={name}>
              <input
                type="radio"
                name={`${id}-wedged`}
                checked={place === wedged}
                onChange={() => choose(place, tell(load.client === 'A' ? place : null))}
              />
              <span aria-hidden="true">{place + 1}</span>
              <span class="visually-hidden">
                {word('leak-curves.list.container', { n: place + 1, is: name })}
              </span>
            </label>
          ) : (
            <span key={`${place + 1}`} class={`lk-cell lk-${is}`}>
              <span>{place + 1}</span>
            </span>
          );
        })}
      </div>
      <p class="lk-soft">{tell(stuck)}</p>
    </section>
  );
}

function kindOf(place: number, stuck: number | null): 'answered' | 'hangs' | 'never' {
  if (stuck === null || place < stuck) return 'answered';
  return place === stuck ? 'hangs' : 'never';
}
