import { type Misconception, misconception } from './misconception.ts';
import { distinct, listOf, maybe, name, record, type Shape } from './shape.ts';

/** A wrong answer that an author foresaw: its own feedback (word `wrong.<id>`) and the belief that leads there. */
export interface Foreseen<Answer, Shows = Misconception> {
  readonly id: string;
  readonly shows: Shows;
  /** The part of an answer that shows it; the kind says how it becomes a whole one. */
  readonly answer: Answer;
}

/** The list of foreseen wrong answers. Each shows a belief. */
export function foreseen<Answer>(answer: Shape<Answer>): Shape<readonly Foreseen<Answer>[]> {
  return each(record({ id: name, shows: misconception, answer }));
}

/** The same where a slip may lead there as well as a belief: `shows` may be left out. */
export function foreseenSlips<Answer>(
  answer: Shape<Answer>,
): Shape<readonly Foreseen<Answer, Misconception | null>[]> {
  return each(record({ id: name, shows: maybe(misconception), answer }));
}

function each<One extends { readonly id: string }>(one: Shape<One>): Shape<readonly One[]> {
  const list = listOf(one);
  return (data, at) => {
    const read = list(data, at);
    if (!read.ok) return read;
    const ids = read.value.map(({ id }) => id);
    return distinct(ids, at) ?? read;
  };
}
