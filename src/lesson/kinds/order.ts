import { judge, type Kind, type Part } from '../kind.ts';
import {
  declared,
  distinct,
  listOf,
  name,
  type Problem,
  type Read,
  record,
  refuse,
  type Shaped,
  within,
} from '../shape.ts';
import { foreseen } from '../wrong.ts';

const task = record({
  /** Ids, in the order in which they are first shown: word `item.<id>`. */
  items: listOf(name, 2),
  /**
   * What must come before what, as chains of ids: `[write, park, wait]`. Items that no chain relates may stand
   * either way, so a task says only what the matter demands.
   */
  check: listOf(listOf(name, 2)),
  /** One order of all items that keeps the chains. */
  solution: listOf(name, 2),
  /** `answer` puts some items in a wrong order among themselves. */
  wrong: foreseen(listOf(name, 2)),
});

export type OrderTask = Shaped<typeof task>;
/** All item ids, in the reader's order. */
export type OrderAnswer = readonly string[];

/** Pairs that stand the wrong way round: [should be earlier, should be later]. */
function broken(chains: readonly OrderAnswer[], answer: OrderAnswer): [string, string][] {
  return chains.flatMap((chain) =>
    chain.flatMap((earlier, index) =>
      chain
        .slice(index + 1)
        .filter((later) => answer.indexOf(earlier) > answer.indexOf(later))
        .map((later): [string, string] => [earlier, later]),
    ),
  );
}

/** Whether some items stand in this order in the answer, whatever stands between them. */
function follows(answer: OrderAnswer, some: OrderAnswer): boolean {
  return some.every(
    (id, index) => index === 0 || answer.indexOf(some[index - 1] ?? '') < answer.indexOf(id),
  );
}

/** The solution with some of its items put into another order, in the places they have there. */
function reorder(solution: OrderAnswer, some: OrderAnswer): OrderAnswer {
  const queue = [...some];
  return solution.map((id) => (some.includes(id) ? (queue.shift() ?? id) : id));
}

function parse(data: unknown): Read<OrderTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { items, check, solution, wrong } = read.value;
  const problem =
    distinct(items, 'items') ??
    check.map((chain, index) => fits(chain, `check/${index}`)).find(Boolean) ??
    fits(solution, 'solution') ??
    wrong.map((one, index) => fits(one.answer, `wrong/${index}/answer`)).find(Boolean);
  if (problem) return problem;
  const missing = items.find((id) => !solution.includes(id));
  if (missing !== undefined) {
    return refuse('solution', `"${missing}" is missing`, 'The solution orders every item.');
  }
  if (broken(check, items).length === 0) {
    return refuse(
      'check',
      'the items already stand in a right order',
      'Show them in an order that the reader has to change.',
    );
  }
  return read;

  function fits(list: OrderAnswer, at: string): Problem | null {
    return (
      list.map((id, index) => declared(id, items, within(at, index))).find(Boolean) ??
      distinct(list, at)
    );
  }
}

/** Right when no chain is broken. An item is wrong when it stands on the wrong side of another. */
export const order: Kind<OrderTask, OrderAnswer> = {
  parse,
  initial: (task) => task.items,
  solution: (task) => task.solution,
  wrong: (task) =>
    task.wrong.map((one) => ({ answer: reorder(task.solution, one.answer), shows: one.shows })),
  check(task, answer) {
    const pairs = broken(task.check, answer);
    const known = task.wrong.find((one) => follows(answer, one.answer));
    const parts = answer.map((id): Part => {
      // One move changes what is true of its neighbours, so a verdict fits only the order it was given for.
      const given = answer.join('_');
      const pair = pairs.find((one) => one.includes(id));
      if (!pair) return { id, given, mark: 'right', says: `item.${id}.why`, shows: null };
      if (known?.answer.includes(id)) {
        return { id, given, mark: 'wrong', says: `wrong.${known.id}`, shows: known.shows };
      }
      return { id, given, mark: 'wrong', says: `item.${id}.look`, shows: null };
    });
    return judge(parts, 0);
  },
  describe: (task) => ({
    key: 'exercise.order.describe',
    values: { of: task.items.length },
  }),
  words: (task) => [
    ...task.items.flatMap((id) => [`item.${id}`, `item.${id}.why`, `item.${id}.look`]),
    ...task.wrong.map((one) => `wrong.${one.id}`),
  ],
  write: (_task, answer) => answer.join('_'),
  read(task, text) {
    const kept = [...new Set(text.split('_'))].filter((id) => task.items.includes(id));
    return [...kept, ...task.items.filter((id) => !kept.includes(id))];
  },
};
