import { judge, type Kind, type Part } from '../kind.ts';
import { type MachineChange, type MachineSpec, machineChange, machineSpec } from '../machine.ts';
import { type Proof, prove } from '../proof.ts';
import {
  count,
  declared,
  distinct,
  listOf,
  maybe,
  name,
  otherwise,
  type Problem,
  type Read,
  record,
  refuse,
  type Shaped,
  truth,
  within,
} from '../shape.ts';
import { foreseenSlips } from '../wrong.ts';

const task = record({
  /** What hangs when nothing is changed. `calls` is the bound within which a set is proved. */
  machine: machineSpec,
  /** The bound where callers may leave [the same]. */
  leaving: maybe(count(1)),
  /** What can be changed: words `toggle.<id>` and `toggle.<id>.why`. Of those that set the same thing one is on. */
  toggles: listOf(record({ id: name, set: machineChange }), 2),
  /** A change that the proof does not need is wrong. */
  least: otherwise(truth, false),
  /** One set that is proved. Others that are pass as well. */
  solution: listOf(name),
  /** `answer` names changes that together do not help. */
  wrong: foreseenSlips(listOf(name)),
});

export type RepairTask = Shaped<typeof task>;
/** Ids of the changes that are on, in the order of the task. */
export type RepairAnswer = readonly string[];

function parse(data: unknown): Read<RepairTask> {
  const read = task(data, '');
  if (!read.ok) return read;
  const { toggles, solution, wrong } = read.value;
  const ids = toggles.map(({ id }) => id);
  const problem =
    distinct(ids, 'toggles') ??
    fits(solution, 'solution') ??
    wrong.map((one, index) => fits(one.answer, `wrong/${index}/answer`)).find(Boolean);
  if (problem) return problem;
  const { outcome, states } = proofOf(read.value, []);
  if (outcome === 'refuted') return read;
  return refuse(
    'machine',
    `${outcome} as it is, in ${states} states`,
    'Begin with one that hangs.',
  );

  function fits(set: RepairAnswer, at: string): Problem | null {
    const slip = set.map((id, index) => declared(id, ids, within(at, index))).find(Boolean);
    if (slip) return slip;
    const [one, other] = clash(toggles, set);
    return other === undefined
      ? null
      : refuse(at, `"${one}" and "${other}" change the same thing`, 'Only one of them can be on.');
  }
}

/** Two changes of a set that set the same thing, or nothing. */
function clash(toggles: RepairTask['toggles'], set: RepairAnswer): readonly string[] {
  const on = toggles.filter(({ id }) => set.includes(id));
  for (const [place, one] of on.entries()) {
    const other = on.slice(place + 1).find(({ set }) => overlap(one.set, set));
    if (other) return [one.id, other.id];
  }
  return [];
}

function overlap(a: MachineChange, b: MachineChange): boolean {
  return Object.keys(a).some((key) => Object.hasOwn(b, key));
}

/** The set with a change turned on or off. What sets the same thing goes off. */
export function toggled(task: RepairTask, set: RepairAnswer, id: string): RepairAnswer {
  const chosen = task.toggles.find((one) => one.id === id);
  if (!chosen) return set;
  return task.toggles
    .filter((one) =>
      one.id === id ? !set.includes(id) : set.includes(one.id) && !overlap(one.set, chosen.set),
    )
    .map((one) => one.id);
}

/** The machine under a set of changes. Clients without the channel `incoming` have no room in it. */
export function machineUnder({ machine, toggles }: RepairTask, set: RepairAnswer): MachineSpec {
  const changes = toggles.filter(({ id }) => set.includes(id)).map(({ set }) => set);
  const changed: MachineSpec = Object.assign({ ...machine }, ...changes);
  return changed.client === 'A' ? changed : { ...changed, incoming: 0 };
}

/** Searches a set of changes. */
export function proofOf(task: RepairTask, set: RepairAnswer): Proof {
  return prove(machineUnder(task, set), task.leaving ?? task.machine.calls);
}

/** Changes of a proved set without which it is proved all the same. */
function needless(task: RepairTask, set: RepairAnswer): readonly string[] {
  if (!task.least) return [];
  return set.filter((id) => {
    const rest = set.filter((other) => other !== id);
    return proofOf(task, rest).outcome === 'proved';
  });
}

/** A set of changes, searched: right when no interleaving hangs within the bounds. */
export const repair: Kind<RepairTask, RepairAnswer> = {
  parse,
  initial: () => [],
  solution: ({ solution }) => solution,
  wrong: ({ wrong }) => wrong.map(({ answer, shows }) => ({ answer, shows })),
  check(task, answer) {
    const given = answer.join('_');
    const part = (
      id: string,
      mark: Part['mark'],
      says: string | null,
      shows: Part['shows'] = null,
    ): Part => ({ id, given, mark, says, shows });
    if (answer.length === 0) return judge([part('set', 'open', null)], 1);
    if (proofOf(task, answer).outcome !== 'proved') {
      const known = task.wrong.find((one) => one.answer.every((id) => answer.includes(id)));
      const says = known ? `wrong.${known.id}` : 'look';
      return judge([part('set', 'wrong', says, known?.shows ?? null)], 0);
    }
    const idle = needless(task, answer);
    const changes = answer.map((id) =>
      idle.includes(id) ? part(id, 'wrong', 'needless') : part(id, 'right', `toggle.${id}.why`),
    );
    return judge([...changes, part('set', 'right', 'why')], 0);
  },
  describe: (task, answer) => ({
    key: 'exercise.repair.describe',
    values: { done: answer.length, of: task.toggles.length },
  }),
  words: (task) => [
    ...task.toggles.flatMap(({ id }) => [`toggle.${id}`, `toggle.${id}.why`]),
    'why',
    'look',
    ...(task.least ? ['needless'] : []),
    ...task.wrong.map(({ id }) => `wrong.${id}`),
  ],
  write: (_task, answer) => answer.join('_'),
  read(task, text) {
    const chosen = text.split('_');
    const set = task.toggles.map(({ id }) => id).filter((id) => chosen.includes(id));
    return clash(task.toggles, set).length > 0 ? [] : set;
  },
};
