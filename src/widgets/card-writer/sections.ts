import type { SectionId } from '../../lesson/card/card.ts';
import type { CourseCard } from '../../lesson/card/course.ts';
import type { Word } from '../contract.ts';

/** Chapters whose cards say what the course says of a section. */
export const CHAPTERS_OF: Readonly<Record<SectionId, readonly string[]>> = {
  when: ['one-gigabyte', 'the-exec-storm'],
  look: ['who-is-holding-it', 'the-call-that-may-not-time-out'],
  sure: ['reading-164', 'the-circle'],
  now: ['the-circle', 'ask-the-shim'],
  proof: ['the-repair'],
  who: ['the-repair'],
};

/** The order of the chapters, for lists of their cards. */
export const CHAPTERS: readonly string[] = [
  'one-gigabyte',
  'who-is-holding-it',
  'the-call-that-may-not-time-out',
  'the-wrong-turn',
  'the-exec-storm',
  'ask-the-shim',
  'reading-164',
  'the-circle',
  'the-repair',
];

/** The course's cards, those first that answer the section: whoever puts in a command looks there first. */
export function cardsFor(id: SectionId, courses: readonly CourseCard[]): readonly CourseCard[] {
  const own = CHAPTERS_OF[id];
  const first = own.flatMap((slug) => courses.filter((card) => card.slug === slug));
  return [...first, ...courses.filter(({ slug }) => !own.includes(slug))];
}

/** Address of a chapter's card, or null while the chapter is not written. */
export function cardAddress(
  slug: string,
  chapter: ((slug: string) => string | null) | undefined,
): string | null {
  return chapter?.(slug)?.replace('/chapters/', '/runbook/') ?? null;
}

/** A question, a heading or a hint of a section. */
export function sectionWord(id: SectionId, part: 'title' | 'ask' | 'hint', word: Word): string {
  return word(`card-writer.${id}.${part}`);
}
