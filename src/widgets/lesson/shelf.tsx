import type { Word } from '../contract.ts';
import { wordsUnder } from './phrase.ts';
import { Prose } from './prose.tsx';

/** What there is to choose from, where an address names nothing. In the still it is a list of questions. */
export function Shelf({
  ids,
  word,
  live,
  open,
}: {
  readonly ids: readonly string[];
  readonly word: Word;
  readonly live: boolean;
  open(id: string): void;
}) {
  return (
    <div class="shelf lesson">
      {live && <p class="shelf-how">{word('lesson.choose')}</p>}
      <ul>
        {ids.map((id) => {
          const text = wordsUnder(word, id);
          return (
            <li key={id}>
              {live ? (
                <button type="button" class="shelf-title" onClick={() => open(id)}>
                  {text('title')}
                </button>
              ) : (
                <p class="shelf-title">{text('title')}</p>
              )}
              <p class="shelf-ask">
                <Prose text={text('ask')} />
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
