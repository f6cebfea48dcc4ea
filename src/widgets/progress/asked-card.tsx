import { useEffect, useRef, useState } from 'preact/hooks';
import { placeOfCard, type Time } from '../../lesson/recall.ts';
import { type CardText, readCard } from './card-text.ts';
import { type Course, calledIn } from './props.ts';
import { whenIn } from './when.ts';

interface AskedCardProps {
  readonly course: Course;
  readonly card: string;
  /** “Question 1 of 3”. */
  readonly place: string;
  /** When it comes back; undefined until it was answered. */
  readonly back: Time | undefined;
  readonly now: Time;
  readonly isLast: boolean;
  readonly takesFocus: boolean;
  /** The reader has looked at the answer. */
  hold(): void;
  answer(knew: boolean): void;
  next(): void;
}

/** One question: thought about, looked up, judged by the reader alone. */
export function AskedCard(props: AskedCardProps) {
  const { course, card, place, back, takesFocus } = props;
  const { word } = course;
  const { chapter, question } = placeOfCard(card) ?? { chapter: '', question: 0 };
  const href = course.places[chapter]?.href ?? '';
  const [text, load, failed] = useCardText(href, question);
  const [open, setOpen] = useState(false);
  const asking = useRef<HTMLParagraphElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) asking.current?.focus();
  }, [text !== null]);
  useEffect(() => {
    if (open) answer.current?.focus();
  }, [open]);

  const show = () => {
    props.hold();
    setOpen(true);
  };
  return (
    <div class="pr-card" data-card={card}>
      <p class="pr-where">
        <span>{place}</span>
        <a href={`${href}#recall`}>{calledIn(course, chapter)}</a>
      </p>
      {failed && (
        <p class="refused" role="alert">
          {word('progress.recall.failed')}{' '}
          <button type="button" class="b" onClick={load}>
            {word('progress.recall.again')}
          </button>
        </p>
      )}
      <p class="pr-question" ref={asking} tabIndex={-1} aria-busy={text === null}>
        {text?.question ?? word('progress.recall.fetching')}
      </p>
      {!open && <p class="pr-soft">{word('progress.recall.how')}</p>}
      {open && text && (
        <div
          class="pr-answer"
          ref={answer}
          tabIndex={-1}
          dangerouslySetInnerHTML={{ __html: text.answer }}
        />
      )}
      <div class="pr-hands">
        {!open && (
          <button type="button" class="b b-go" disabled={text === null} onClick={show}>
            {word('progress.recall.show')}
          </button>
        )}
        {open && back === undefined && <Judge {...props} />}
        {back !== undefined && <Told {...props} back={back} />}
      </div>
    </div>
  );
}

function Judge({ course: { word }, answer }: AskedCardProps) {
  // Noting takes a moment, in which a second press must not count as a second asking.
  const judged = useRef(false);
  const judge = (knew: boolean) => {
    if (judged.current) return;
    judged.current = true;
    answer(knew);
  };
  return (
    <>
      <button type="button" class="b" onClick={() => judge(true)}>
        {word('progress.recall.knew')}
      </button>
      <button type="button" class="b" onClick={() => judge(false)}>
        {word('progress.recall.notYet')}
      </button>
    </>
  );
}

function Told(props: Omit<AskedCardProps, 'back'> & { readonly back: Time }) {
  const { course, back, now, isLast } = props;
  const { word } = course;
  const text = word('progress.recall.back', { when: whenIn(course.locale, now, back) });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    course.say(text);
  }, []);
  return (
    <>
      <p>{text}</p>
      <button type="button" class="b b-go" ref={button} onClick={props.next}>
        {word(isLast ? 'progress.recall.done' : 'progress.recall.next')}
      </button>
    </>
  );
}

function useCardText(
  href: string,
  question: number,
): readonly [text: CardText | null, load: () => void, failed: boolean] {
  const [text, setText] = useState<CardText | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    readCard(href, question).then(setText, () => setFailed(true));
  };
  useEffect(load, [href, question]);
  return [text, load, failed];
}
