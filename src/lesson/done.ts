import type { Completion } from './completion.ts';
import type { Progress } from './progress.ts';
import type { Part, Syllabus } from './syllabus.ts';

/** So many of so many. */
export interface Share {
  readonly done: number;
  readonly of: number;
}

/** What a reader has done of one page. Whether a guess was right is not in it: guesses are not graded. */
export interface PartDone {
  readonly slug: string;
  readonly isChapter: boolean;
  readonly opened: boolean;
  readonly finished: boolean;
  readonly solved: Share;
  readonly compared: Share;
}

/** What a reader has done of the course. */
export interface Done {
  readonly parts: readonly PartDone[];
  readonly finished: Share;
  readonly solved: Share;
  readonly compared: Share;
  /** How many chapters, exercises and guesses are kept that today's content does not have. */
  readonly unknown: number;
  /** Nothing at all has been done. */
  readonly nothing: boolean;
}

export function doneOf(progress: Progress, { parts }: Syllabus): Done {
  const each = parts.map((part) => partDone(progress, part));
  return {
    parts: each,
    finished: shareOf(each.filter(({ isChapter }) => isChapter).map(({ finished }) => finished)),
    solved: sum(each.map(({ solved }) => solved)),
    compared: sum(each.map(({ compared }) => compared)),
    unknown: unknownOf(progress, parts),
    nothing: [progress.chapters, progress.exercises, progress.predictions, progress.cards].every(
      (all) => Object.keys(all).length === 0,
    ),
  };
}

/** What to do next: one thing. */
export type Next =
  | { readonly step: 'begin' | 'read-on' | 'read'; readonly slug: string }
  /** All is read, and this chapter has exercises that are not solved yet. */
  | { readonly step: 'solve'; readonly slug: string; readonly left: number }
  /** All is read and solved. */
  | { readonly step: 'practise' };

/**
 * A chapter that was opened and not read to its end, the last opened first; else the one after the chapter that was
 * finished last, round to the first again; when all are read, the first with an exercise left.
 */
export function nextOf(progress: Progress, syllabus: Syllabus): Next {
  const { parts } = doneOf(progress, syllabus);
  const chapters = parts.filter(({ isChapter }) => isChapter);
  const at = (slug: string) => own(progress.chapters, slug);
  const unread = chapters.filter(({ finished }) => !finished);
  const [begun] = unread
    .filter(({ opened }) => opened)
    .sort((a, b) => (at(b.slug)?.opened ?? 0) - (at(a.slug)?.opened ?? 0));
  if (begun) return { step: 'read-on', slug: begun.slug };
  const [last] = chapters
    .filter(({ finished }) => finished)
    .sort((a, b) => (at(b.slug)?.finished ?? 0) - (at(a.slug)?.finished ?? 0));
  const place = last ? chapters.indexOf(last) : -1;
  const following = [...chapters.slice(place + 1), ...chapters.slice(0, place + 1)].find(
    ({ finished }) => !finished,
  );
  if (following) return { step: last ? 'read' : 'begin', slug: following.slug };
  const open = parts.find(({ solved }) => solved.done < solved.of);
  if (!open) return { step: 'practise' };
  return { step: 'solve', slug: open.slug, left: open.solved.of - open.solved.done };
}

/** What an import has brought. */
export interface Added {
  readonly opened: number;
  readonly finished: number;
  readonly solved: number;
  readonly compared: number;
  /** Recall cards that are new, or were asked later than here. */
  readonly cards: number;
}

/** What stands in `after`, a later state of `before`, that did not stand there. */
export function added(before: Progress, after: Progress): Added {
  const news = <T>(
    kept: (progress: Progress) => Readonly<Record<string, T>>,
    is: (now: T, then: T | undefined) => boolean,
  ) => Object.entries(kept(after)).filter(([id, now]) => is(now, own(kept(before), id))).length;
  return {
    opened: news(
      ({ chapters }) => chapters,
      (_, then) => then === undefined,
    ),
    finished: news(
      ({ chapters }) => chapters,
      (now, then) => now.finished !== null && (then?.finished ?? null) === null,
    ),
    solved: news(
      ({ exercises }) => exercises,
      (now, then) => now.solved !== null && (then?.solved ?? null) === null,
    ),
    compared: news(
      ({ predictions }) => predictions,
      (now, then) => now.compared !== null && (then?.compared ?? null) === null,
    ),
    cards: news(
      ({ cards }) => cards,
      (now, then) => now.box !== then?.box || now.due !== then.due,
    ),
  };
}

/** A completion file held against today's content. */
export interface Tally {
  readonly chapters: Share;
  readonly exercises: Share;
  /** How many of its chapters and exercises today's content does not have. */
  readonly unknown: number;
  /** Places of its chapters in the course, from 1, in order. */
  readonly places: readonly number[];
  /** Whether it was made with the same content. */
  readonly same: boolean;
}

export function tallyOf(completion: Completion, { code, parts }: Syllabus): Tally {
  const course = parts.filter(({ isChapter }) => isChapter).map(({ slug }) => slug);
  const exercises = parts.flatMap((part) => part.exercises);
  const places = course.flatMap((slug, at) => (completion.chapters.includes(slug) ? at + 1 : []));
  const known = new Set(completion.exercises.filter((id) => exercises.includes(id)));
  const all = new Set([...completion.chapters, ...completion.exercises]);
  return {
    chapters: { done: places.length, of: course.length },
    exercises: { done: known.size, of: exercises.length },
    unknown: all.size - places.length - known.size,
    places,
    same: completion.content === code,
  };
}

function partDone(progress: Progress, part: Part): PartDone {
  const { slug, isChapter } = part;
  const chapter = own(progress.chapters, slug);
  return {
    slug,
    isChapter,
    opened: chapter !== undefined,
    finished: typeof chapter?.finished === 'number',
    solved: shareOf(part.exercises.map((id) => isTime(own(progress.exercises, id)?.solved))),
    compared: shareOf(
      part.predictions.map((id) => isTime(own(progress.predictions, id)?.compared)),
    ),
  };
}

function unknownOf(progress: Progress, parts: readonly Part[]): number {
  const known = {
    chapters: parts.filter(({ isChapter }) => isChapter).map(({ slug }) => slug),
    exercises: parts.flatMap(({ exercises }) => exercises),
    predictions: parts.flatMap(({ predictions }) => predictions),
  };
  return (['chapters', 'exercises', 'predictions'] as const)
    .map((kind) => Object.keys(progress[kind]).filter((id) => !known[kind].includes(id)).length)
    .reduce((all, some) => all + some, 0);
}

function isTime(time: number | null | undefined): boolean {
  return typeof time === 'number';
}

function shareOf(each: readonly boolean[]): Share {
  return { done: each.filter(Boolean).length, of: each.length };
}

function sum(shares: readonly Share[]): Share {
  return shares.reduce((all, one) => ({ done: all.done + one.done, of: all.of + one.of }), {
    done: 0,
    of: 0,
  });
}

function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
