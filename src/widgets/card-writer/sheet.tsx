import { type Card, type CardEmbed, SECTIONS } from '../../lesson/card/card.ts';
import type { Word } from '../contract.ts';
import { Blocks } from './blocks.tsx';
import { framesIn } from './host.ts';
import { isOnCall, onCall } from './on-call.ts';
import { sectionWord } from './sections.ts';

interface SheetProps {
  readonly card: Card;
  readonly word: Word;
}

/** The finished card, as a page of its host will show it. It is what is printed. */
export function Sheet({ card, word }: SheetProps) {
  return (
    <section class="cw-sheet cw-paper" tabIndex={0} aria-label={word('card-writer.asShown')}>
      <p class="cw-head">
        <strong>{card.title.trim() || word('card-writer.untitled')}</strong>
      </p>
      <div class="cw-text">
        {SECTIONS.map((section) => {
          const text = card.sections[section];
          const blank = text.trim() === '';
          return (
            <section key={section} class="cw-shown" data-blank={blank}>
              <p class="cw-sub">{sectionWord(section, 'title', word)}</p>
              {blank ? (
                <p class="cw-none">{word('card-writer.nothing')}</p>
              ) : (
                <Blocks text={text} />
              )}
              {blank && <div class="cw-lines" aria-hidden="true" />}
            </section>
          );
        })}
        {card.embeds.length > 0 && (
          <section class="cw-shown">
            <p class="cw-sub">{word('card-writer.embeds.title')}</p>
            <ul class="cw-frames">
              {card.embeds.map((embed, index) => (
                <Framed key={index} embed={embed} frames={framesIn(card.host)} word={word} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

interface FramedProps {
  readonly embed: CardEmbed;
  readonly frames: boolean;
  readonly word: Word;
}

/** Where a live widget will stand: a frame of its height on a small scale, or a link. */
function Framed({ embed, frames, word }: FramedProps) {
  const { widget, height, query } = embed;
  const title = isOnCall(widget) ? word(onCall[widget].title) : widget;
  const starts = word(query === '' ? 'card-writer.embed.start' : 'card-writer.embed.linked');
  return (
    <li
      class="cw-frame"
      data-link={!frames}
      style={frames ? { minBlockSize: `${height / 10}px` } : undefined}
    >
      <strong>{title}</strong>
      <span>
        {frames
          ? word('card-writer.embed.frame', { n: height, starts })
          : word('card-writer.embed.link', { starts })}
      </span>
    </li>
  );
}
