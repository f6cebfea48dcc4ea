import { judge, type Kind, type Part } from '../kind.ts';
import {
  accept,
  number as figure,
  maybe,
  name,
  oneOf,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
} from '../shape.ts';
import { foreseenSlips } from '../wrong.ts';

/** How far an answer may be off: an amount in the task's unit, or a share of the solution (`5%`). */
export interface Tolerance {
  readonly amount: number;
  readonly relative: boolean;
}

const tolerance: Shape<Tolerance> = (data, at) => {
  const share = typeof data === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(data) : null;
  if (share) return accept({ amount: Number(share[1]) / 100, relative: true });
  if (typeof data === 'number' && data >= 0) return accept({ amount: data, relative: false });
  return refuse(
    at,
    'expected how far an answer may be off',
    'Write 0 for exact, an amount in the unit (0.5), or a share in quotes ("5%").',
  );
};

const task = record({
  /** Id of the unit: word `unit.<id>`, shown behind the field. The reader types the figure only. */
  unit: name,
  /** `sign: ignored` for a difference that may be taken either way round. */
  check: record({ tolerance, sign: maybe(oneOf(['ignored'])) }),
  solution: figure,
  wrong: foreseenSlips(figure),
});

export type NumberTask = Shaped<typeof task>;
/** What stands in the field, as typed: a half-typed figure must survive being drawn again. */
export type NumberAnswer = string;

/**
 * A figure as people type it, or null: digits of any width (Chinese input methods type full-width ones),
 * `1,234` and `1 234` with group marks, a real minus sign. A comma in another place is ambiguous and refused.
 */
export function parseFigure(text: string): number | null {
  const plain = text.normalize('NFKC').trim().replace(/^−/, '-').replaceAll(/\s/g, '');
  const digits = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : null;
}

/** Whether two figures agree. The last bits of a double are nobody's mistake, so they are let off. */
function near(a: number, b: number, within: Tolerance): boolean {
  const room = within.relative ? Math.abs(b) * within.amount : within.amount;
  return Math.abs(a - b) <= room + Number.EPSILON * 4 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether a figure agrees with another by the rules of this task. */
function agrees({ check: { tolerance, sign } }: Pick<NumberTask, 'check'>, a: number, b: number) {
  return sign === 'ignored' ? near(Math.abs(a), Math.abs(b), tolerance) : near(a, b, tolerance);
}

function parse(data: unknown): Read<NumberTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { wrong, solution, check } = read.value;
  const close = wrong.findIndex((one) => agrees({ check }, one.answer, solution));
  if (close < 0) return read;
  return refuse(
    `wrong/${close}/answer`,
    `${wrong[close]?.answer} is within the tolerance of the solution`,
    'Make the tolerance smaller, or take another wrong answer.',
  );
}

/** A figure with a unit and a tolerance. */
export const number: Kind<NumberTask, NumberAnswer> = {
  parse,
  initial: () => '',
  solution: (task) => String(task.solution),
  wrong: (task) => task.wrong.map((one) => ({ answer: String(one.answer), shows: one.shows })),
  check(task, answer) {
    const given = answer.trim();
    const value = parseFigure(given);
    const part = (mark: Part['mark'], says: string | null, shows: Part['shows'] = null) =>
      judge([{ id: 'answer', given, mark, says, shows }], mark === 'open' ? 1 : 0);
    if (value === null) return part('open', null);
    if (agrees(task, value, task.solution)) return part('right', 'why');
    const known = task.wrong.find((one) => agrees(task, value, one.answer));
    return known ? part('wrong', `wrong.${known.id}`, known.shows) : part('wrong', 'look');
  },
  describe: (_task, answer) =>
    answer.trim() === ''
      ? { key: 'exercise.number.empty', values: {} }
      : { key: 'exercise.number.describe', values: { answer: answer.trim() } },
  words: (task) => [
    `unit.${task.unit}`,
    'why',
    'look',
    ...task.wrong.map((one) => `wrong.${one.id}`),
  ],
  write: (_task, answer) => answer,
  read: (_task, text) => text.slice(0, 40),
};
