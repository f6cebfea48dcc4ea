import { type Goal, goal, reaches } from '../goal.ts';
import { judge, type Kind, type Part } from '../kind.ts';
import { machineOf, machineSpec } from '../machine.ts';
import {
  accept,
  count,
  isRecord,
  maybe,
  otherwise,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
  within,
} from '../shape.ts';
import { goAsFar, playable, script, type Way } from '../way.ts';
import { foreseenSlips } from '../wrong.ts';

/** A way that leads elsewhere: exactly there, or, with `when`, wherever that is so. */
export interface WrongWay {
  readonly script: string;
  readonly when: Goal | null;
}

const wrongWay: Shape<WrongWay> = (data, at) => {
  const rule = record({ script, when: maybe(goal) });
  return rule(isRecord(data) ? data : { script: data }, at);
};

const task = record({
  machine: machineSpec,
  /** Steps that are taken already. */
  start: otherwise<string>(script, ''),
  goal,
  /** Steps an answer may have. */
  most: maybe(count(1)),
  solution: script,
  wrong: foreseenSlips(wrongWay),
});

export type ScheduleTask = Shaped<typeof task>;
/** The steps so far, as a script. */
export type ScheduleAnswer = string;

/** In a link: all steps taken back, where an exercise begins with some. */
const NOTHING = '_';

function parse(data: unknown): Read<ScheduleTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { machine: spec, start, goal, solution, wrong } = read.value;
  const machine = machineOf(spec);
  const begun = playable(machine, start, 'start');
  if (!begun.ok) return begun;
  if (reaches(machine, begun.value.last, goal)) {
    return refuse('goal', 'the start is already there', 'Begin elsewhere, or want something else.');
  }
  const solved = playable(machine, solution, 'solution');
  if (!solved.ok) return solved;
  for (const [index, { answer }] of wrong.entries()) {
    const at = `wrong/${index}/answer`;
    const way = playable(machine, answer.script, answer.when ? within(at, 'script') : at);
    if (!way.ok) return way;
    if (answer.when && !reaches(machine, way.value.last, answer.when)) {
      return refuse(within(at, 'when'), 'its own script does not lead there', 'Mend one of them.');
    }
  }
  return accept(read.value);
}

/** The way of an answer, as far as the machine can go it. */
export function wayOf({ machine }: Pick<ScheduleTask, 'machine'>, answer: ScheduleAnswer): Way {
  return goAsFar(machineOf(machine), answer);
}

/** Steps of a machine, played: right when they lead where the goal wants it. */
export const schedule: Kind<ScheduleTask, ScheduleAnswer> = {
  parse,
  initial: ({ start }) => start,
  solution: ({ solution }) => solution,
  wrong: ({ wrong }) => wrong.map(({ answer, shows }) => ({ answer: answer.script, shows })),
  check(task, answer) {
    const machine = machineOf(task.machine);
    const { last, steps } = wayOf(task, answer);
    const part = (mark: Part['mark'], says: string | null, shows: Part['shows'] = null): Part => ({
      id: 'goal',
      given: answer,
      mark,
      says,
      shows,
    });
    if (answer === task.start && task.start === '') return judge([part('open', null)], 1);
    if (reaches(machine, last, task.goal)) {
      const over = task.most !== null && steps > task.most;
      return judge([over ? part('wrong', 'most') : part('right', 'why')], 0);
    }
    const known = task.wrong.find(({ answer }) =>
      answer.when
        ? reaches(machine, last, answer.when)
        : sameState(wayOf(task, answer.script).last, last),
    );
    if (known) return judge([part('wrong', `wrong.${known.id}`, known.shows)], 0);
    return judge([part('wrong', 'look')], 0);
  },
  describe: (task, answer) => ({
    key: 'exercise.schedule.describe',
    values: { n: wayOf(task, answer).steps },
  }),
  words: (task) => [
    'why',
    'look',
    ...(task.most === null ? [] : ['most']),
    ...task.wrong.map(({ id }) => `wrong.${id}`),
  ],
  write: (task, answer) => (answer === '' && task.start !== '' ? NOTHING : answer),
  read: (task, text) => (text === NOTHING ? '' : wayOf(task, text).script),
};

function sameState(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
