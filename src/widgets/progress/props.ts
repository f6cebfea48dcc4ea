import type { Syllabus } from '../../lesson/syllabus.ts';
import type { Dictionary } from '../../share/words.ts';
import type { Locale, Word } from '../contract.ts';

/** A page of the syllabus as a reader knows it. */
export interface Place {
  /** Of a chapter, from 1; null for another page. */
  readonly number: number | null;
  readonly title: string;
  /** Address under the site's root. */
  readonly href: string;
}

/** What the page leaves for its island, as JSON. */
export interface CourseProps {
  readonly locale: Locale;
  readonly words: Dictionary;
  readonly syllabus: Syllabus;
  /** By slug; of every part of the syllabus. */
  readonly places: Readonly<Record<string, Place>>;
  /** Address of the page of the practice node. */
  readonly practice: string;
}

/** What each view of the page gets. */
export interface Course extends Omit<CourseProps, 'words'> {
  readonly word: Word;
  /** Says something in the page's live region. */
  say(text: string): void;
}

/** A chapter as it is called in a sentence: “8 The circle”. */
export function calledIn({ places, word }: Course, slug: string): string {
  const place = places[slug];
  if (!place) return slug;
  if (place.number === null) return place.title;
  return word('progress.chapter', { n: place.number, title: place.title });
}
