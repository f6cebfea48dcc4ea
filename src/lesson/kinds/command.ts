import { parseCommandLine, type Stage } from '../command-line.ts';
import { type Comparison, nearest, type StageSpec } from '../command-match.ts';
import { judge, type Kind, type Part } from '../kind.ts';
import {
  accept,
  declared,
  distinct,
  isRecord,
  line,
  listOf,
  maybe,
  name,
  oneOf,
  oneOrMore,
  otherwise,
  type Problem,
  pattern,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
  within,
} from '../shape.ts';
import { foreseenSlips } from '../wrong.ts';

/** A wrong line, and what a line must lack (all of these parts) and have (one of these words) to be wrong in the same way. */
export interface WrongLine {
  readonly line: string;
  readonly lacks: readonly string[];
  readonly has: readonly string[];
}

const may: Shape<StageSpec['may']> = (data, at) =>
  data === 'any' ? accept('any') : otherwise<readonly string[]>(listOf(line), [])(data, at);

const stage: Shape<StageSpec> = record({
  id: name,
  program: oneOrMore(line),
  options: otherwise(listOf(record({ id: name, any: listOf(line) })), []),
  operands: otherwise(listOf(record({ id: name, match: pattern })), []),
  may,
});

const rule = record({
  line,
  lacks: otherwise<readonly string[]>(listOf(name), []),
  has: otherwise<readonly string[]>(listOf(line), []),
});

/** A line alone stands for itself, however it is spaced and quoted. */
const wrongLine: Shape<WrongLine> = (data, at) => {
  if (isRecord(data)) return rule(data, at);
  const read = line(data, at);
  return read.ok ? accept({ line: read.value, lacks: [], has: [] }) : read;
};

const task = record({
  /** Lines typed before, shown above the prompt, each with lines of what it printed. */
  before: otherwise(
    listOf(record({ line, shows: otherwise<readonly string[]>(listOf(line), []) })),
    [],
  ),
  /** Ways to do it: each the stages of one pipe. */
  check: listOf(listOf(stage)),
  /** How the content test runs `before`, the solution and `after` in the shell, and what the last line must print. */
  run: maybe(
    record({
      on: oneOf(['practice', 'evidence']),
      cwd: maybe(line),
      after: otherwise<readonly string[]>(listOf(line), []),
      expect: pattern,
    }),
  ),
  solution: line,
  wrong: foreseenSlips(wrongLine),
});

export type CommandTask = Shaped<typeof task>;
/** The line, as typed. */
export type CommandAnswer = string;

/** Longer than any line that is asked for. */
const LONGEST = 400;

function parse(data: unknown): Read<CommandTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { check, solution, wrong } = read.value;
  const ids = partIds(read.value);
  const problem =
    check.map((way, place) => distinct(idsOf(way), `check/${place}`)).find(Boolean) ??
    readable(solution, 'solution') ??
    wrong.map(({ answer }, place) => fits(answer, `wrong/${place}/answer`)).find(Boolean);
  return problem ?? read;

  function fits({ line, lacks, has }: WrongLine, at: string): Problem | null {
    const place = lacks.length + has.length > 0 ? within(at, 'line') : at;
    const stages = readable(line, place);
    if (stages) return stages;
    const unknown = lacks.map((id, index) => declared(id, ids, within(at, `lacks/${index}`)));
    return unknown.find(Boolean) ?? null;
  }
}

function readable(text: string, at: string): Problem | null {
  const read = parseCommandLine(text);
  if (read.ok) return null;
  return refuse(at, `not one command (${read.problem})`, 'Write one command, or one pipe.');
}

function idsOf(way: readonly StageSpec[]): string[] {
  return way.flatMap(({ id, options, operands }) => [
    id,
    ...options.map((option) => option.id),
    ...operands.map((operand) => operand.id),
  ]);
}

/** Ids of all parts of all ways, each once. */
function partIds({ check }: Pick<CommandTask, 'check'>): string[] {
  return [...new Set(check.flatMap(idsOf))];
}

/** The words of a line in one order: options first, so that two lines of one command are equal. */
function ordered({ words }: Comparison): string {
  const options = words.filter((word) => word.startsWith('-')).sort();
  return JSON.stringify([...options, ...words.filter((word) => !word.startsWith('-'))]);
}

/** Whether a line, read beside the nearest way, is wrong as an author foresaw. */
function matches(
  { check }: CommandTask,
  { line, lacks, has }: WrongLine,
  stages: readonly Stage[],
  found: Comparison,
): boolean {
  if (lacks.length + has.length === 0) {
    const known = parseCommandLine(line);
    return known.ok && ordered(nearest(check, known.stages)) === ordered(found);
  }
  const raw = stages.flat();
  return (
    lacks.every((id) => found.wanted.some((one) => one.id === id && !one.met)) &&
    (has.length === 0 || has.some((word) => found.words.includes(word) || raw.includes(word)))
  );
}

/** A line, read as a shell reads it: what it runs, with which options, on what. */
export const command: Kind<CommandTask, CommandAnswer> = {
  parse,
  initial: () => '',
  solution: ({ solution }) => solution,
  wrong: ({ wrong }) => wrong.map(({ answer, shows }) => ({ answer: answer.line, shows })),
  check(task, answer) {
    const text = answer.trim();
    const whole = (mark: Part['mark'], says: string | null, shows: Part['shows'] = null): Part => ({
      id: 'line',
      given: text,
      mark,
      says,
      shows,
    });
    const given = parseCommandLine(text);
    if (!given.ok) return judge([whole('open', null)], 1);
    const found = nearest(task.check, given.stages);
    const right = found.wanted.filter(({ met }) => met);
    const parts = found.wanted.map(({ id, given, met }): Part => {
      const says = `part.${id}.${met ? 'why' : 'look'}`;
      return { id, given, mark: met ? 'right' : 'wrong', says, shows: null };
    });
    if (right.length === parts.length && found.extra.length === 0) return judge(parts, 0);
    const known = task.wrong.find((one) => matches(task, one.answer, given.stages, found));
    const kept = parts.filter(({ mark }) => mark === 'right');
    if (known) return judge([...kept, whole('wrong', `wrong.${known.id}`, known.shows)], 0);
    if (right.length === 0) return judge([whole('wrong', 'look')], 0);
    if (found.extra.length === 0) return judge(parts, 0);
    return judge([...parts, { ...whole('wrong', 'look'), given: found.extra.join(' ') }], 0);
  },
  describe: (_task, answer) =>
    answer.trim() === ''
      ? { key: 'exercise.command.empty', values: {} }
      : { key: 'exercise.command.describe', values: { answer: answer.trim() } },
  words: (task) => [
    ...partIds(task).flatMap((id) => [`part.${id}.why`, `part.${id}.look`]),
    'look',
    ...task.wrong.map(({ id }) => `wrong.${id}`),
  ],
  write: (_task, answer) => answer,
  read: (_task, text) => text.replaceAll(/[\r\n]+/g, ' ').slice(0, LONGEST),
};
