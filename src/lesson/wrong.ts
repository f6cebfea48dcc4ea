import { type Misconception, misconception } from './misconception.ts';
import { distinct, listOf, name, record, type Shape } from './shape.ts';

/** A wrong answer that an author foresaw: its own feedback (word `wrong.<id>`) and the belief that leads there. */
export interface Foreseen<Answer> {
  readonly id: string;
  readonly shows: Misconception;
  /** The part of an answer that shows it; the kind says how it becomes a whole one. */
  readonly answer: Answer;
}

/** The list of foreseen wrong answers that every kind has. */
export function foreseen<Answer>(answer: Shape<Answer>): Shape<readonly Foreseen<Answer>[]> {
  const list = listOf<Foreseen<Answer>>(record({ id: name, shows: misconception, answer }));
  return (data, at) => {
    const read = list(data, at);
    if (!read.ok) return read;
    const ids = read.value.map((one) => one.id);
    return distinct(ids, at) ?? read;
  };
}
