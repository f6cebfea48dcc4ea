import type { ViewProps, Word } from '../contract.ts';
import { verdictOf } from './compare.ts';
import { Controls, Riddle } from './controls.tsx';
import type { Heaps } from './heap.ts';
import { growerInWords, pairInWords, verdictInWords } from './phrases.ts';
import { Sides } from './sides.tsx';
import type { HeapPairState } from './state.ts';

/**
 * Two heaps, or two differences, and whether they tell which process leaks. Without script nobody can turn to the
 * difference: the still shows it too.
 */
export function View(props: ViewProps<HeapPairState, Heaps>) {
  const { id, state, data, word, live, update, say } = props;
  const move = (next: HeapPairState) => {
    update(next);
    say(pairInWords(next, data, word));
  };
  const parts = { id, state, data, word, move };
  const told = !live || state.said !== null;
  return (
    <div class="hp">
      <p class="hp-lead">{word(`heap-pair.lead.${state.pair}`)}</p>
      {live && <Riddle {...parts} />}
      {live && <Controls {...parts} />}
      <Seen state={state} data={data} word={word} told={told} />
      {!live && state.look !== 'difference' && (
        <Seen state={{ ...state, look: 'difference' }} data={data} word={word} told={told} />
      )}
      <p class="hp-note">{word('heap-pair.command')}</p>
      <p class="hp-note">{word('heap-pair.belief')}</p>
    </div>
  );
}

/** Both sides in one look, and what it tells. */
function Seen(props: {
  readonly state: HeapPairState;
  readonly data: Heaps;
  readonly word: Word;
  readonly told: boolean;
}) {
  const { state, data, word } = props;
  const { pair, look, measure } = state;
  const tells = verdictOf(data, pair, look, measure).is === 'tells';
  return (
    <div class="hp-seen">
      <p class="hp-look">
        {word(`heap-pair.look.${look}`)} <code>{measure}</code>
      </p>
      <Sides {...props} />
      <p class="hp-verdict">
        <span class={tells ? 'tag tag-sound' : 'tag tag-wait'}>
          {word(tells ? 'heap-pair.tells' : 'heap-pair.tells.not')}
        </span>{' '}
        {[verdictInWords(state, data, word), growerInWords(state, data, word)].join(
          word('heap-pair.between'),
        )}
      </p>
    </div>
  );
}
