import { CONFIDENCES, type Confidence } from './prediction.ts';
import { asked, BOX_DAYS, cardName, laid, laidAt, type RecallCards, type Time } from './recall.ts';
import { count, exactly, isRecord, listOf, mapOf, maybe, name, record, text } from './shape.ts';

/** A chapter: when it was first opened, and when its end was first reached. */
export interface ChapterProgress {
  readonly opened: Time;
  readonly finished: Time | null;
}

/** A locked guess, and when it was set beside the evidence; until then it may be changed. */
export interface PredictionProgress {
  /** The guess as its widget writes it in a link. */
  readonly answer: string;
  readonly confidence: Confidence;
  readonly at: Time;
  readonly compared: Time | null;
}

/** An exercise: how often it was checked, which hints were opened, when it first passed. */
export interface ExerciseProgress {
  readonly tries: number;
  /** Ids of hints, in alphabetical order. */
  readonly hints: readonly string[];
  readonly solved: Time | null;
}

/**
 * What a reader has done: plain data, kept on their machine. Ids that today's content does not know are kept as they
 * are: an exercise may be renamed and come back, and an older page must not forget what a newer one wrote.
 */
export interface Progress {
  readonly version: typeof VERSION;
  /** By slug. */
  readonly chapters: Readonly<Record<string, ChapterProgress>>;
  readonly predictions: Readonly<Record<string, PredictionProgress>>;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** By card, `<slug>.<n>`. */
  readonly cards: RecallCards;
}

/** Something that a reader did. The time is not in it: whoever keeps it has the clock. */
export type Deed =
  | { readonly did: 'open'; readonly chapter: string }
  /** Reached the end of a chapter that asks so many recall questions. */
  | { readonly did: 'finish'; readonly chapter: string; readonly questions: number }
  | {
      readonly did: 'predict';
      readonly exercise: string;
      readonly answer: string;
      readonly confidence: Confidence;
    }
  /** Set the guess beside the evidence. */
  | { readonly did: 'compare'; readonly exercise: string }
  | { readonly did: 'try'; readonly exercise: string; readonly passed: boolean }
  | { readonly did: 'take-hint'; readonly exercise: string; readonly hint: string }
  | { readonly did: 'recall'; readonly card: string; readonly knew: boolean }
  /** Brought what was done elsewhere. */
  | { readonly did: 'import'; readonly progress: Progress }
  | { readonly did: 'reset' };

const VERSION = 1 as const;

/** Nothing done yet. */
export const NOTHING: Progress = {
  version: VERSION,
  chapters: {},
  predictions: {},
  exercises: {},
  cards: {},
};

const UNTRIED: ExerciseProgress = { tries: 0, hints: [], solved: null };

/** What a reader has done, after one thing more. What is already so is not noted twice: the first time stands. */
export function noted(progress: Progress, deed: Deed, now: Time): Progress {
  switch (deed.did) {
    case 'open':
      return withChapter(progress, deed.chapter, { opened: now, finished: null });
    case 'finish': {
      const ended = withChapter(progress, deed.chapter, { opened: now, finished: now });
      return { ...ended, cards: laid(progress.cards, deed.chapter, deed.questions, now) };
    }
    case 'predict': {
      const { exercise, answer, confidence } = deed;
      if (own(progress.predictions, exercise)?.compared) return progress;
      return withPrediction(progress, exercise, { answer, confidence, at: now, compared: null });
    }
    case 'compare': {
      const guess = own(progress.predictions, deed.exercise);
      if (!guess || guess.compared !== null) return progress;
      return withPrediction(progress, deed.exercise, { ...guess, compared: now });
    }
    case 'try': {
      const before = own(progress.exercises, deed.exercise) ?? UNTRIED;
      return withExercise(progress, deed.exercise, {
        ...before,
        tries: before.tries + 1,
        solved: before.solved ?? (deed.passed ? now : null),
      });
    }
    case 'take-hint': {
      const before = own(progress.exercises, deed.exercise) ?? UNTRIED;
      const hints = union(before.hints, [deed.hint]);
      return withExercise(progress, deed.exercise, { ...before, hints });
    }
    case 'recall': {
      const card = own(progress.cards, deed.card);
      if (!card) return progress;
      return {
        ...progress,
        cards: { ...progress.cards, [deed.card]: asked(card, deed.knew, now) },
      };
    }
    case 'import':
      return merge(progress, deed.progress);
    case 'reset':
      return NOTHING;
  }
}

/**
 * Two machines' progress as one: in whichever order, and however often. The first time that something was done
 * counts, of tries the larger number, and of a card the later asking.
 */
export function merge(a: Progress, b: Progress): Progress {
  return {
    version: VERSION,
    chapters: join(a.chapters, b.chapters, (left, right) => ({
      opened: Math.min(left.opened, right.opened),
      finished: earlier(left.finished, right.finished),
    })),
    predictions: join(a.predictions, b.predictions, (left, right) =>
      guessOrder(left, right) <= 0 ? left : right,
    ),
    exercises: join(a.exercises, b.exercises, (left, right) => ({
      tries: Math.max(left.tries, right.tries),
      hints: union(left.hints, right.hints),
      solved: earlier(left.solved, right.solved),
    })),
    cards: join(a.cards, b.cards, (left, right) =>
      (laidAt(left) - laidAt(right) || right.box - left.box) >= 0 ? left : right,
    ),
  };
}

/** A problem with a text that should be somebody's progress: a word key's end, and the place in the data. */
export interface ImportProblem {
  readonly ok: false;
  /** `newer-version`: written by a kit that came after this one. */
  readonly problem: 'not-json' | 'not-progress' | 'newer-version' | 'bad-value';
  /** Path of keys, `exercises/the-circle-order/tries`; '' is the whole. */
  readonly at: string;
}

export type Imported = { readonly ok: true; readonly progress: Progress } | ImportProblem;

const KIT = 'stuck-in-send/progress';

/** Progress as the text of a file: JSON, two spaces, a newline at its end. */
export function exportText(progress: Progress): string {
  return `${JSON.stringify({ kit: KIT, ...progress }, null, 2)}\n`;
}

/** Progress from such a text. All of it is checked; nothing is mended. */
export function importText(written: string): Imported {
  let data: unknown;
  try {
    data = JSON.parse(written);
  } catch {
    return { ok: false, problem: 'not-json', at: '' };
  }
  if (!isRecord(data) || data.kit !== KIT) return { ok: false, problem: 'not-progress', at: 'kit' };
  if (typeof data.version === 'number' && data.version > VERSION) {
    return { ok: false, problem: 'newer-version', at: 'version' };
  }
  const read = file(data, '');
  if (!read.ok) return { ok: false, problem: 'bad-value', at: read.at };
  const { kit: _, ...progress } = read.value;
  return { ok: true, progress };
}

const time = count(0);
const file = record({
  kit: exactly([KIT]),
  version: exactly([VERSION]),
  chapters: mapOf(record({ opened: time, finished: maybe(time) })),
  predictions: mapOf(
    record({ answer: text, confidence: exactly(CONFIDENCES), at: time, compared: maybe(time) }),
  ),
  exercises: mapOf(record({ tries: count(0), hints: listOf(name, 0), solved: maybe(time) })),
  cards: mapOf(record({ box: exactly(BOX_DAYS.map((_, box) => box)), due: time }), cardName),
});

function withChapter(progress: Progress, slug: string, now: ChapterProgress): Progress {
  const before = own(progress.chapters, slug);
  const next = {
    opened: before?.opened ?? now.opened,
    finished: before?.finished ?? now.finished,
  };
  return { ...progress, chapters: { ...progress.chapters, [slug]: next } };
}

function withPrediction(progress: Progress, id: string, guess: PredictionProgress): Progress {
  return { ...progress, predictions: { ...progress.predictions, [id]: guess } };
}

function withExercise(progress: Progress, id: string, exercise: ExerciseProgress): Progress {
  return { ...progress, exercises: { ...progress.exercises, [id]: exercise } };
}

function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function join<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (left: T, right: T) => T,
): Readonly<Record<string, T>> {
  const joined: Record<string, T> = { ...a };
  for (const [key, right] of Object.entries(b)) {
    const left = own(a, key);
    joined[key] = left === undefined ? right : both(left, right);
  }
  return joined;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}

function earlier(a: Time | null, b: Time | null): Time | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** Which of two guesses stands: the first that was compared; where none was, the last that was made. */
function guessOrder(a: PredictionProgress, b: PredictionProgress): number {
  return (
    Number(a.compared === null) - Number(b.compared === null) ||
    (a.compared ?? 0) - (b.compared ?? 0) ||
    b.at - a.at ||
    a.confidence - b.confidence ||
    (a.answer < b.answer ? -1 : Number(a.answer > b.answer))
  );
}
