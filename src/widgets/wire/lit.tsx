import type { Word } from '../contract.ts';
import type { Told } from './phrases.ts';

/** The part that is lit, in words. In the still it is there only if a link or the author lit one. */
export function Lit(props: {
  readonly told: Told | null;
  readonly word: Word;
  readonly live: boolean;
}) {
  const { told, word, live } = props;
  if (!told) return live ? <p class="wr-lit wr-none">{word('wire.none')}</p> : null;
  return (
    <div class="wr-lit">
      <p class="wr-lit-name">
        <b>{told.name}</b> <span>{told.place}</span>
      </p>
      <p class="wr-lit-value">
        <code>{told.hex}</code>
        <span aria-hidden="true">→</span>
        <span>{told.value}</span>
      </p>
      {told.says !== '' && <p>{told.says}</p>}
      {told.source !== '' && (
        <p class="wr-lit-source">
          <code>{told.source}</code>
        </p>
      )}
    </div>
  );
}
