import type { Part } from './kind.ts';
import { type KindName, kindNames, kindOf, type TaskOf } from './kinds.ts';
import {
  accept,
  count,
  distinct,
  isRecord,
  line,
  listOf,
  maybe,
  name,
  oneOf,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
} from './shape.ts';

const row = record({ code: line, count: count(0) });
export type Row = Shaped<typeof row>;

/** An exercise of one kind: plain data without a word in it, so that all languages share it. */
export interface ExerciseOf<Name extends KindName> {
  readonly id: string;
  readonly kind: Name;
  /** File of content/evidence that it is about, or null. */
  readonly evidence: string | null;
  /** Rows of that evidence that the question shows: the field's own spelling, and how often it stands there. */
  readonly given: readonly Row[];
  /** Ids of the three steps of help: where to look, the rule, the way worked out. Words `hint.<id>`. */
  readonly hints: Hints;
  readonly task: TaskOf<Name>;
}

export type Exercise = { [Name in KindName]: ExerciseOf<Name> }[KindName];

type Hints = readonly [string, string, string];

const hints: Shape<Hints> = (data, at) => {
  const read = listOf(name)(data, at);
  if (!read.ok) return read;
  const [look, rule, worked, more] = read.value;
  if (look === undefined || rule === undefined || worked === undefined || more !== undefined) {
    return refuse(
      at,
      `expected three hints, found ${read.value.length}`,
      'First where to look, then the rule, then the way worked out.',
    );
  }
  return distinct(read.value, at) ?? accept([look, rule, worked]);
};

/** What every kind has. The rest of the file belongs to the kind. */
const common = record({
  id: name,
  kind: oneOf(kindNames),
  evidence: maybe(line),
  given: maybe(listOf(row)),
  hints,
});

/**
 * Reads an exercise from data (a parsed YAML file) and executes its key: a solution that its own check refuses,
 * or a wrong answer that passes or shows another belief than the stated one, is an author's mistake like any other.
 */
export function parseExercise(data: unknown): Read<Exercise> {
  if (!isRecord(data)) return refuse('', 'expected an exercise', 'Start with "id:" and "kind:".');
  const { id, kind, evidence, given, hints, ...rest } = data;
  const read = common({ id, kind, evidence, given, hints }, '');
  if (!read.ok) return read;
  const { kind: known, ...head } = read.value;
  return complete(known, { ...head, given: head.given ?? [] }, rest);
}

/** The kind's own part: read, then its key executed. */
function complete<Name extends KindName>(
  kind: Name,
  head: Omit<Exercise, 'kind' | 'task'>,
  rest: unknown,
): Read<Exercise> {
  const rules = kindOf(kind);
  const task = rules.parse(rest);
  if (!task.ok) return task;
  if (!rules.check(task.value, rules.solution(task.value)).passed) {
    return refuse('solution', 'its own check refuses it', 'Mend the solution or the check.');
  }
  for (const [index, wrong] of rules.wrong(task.value).entries()) {
    const at = `wrong/${index}`;
    const verdict = rules.check(task.value, wrong.answer);
    if (verdict.passed) {
      return refuse(at, 'the check passes this wrong answer', 'Mend the answer or the check.');
    }
    if (!verdict.parts.some((part) => part.shows === wrong.shows && isForeseen(part))) {
      return refuse(
        at,
        `the check does not say ${wrong.shows ?? 'its words'} to this answer`,
        'An earlier wrong answer matches it too: put the narrower one first.',
      );
    }
  }
  const exercise: ExerciseOf<Name> = { ...head, kind, task: task.value };
  // One kind of the union: the compiler cannot see that of a kind that is still a parameter.
  return accept(exercise as unknown as Exercise);
}

/** Whether what the check says of a part are the words of a foreseen answer. */
function isForeseen({ says }: Part): boolean {
  return says?.startsWith('wrong.') ?? false;
}

/** Full keys of the words an exercise needs, in the order a reader meets them. Both languages have all of them: a test looks. */
export function wordsOfExercise<Name extends KindName>(
  exercise: ExerciseOf<Name>,
): readonly string[] {
  const own = [
    'title',
    'ask',
    ...kindOf(exercise.kind).words(exercise.task),
    ...exercise.hints.map((id) => `hint.${id}`),
    'solution',
  ];
  return own.map((key) => `exercises.${exercise.id}.${key}`);
}
