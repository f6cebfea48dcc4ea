import type { ComponentType } from 'preact';
import type { Part } from '../../lesson/kind.ts';
import type { AnswerOf, KindName, TaskOf } from '../../lesson/kinds.ts';
import type { Word } from '../contract.ts';
import type { Text } from '../lesson/phrase.ts';
import type { Note } from './state.ts';

/** What the control of a kind gets. */
export interface ControlProps<Name extends KindName> {
  /** Unique on the page: prefix for ids and names. */
  readonly id: string;
  readonly task: TaskOf<Name>;
  readonly answer: AnswerOf<Name>;
  /** What the last check said of the parts that are unchanged since. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly live: boolean;
  readonly text: Text;
  readonly word: Word;
  change(answer: AnswerOf<Name>): void;
  /** What is written for nobody else, and how it is kept. */
  readonly note: Note;
  keep(note: Note): void;
  /** As the Check button does. */
  check(): void;
  say(text: string): void;
}

export interface SolutionProps<Name extends KindName> {
  readonly task: TaskOf<Name>;
  readonly text: Text;
  readonly word: Word;
}

/** How a kind of exercise looks: where the reader answers, and the solution with its reasons. */
export interface Look<Name extends KindName> {
  readonly Control: ComponentType<ControlProps<Name>>;
  readonly Solution: ComponentType<SolutionProps<Name>>;
  /** Compared by the reader: there is no Check button, and the model answer belongs to the control. */
  readonly bySelf?: true;
}
