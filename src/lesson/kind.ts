import type { Misconception } from './misconception.ts';
import type { Read } from './shape.ts';

/** A word to be looked up: its key and what fills its places. The room has no language of its own. */
export interface Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What the check says of one part of an answer: a row, an option, the figure. */
export interface Part {
  /** Id of the item, or `answer` where the answer is one piece. */
  readonly id: string;
  /** What the reader gave, so that a view can tell whether a verdict still fits; '' when nothing. */
  readonly given: string;
  readonly mark: 'right' | 'wrong' | 'open';
  /** Word that explains it, under `exercises.<id>.` (`item.line-444.why`), or null when there is none yet. */
  readonly says: string | null;
  /** The belief behind a wrong part, when the exercise knows it. */
  readonly shows: Misconception | null;
}

/** What the check says of an answer. */
export interface Verdict {
  readonly passed: boolean;
  /** Parts that still lack an answer. */
  readonly open: number;
  readonly parts: readonly Part[];
}

/** An answer that must fail, and the belief that leads there; null where a mere slip does. */
export interface WrongAnswer<Answer> {
  readonly answer: Answer;
  readonly shows: Misconception | null;
}

/**
 * A kind of exercise: one object, all that the rest needs to know of it. `Task` is what an author writes for
 * this kind, `Answer` what a reader gives; both are plain data.
 */
export interface Kind<Task, Answer> {
  /** Reads the kind's own part of a file. What it accepts makes sense: ids are declared, the key is complete. */
  parse(data: unknown): Read<Task>;
  /** Before the reader has done anything. */
  initial(task: Task): Answer;
  /** The stated solution. It passes `check`: a test runs it. */
  solution(task: Task): Answer;
  /** The stated wrong answers, completed so that they can be checked. They fail, and name their belief: a test runs them. */
  wrong(task: Task): readonly WrongAnswer<Answer>[];
  check(task: Task, answer: Answer): Verdict;
  /** One sentence that says where the answer stands. */
  describe(task: Task, answer: Answer): Phrase;
  /** Keys of the words this task needs, under `exercises.<id>.`. */
  words(task: Task): readonly string[];
  /** Answer as text for a link: ids joined by `.`, `_` and `~`, which a query string leaves as they are. */
  write(task: Task, answer: Answer): string;
  /** Answer from such text. Whatever the task does not know is left out: the link may be older than the task. */
  read(task: Task, text: string): Answer;
}

/** Verdict over parts: passed when every part is right. */
export function judge(parts: readonly Part[], open: number): Verdict {
  return { passed: open === 0 && parts.every((part) => part.mark === 'right'), open, parts };
}
