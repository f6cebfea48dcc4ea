import { judge, type Kind, type Part } from '../kind.ts';
import {
  count,
  declared,
  distinct,
  listOf,
  name,
  type Read,
  record,
  refuse,
  type Shaped,
  within,
} from '../shape.ts';
import { foreseen } from '../wrong.ts';

const task = record({
  /** How many to choose. One makes it a single choice. */
  pick: count(1),
  /** Ids, offered in this order: word `option.<id>`, and `option.<id>.why` for what is true of it. */
  options: listOf(name, 2),
  /** Ids of the right options, as many as `pick`. */
  solution: listOf(name),
  /** `answer` names options that are wrong to choose. */
  wrong: foreseen(listOf(name)),
});

export type ChooseTask = Shaped<typeof task>;
/** Ids of the chosen options, in the order of the options. */
export type ChooseAnswer = readonly string[];

function parse(data: unknown): Read<ChooseTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { pick, options, solution, wrong } = read.value;
  const problem =
    distinct(options, 'options') ??
    distinct(solution, 'solution') ??
    fits(solution, 'solution') ??
    wrong.map((one, index) => fits(one.answer, `wrong/${index}/answer`)).find(Boolean);
  if (problem) return problem;
  if (solution.length !== pick) {
    return refuse(
      'solution',
      `pick is ${pick}, but the solution has ${solution.length}`,
      'Make them agree: the reader chooses exactly that many.',
    );
  }
  for (const [index, one] of wrong.entries()) {
    const right = one.answer.findIndex((id) => solution.includes(id));
    if (right >= 0) {
      return refuse(
        `wrong/${index}/answer/${right}`,
        `"${one.answer[right]}" is in the solution`,
        'A wrong answer names only options that are wrong.',
      );
    }
  }
  return read;

  function fits(answer: ChooseAnswer, at: string) {
    return (
      answer.map((id, index) => declared(id, options, within(at, index))).find(Boolean) ?? null
    );
  }
}

/** Says of each chosen option whether it is right; which ones are missing stays the reader's to find. */
export const choose: Kind<ChooseTask, ChooseAnswer> = {
  parse,
  initial: () => [],
  solution: (task) => task.options.filter((id) => task.solution.includes(id)),
  wrong: (task) =>
    task.wrong.map((one) => {
      const filled = [...one.answer, ...task.solution].slice(
        0,
        Math.max(task.pick, one.answer.length),
      );
      return { answer: task.options.filter((id) => filled.includes(id)), shows: one.shows };
    }),
  check(task, answer) {
    const parts = task.options
      .filter((id) => answer.includes(id))
      .map((id): Part => {
        if (task.solution.includes(id)) {
          return { id, given: id, mark: 'right', says: `option.${id}.why`, shows: null };
        }
        const known = task.wrong.find((one) => one.answer.includes(id));
        const says = known ? `wrong.${known.id}` : `option.${id}.why`;
        return { id, given: id, mark: 'wrong', says, shows: known?.shows ?? null };
      });
    return judge(parts, Math.max(0, task.pick - parts.length));
  },
  describe: (task, answer) => ({
    key: 'exercise.choose.describe',
    values: { done: answer.length, of: task.pick },
  }),
  words: (task) => [
    ...task.options.flatMap((id) => [`option.${id}`, `option.${id}.why`]),
    ...task.wrong.map((one) => `wrong.${one.id}`),
  ],
  write: (_task, answer) => answer.join('_'),
  read(task, text) {
    const chosen = new Set(text.split('_'));
    return task.options.filter((id) => chosen.has(id));
  },
};
