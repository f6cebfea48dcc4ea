import { judge, type Kind, type Part } from '../kind.ts';
import { distinct, listOf, name, type Read, record, type Shaped } from '../shape.ts';

const task = record({
  /** What a good answer says: word `point.<id>` each. The model answer is the word `solution`. */
  points: listOf(name, 2),
});

export type ExplainTask = Shaped<typeof task>;

/** What a reader wrote, and the points that they found in it: theirs to judge. */
export interface ExplainAnswer {
  readonly text: string;
  readonly found: readonly string[];
}

function parse(data: unknown): Read<ExplainTask> {
  const read = task(data, '');
  return read.ok ? (distinct(read.value.points, 'points') ?? read) : read;
}

/**
 * Free text, compared by its writer. There is no wrong answer and no score: `check` only says which points are ticked.
 * Nothing of it goes into a link: `write` is empty, and what is read back is the beginning.
 */
export const explain: Kind<ExplainTask, ExplainAnswer> = {
  parse,
  initial: () => ({ text: '', found: [] }),
  solution: ({ points }) => ({ text: '', found: points }),
  wrong: () => [],
  check: (task, { found }) => {
    const parts = task.points.map((id): Part => {
      const mark = found.includes(id) ? 'right' : 'open';
      return { id, given: mark === 'right' ? id : '', mark, says: `point.${id}`, shows: null };
    });
    return judge(parts, parts.filter(({ mark }) => mark === 'open').length);
  },
  describe: (task) => ({ key: 'exercise.explain.describe', values: { n: task.points.length } }),
  words: ({ points }) => points.map((id) => `point.${id}`),
  write: () => '',
  read: (task) => explain.initial(task),
};
