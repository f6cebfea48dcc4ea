import type { Word } from '../contract.ts';
import type { AtCard } from './use-card.ts';

interface KeptProps {
  readonly at: AtCard;
  readonly word: Word;
  readonly say: (text: string) => void;
}

/** Where the card is kept; and what to do when another tab has written on it too. */
export function Kept({ at, word, say }: KeptProps) {
  if (at.theirs) {
    return (
      <div class="cw-other" role="alert">
        <p>{word('card-writer.otherTab')}</p>
        <div class="cw-acts">
          <button
            type="button"
            class="b"
            onClick={() => {
              at.keepMine();
              say(word('card-writer.didKeepMine'));
            }}
          >
            {word('card-writer.keepMine')}
          </button>
          <button
            type="button"
            class="b"
            onClick={() => {
              at.takeTheirs();
              say(word('card-writer.didTakeTheirs'));
            }}
          >
            {word('card-writer.takeTheirs')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <p class="cw-kept" data-where={at.keeps}>
      {word(`card-writer.keeps.${at.keeps}`)}
    </p>
  );
}
