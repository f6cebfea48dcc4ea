import type { CourseCard } from '../../lesson/card/course.ts';
import type { Locale } from '../contract.ts';

/** What the card is written with, besides the team's own words. */
export interface CardData {
  /** The course's cards with their commands. */
  readonly courses: Readonly<Record<Locale, readonly CourseCard[]>>;
}
