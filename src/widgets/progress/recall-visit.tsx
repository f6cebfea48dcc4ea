import { useEffect, useRef, useState } from 'preact/hooks';
import {
  nextDue,
  type RecallCards,
  type Time,
  visitOf,
  waitingCards,
} from '../../lesson/recall.ts';
import { isAsked, questionsOf } from '../../lesson/syllabus.ts';
import { AskedCard } from './asked-card.tsx';
import type { Course } from './props.ts';
import { whenIn } from './when.ts';

interface VisitProps {
  readonly course: Course;
  readonly cards: RecallCards;
  readonly now: Time;
  /** Cards that were asked on this visit. */
  readonly asked: readonly string[];
  answer(card: string, knew: boolean): void;
}

/** The questions that came back, one by one, and no more of them than make a visit. */
export function RecallVisit({ course, cards, now, asked, answer }: VisitProps) {
  const { word, syllabus } = course;
  // The card before the reader stays until they go on, whatever becomes due or is answered in another tab.
  const [held, setHeld] = useState<string | null>(null);
  const questions = questionsOf(syllabus);
  const seen = held === null || asked.includes(held) ? asked : [...asked, held];
  const visit = useRef(asked);
  visit.current = visitOf(visit.current, seen, cards, now, (id) => isAsked(questions, id));
  const queue = visit.current.filter((id) => !seen.includes(id));
  const card = held ?? queue[0];
  return (
    <section class="pr-recall" aria-labelledby="pr-recall">
      <h2 id="pr-recall">{word('progress.recall.title')}</h2>
      {card === undefined ? (
        <Rest course={course} cards={cards} now={now} asked={asked} />
      ) : (
        <AskedCard
          key={card}
          course={course}
          card={card}
          place={word('progress.recall.place', {
            n: visit.current.indexOf(card) + 1,
            of: visit.current.length,
          })}
          back={asked.includes(card) ? cards[card]?.due : undefined}
          now={now}
          isLast={queue.every((id) => id === card)}
          takesFocus={asked.length > 0}
          hold={() => setHeld(card)}
          answer={(knew) => answer(card, knew)}
          next={() => setHeld(null)}
        />
      )}
    </section>
  );
}

/** Nothing to ask now: why, and when there will be. */
function Rest({ course, cards, now, asked }: Omit<VisitProps, 'answer'>) {
  const { word, locale, syllabus } = course;
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (asked.length > 0) text.current?.focus();
  }, []);
  const questions = questionsOf(syllabus);
  const known = (id: string) => isAsked(questions, id);
  const waiting = waitingCards(cards, now, known).length;
  const next = nextDue(cards, now, known);
  const sentences = [
    asked.length > 0 && word('progress.recall.all', { n: asked.length }),
    waiting > 0 && word('progress.recall.more', { n: waiting }),
    waiting === 0 &&
      next !== null &&
      word('progress.recall.none', { when: whenIn(locale, now, next) }),
    waiting === 0 && next === null && word('progress.recall.noCards'),
  ].filter((sentence) => sentence !== false);
  return (
    <p class="pr-rest" ref={text} tabIndex={-1}>
      {sentences.join(locale === 'en' ? ' ' : '')}
    </p>
  );
}
