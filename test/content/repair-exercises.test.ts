import { describe, expect, it } from 'vitest';
import { machineUnder, proofOf, repair, toggled } from '../../src/lesson/kinds/repair.ts';
import { machineOf } from '../../src/lesson/machine.ts';
import { prove } from '../../src/lesson/proof.ts';
import { walk } from '../../src/model/explore/explore.ts';
import { tasksOf } from './exercise-files.ts';

/** Every set that a reader can choose is searched, so that no page ever says “not decided”. */
const repairs = tasksOf('repair');

/** A search takes up to half a second where others work too, and there are some tens of sets. */
const SEARCHES = 120_000;

type Task = (typeof repairs)[number][1];

/** All sets that the toggles allow, by turning each on where that turns nothing off. */
function setsOf(task: Task): readonly (readonly string[])[] {
  return task.toggles.reduce<readonly (readonly string[])[]>(
    (sets, { id }) =>
      sets.flatMap((set) => {
        const more = toggled(task, set, id);
        return more.length > set.length ? [set, more] : [set];
      }),
    [[]],
  );
}

describe.each(repairs)('%s', (_, task) => {
  const sets = setsOf(task);

  it(
    'decides every set, and shows a real deadlock for each that it refutes',
    () => {
      expect(sets.length).toBeGreaterThan(task.toggles.length);
      for (const set of sets) {
        const { outcome, machine: spec, steps, circle } = proofOf(task, set);
        expect(outcome, set.join()).not.toBe('undecided');
        if (outcome !== 'refuted') continue;
        const machine = machineOf(spec);
        const last = walk(machine, steps).at(-1);
        expect(last && machine.deadlocked(last), set.join()).toBe(true);
        expect(circle.length, set.join()).toBeGreaterThan(1);
      }
    },
    SEARCHES,
  );

  it(
    'proves with every smaller number of calls what it proves with the most',
    () => {
      for (const { id } of task.toggles.filter(({ id }) => isProved([id]))) {
        const spec = machineUnder(task, [id]);
        for (let calls = 1; calls < spec.calls; calls++) {
          expect(prove({ ...spec, calls }, calls).outcome, `${id}, ${calls} calls`).toBe('proved');
        }
      }

      function isProved(set: readonly string[]): boolean {
        return proofOf(task, set).outcome === 'proved';
      }
    },
    SEARCHES,
  );

  it(
    'passes a set if and only if it is proved and, where that is asked, nothing in it is needless',
    () => {
      for (const set of sets.filter(({ length }) => length > 0)) {
        const proved = proofOf(task, set).outcome === 'proved';
        const lean =
          !task.least ||
          set.every(
            (id) =>
              proofOf(
                task,
                set.filter((one) => one !== id),
              ).outcome !== 'proved',
          );
        expect(repair.check(task, set).passed, set.join()).toBe(proved && lean);
      }
    },
    SEARCHES,
  );
});

it('has a repair to search', () => {
  expect(repairs.length).toBeGreaterThan(0);
});
