import { useState } from 'preact/hooks';
import type { CardEmbed } from '../../lesson/card/card.ts';
import type { Word } from '../contract.ts';
import { EmbedRow } from './embed-row.tsx';
import { ON_CALL, type OnCallName, onCall } from './on-call.ts';

interface EmbedsProps {
  readonly id: string;
  readonly embeds: readonly CardEmbed[];
  readonly frames: boolean;
  readonly word: Word;
  readonly say: (text: string) => void;
  change(embeds: readonly CardEmbed[]): void;
}

/** More than these would be no card. */
const MOST = 6;
const FIRST_HEIGHT = 480;

/** The live widgets: what is offered, and what stands on the card. */
export function Embeds({ id, embeds, frames, word, say, change }: EmbedsProps) {
  const [added, setAdded] = useState(-1);
  const add = (widget: OnCallName) => {
    setAdded(embeds.length);
    change([...embeds, { widget, query: '', height: FIRST_HEIGHT }]);
    say(word('card-writer.didAdd', { title: word(onCall[widget].title) }));
  };
  return (
    <li class="cw-part">
      <p class="cw-name" id={`${id}-embeds`}>
        {word('card-writer.embeds.title')}
      </p>
      <p class="cw-ask">{word('card-writer.embeds.ask')}</p>
      <ul class="cw-offers" aria-labelledby={`${id}-embeds`}>
        {ON_CALL.map((widget) => (
          <li key={widget}>
            <button
              type="button"
              class="cw-offer"
              disabled={embeds.length >= MOST}
              onClick={() => add(widget)}
            >
              <strong>{word(onCall[widget].title)}</strong>
              <span>{word(`card-writer.use.${widget}`)}</span>
              <span class="cw-plus">{word('card-writer.embeds.add')}</span>
            </button>
          </li>
        ))}
      </ul>
      <ol class="cw-rows">
        {embeds.map((embed, index) => (
          <EmbedRow
            key={`${embed.widget} ${index}`}
            id={`${id}-embed-${index}`}
            embed={embed}
            frames={frames}
            focus={index === added}
            word={word}
            say={say}
            change={(next) => change(embeds.with(index, next))}
            remove={() => {
              setAdded(-1);
              change(embeds.toSpliced(index, 1));
            }}
          />
        ))}
      </ol>
      {embeds.length >= MOST && (
        <p class="cw-soft">{word('card-writer.embeds.most', { n: MOST })}</p>
      )}
    </li>
  );
}
