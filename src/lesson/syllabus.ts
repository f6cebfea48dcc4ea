import { codeOf } from './completion.ts';
import type { Exercise } from './exercise.ts';
import type { Prediction } from './prediction.ts';
import { placeOfCard } from './recall.ts';

/** A page that asks something: a chapter, or another one with exercises. */
export interface AskingPage {
  /** What the ids of its exercises begin with: `the-circle`, `appendix-channels`. */
  readonly slug: string;
  readonly isChapter: boolean;
  /** Recall questions at its end. */
  readonly questions: number;
}

/** Such a page with what it asks: ids in alphabetical order. */
export interface Part extends AskingPage {
  readonly exercises: readonly string[];
  readonly predictions: readonly string[];
}

/** What today's content asks: what a reader has done is held against it. */
export interface Syllabus {
  /** Eight letters, the same in every language: equal where the same is asked, whatever the prose around it. */
  readonly code: string;
  /** In the order of the pages. */
  readonly parts: readonly Part[];
}

/** An exercise of a file, a prediction, or a widget that is one itself. */
type Source =
  | Pick<Exercise | Prediction, 'id' | 'kind'>
  | { readonly id: string; readonly kind: 'triage' };

/**
 * The pages with their exercises. One belongs to the page whose slug its id begins with, to the longest where there
 * are several; one that belongs to no page is asked nowhere, and left out. So is a page that asks nothing, unless it is
 * a chapter.
 */
export function syllabusOf(pages: readonly AskingPage[], sources: readonly Source[]): Syllabus {
  const asked = [...sources].sort((a, b) => (a.id < b.id ? -1 : 1));
  const owners = new Map(asked.map(({ id }) => [id, ownerOf(id, pages)]));
  const of = (slug: string, isPrediction: boolean) =>
    asked
      .filter(({ id, kind }) => owners.get(id) === slug && (kind === 'prediction') === isPrediction)
      .map(({ id }) => id);
  const parts = pages
    .map(({ slug, isChapter, questions }) => ({
      slug,
      isChapter,
      questions,
      exercises: of(slug, false),
      predictions: of(slug, true),
    }))
    .filter((part) => part.isChapter || part.exercises.length + part.predictions.length > 0);
  return { code: codeOf({ parts, sources: asked.filter(({ id }) => owners.get(id)) }), parts };
}

function ownerOf(id: string, pages: readonly AskingPage[]): string | undefined {
  return pages
    .map(({ slug }) => slug)
    .filter((slug) => id.startsWith(`${slug}-`))
    .sort((a, b) => b.length - a.length)[0];
}

/** How many recall questions each chapter has, by slug. */
export type Questions = Readonly<Record<string, number>>;

export function questionsOf({ parts }: Pick<Syllabus, 'parts'>): Questions {
  return Object.fromEntries(
    parts.filter(({ questions }) => questions > 0).map(({ slug, questions }) => [slug, questions]),
  );
}

/** Whether a card, `the-circle.2`, is still asked. */
export function isAsked(questions: Questions, card: string): boolean {
  const place = placeOfCard(card);
  if (place === null || !Object.hasOwn(questions, place.chapter)) return false;
  return place.question <= (questions[place.chapter] ?? 0);
}
