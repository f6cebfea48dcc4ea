import type { Done, PartDone, Share } from '../../lesson/done.ts';
import type { Course } from './props.ts';

/** The course, chapter by chapter: what of it is done. Counts, and nothing that ranks. */
export function CoursePath({ course, done }: { readonly course: Course; readonly done: Done }) {
  const { word } = course;
  const { finished, solved, compared, unknown } = done;
  return (
    <section aria-labelledby="pr-path">
      <h2 id="pr-path">{word('progress.path.title')}</h2>
      <p class="pr-sum">
        {word('progress.path.sum', {
          chapters: finished.done,
          ofChapters: finished.of,
          exercises: solved.done,
          ofExercises: solved.of,
          guesses: compared.done,
          ofGuesses: compared.of,
        })}
      </p>
      <ol class="pr-path">
        {done.parts.map((part) => (
          <PathRow key={part.slug} course={course} part={part} />
        ))}
      </ol>
      {unknown > 0 && <p class="pr-soft">{word('progress.path.unknown', { n: unknown })}</p>}
    </section>
  );
}

function PathRow({ course, part }: { readonly course: Course; readonly part: PartDone }) {
  const { word, places } = course;
  const place = places[part.slug];
  const texts = [
    ...(part.isChapter ? [word(`progress.path.${standing(part)}`)] : []),
    ...counted(part.solved, (share) =>
      word(share.done > 0 ? 'progress.path.solved' : 'progress.path.exercises', share),
    ),
    ...counted(part.compared, (share) =>
      word(share.done > 0 ? 'progress.path.compared' : 'progress.path.guesses', share),
    ),
  ];
  return (
    <li data-part={part.slug} data-standing={standing(part)}>
      <span class="pr-mark" aria-hidden="true" />
      <p class="pr-title">
        {place?.number != null && <span class="pr-number">{place.number}</span>}
        <a href={place?.href}>{place?.title ?? part.slug}</a>
      </p>
      <p class="pr-done">
        {texts.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <span class="pr-pips" aria-hidden="true">
        {Array.from({ length: part.solved.of }, (_, n) => (
          <i key={n} data-solved={n < part.solved.done} />
        ))}
      </span>
    </li>
  );
}

function standing({ finished, opened }: PartDone): 'finished' | 'opened' | 'untouched' {
  if (finished) return 'finished';
  return opened ? 'opened' : 'untouched';
}

/** What is said of a share; nothing where nothing is asked. */
function counted(
  { done, of }: Share,
  say: (share: { readonly done: number; readonly of: number; readonly n: number }) => string,
): readonly string[] {
  return of === 0 ? [] : [say({ done, of, n: of })];
}
