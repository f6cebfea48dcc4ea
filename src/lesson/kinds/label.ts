import { judge, type Kind, type Part } from '../kind.ts';
import {
  count,
  declared,
  distinct,
  line,
  listOf,
  mapOf,
  maybe,
  name,
  oneOf,
  type Read,
  record,
  refuse,
  type Shaped,
  within,
} from '../shape.ts';
import { foreseen } from '../wrong.ts';

const task = record({
  /** In the order they are offered: word `label.<id>`, and `label.<id>.means`. */
  labels: listOf(
    record({
      id: name,
      /** The colour's meaning (src/site/styles/tokens.css), for a label that has one. */
      tone: maybe(oneOf(['flow', 'stuck', 'wait', 'idle', 'sound'])),
    }),
    2,
  ),
  /** Rows to be labelled: what is shown of each is the same in every language. */
  items: listOf(
    record({
      id: name,
      /** Place or figure as the field writes it: `server.go:444`. */
      code: line,
      /** Number beside it, when the evidence has one. */
      count: maybe(count(0)),
      /** Source statement at that place. */
      statement: maybe(line),
    }),
    2,
  ),
  /** Item id to label id, every item. */
  solution: mapOf(name),
  /** `answer` gives one or several items a label that is wrong. */
  wrong: foreseen(mapOf(name)),
});

export type LabelTask = Shaped<typeof task>;
/** Item id to label id; an item without a label is absent. */
export type LabelAnswer = Readonly<Record<string, string>>;

function parse(data: unknown): Read<LabelTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { labels, items, solution, wrong } = read.value;
  const known = labels.map((label) => label.id);
  const ids = items.map((item) => item.id);
  const problem =
    distinct(known, 'labels') ??
    distinct(ids, 'items') ??
    fits(solution, 'solution') ??
    wrong.map((one, index) => fits(one.answer, `wrong/${index}/answer`)).find(Boolean);
  if (problem) return problem;
  const missing = ids.find((id) => solution[id] === undefined);
  if (missing !== undefined) {
    return refuse('solution', `"${missing}" has no label`, `Add "${missing}: <label>".`);
  }
  for (const [index, one] of wrong.entries()) {
    const right = Object.entries(one.answer).find(([id, label]) => solution[id] === label);
    if (right) {
      return refuse(
        `wrong/${index}/answer/${right[0]}`,
        `"${right[1]}" is the solution of "${right[0]}"`,
        'A wrong answer names only labels that are wrong.',
      );
    }
  }
  return read;

  function fits(answer: LabelAnswer, at: string) {
    for (const [id, label] of Object.entries(answer)) {
      const place = within(at, id);
      const slip = declared(id, ids, place) ?? declared(label, known, place);
      if (slip) return slip;
    }
    return null;
  }
}

/** Each row for itself, so that a reader can mend one and keep the others. */
export const label: Kind<LabelTask, LabelAnswer> = {
  parse,
  initial: () => ({}),
  solution: (task) => task.solution,
  wrong: (task) =>
    task.wrong.map((one) => ({ answer: { ...task.solution, ...one.answer }, shows: one.shows })),
  check(task, answer) {
    const parts = task.items.map((item): Part => {
      const given = answer[item.id] ?? '';
      if (given === '') return { id: item.id, given, mark: 'open', says: null, shows: null };
      if (given === task.solution[item.id]) {
        return { id: item.id, given, mark: 'right', says: `item.${item.id}.why`, shows: null };
      }
      const known = task.wrong.find((one) => one.answer[item.id] === given);
      const says = known ? `wrong.${known.id}` : `item.${item.id}.look`;
      return { id: item.id, given, mark: 'wrong', says, shows: known?.shows ?? null };
    });
    return judge(parts, parts.filter((part) => part.mark === 'open').length);
  },
  describe: (task, answer) => ({
    key: 'exercise.label.describe',
    values: {
      done: task.items.filter((item) => answer[item.id] !== undefined).length,
      of: task.items.length,
    },
  }),
  words: (task) => [
    ...task.labels.flatMap(({ id }) => [`label.${id}`, `label.${id}.means`]),
    ...task.items.flatMap((item) => [`item.${item.id}.why`, `item.${item.id}.look`]),
    ...task.wrong.map((one) => `wrong.${one.id}`),
  ],
  write: (task, answer) =>
    task.items
      .filter((item) => answer[item.id] !== undefined)
      .map((item) => `${item.id}.${answer[item.id]}`)
      .join('_'),
  read(task, text) {
    const answer: Record<string, string> = {};
    for (const pair of text.split('_')) {
      const [id = '', chosen = ''] = pair.split('.');
      if (
        task.items.some((item) => item.id === id) &&
        task.labels.some((label) => label.id === chosen)
      ) {
        answer[id] = chosen;
      }
    }
    return answer;
  },
};
