import type { Card } from '../../lesson/card/card.ts';
import { checklist } from '../../lesson/card/checklist.ts';
import { measureOf, SCREEN_LINES } from '../../lesson/card/measure.ts';
import type { Word } from '../contract.ts';
import { framesIn } from './host.ts';

interface AdviceProps {
  readonly id: string;
  readonly card: Card;
  readonly word: Word;
}

/** Whether it fits one screen, and what a card should have. It advises, and holds nothing back. */
export function Advice({ id, card, word }: AdviceProps) {
  const { lines, embeds } = measureOf(card);
  const fits = lines <= SCREEN_LINES;
  const points = checklist(card);
  const done = points.filter((point) => point.done).length;
  return (
    <section class="cw-advice" aria-labelledby={`${id}-advice`}>
      <p class="cw-h" id={`${id}-advice`}>
        {word('card-writer.advice')}
      </p>
      <div class="cw-measure" data-fits={fits}>
        <div class="cw-bar" aria-hidden="true">
          <i style={{ inlineSize: `${Math.min(100, (lines / SCREEN_LINES) * 100)}%` }} />
        </div>
        <p>
          {word(fits ? 'card-writer.fits' : 'card-writer.tooLong', {
            n: lines,
            most: SCREEN_LINES,
            over: lines - SCREEN_LINES,
          })}
          {embeds > 0 && framesIn(card.host) && <> {word('card-writer.below', { n: embeds })}</>}
        </p>
      </div>
      <p class="cw-soft">{word('card-writer.points', { n: done, of: points.length })}</p>
      <ul class="cw-points">
        {points.map(({ point, done: has }) => (
          <li key={point} data-done={has}>
            <span class="visually-hidden">
              {word(has ? 'card-writer.has' : 'card-writer.lacks')}
            </span>
            {word(`card-writer.point.${point}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
