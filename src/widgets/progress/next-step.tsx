import type { Next } from '../../lesson/done.ts';
import { BOX_DAYS } from '../../lesson/recall.ts';
import { type Course, calledIn } from './props.ts';

interface NextProps {
  readonly course: Course;
  readonly next: Next;
}

/** One link: what to do next. */
export function NextStep({ course, next }: NextProps) {
  const { word } = course;
  const left = next.step === 'solve' ? next.left : 0;
  return (
    <p class="pr-next">
      <span>{word(`progress.next.${next.step}`, { n: left })}</span>
      <a href={addressOf(course, next)}>
        {next.step === 'practise' ? word('progress.next.node') : calledIn(course, next.slug)}
      </a>
    </p>
  );
}

/** Before anything is done: what this page will hold, and where to begin. */
export function Invitation({ course, next }: NextProps) {
  const { word, locale } = course;
  const days = new Intl.ListFormat(locale).format(BOX_DAYS.map(String));
  return (
    <section class="pr-invite" aria-labelledby="pr-invite">
      <h2 id="pr-invite">{word('progress.invite.title')}</h2>
      <p>{word('progress.invite.what')}</p>
      <ul>
        <li>{word('progress.invite.course')}</li>
        <li>{word('progress.invite.recall', { days })}</li>
        <li>{word('progress.invite.file')}</li>
      </ul>
      <NextStep course={course} next={next} />
    </section>
  );
}

function addressOf({ places, practice }: Course, next: Next): string {
  return next.step === 'practise' ? practice : (places[next.slug]?.href ?? practice);
}
