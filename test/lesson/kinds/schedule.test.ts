import { describe, expect, it } from 'vitest';
import { type ScheduleTask, schedule, wayOf } from '../../../src/lesson/kinds/schedule.ts';
import { machineOf } from '../../../src/lesson/machine.ts';
import { firstSteps, scriptOf, withStep } from '../../../src/lesson/way.ts';
import { drain } from '../../../src/model/explore/drain.ts';
import { explore } from '../../../src/model/explore/explore.ts';
import type { Step } from '../../../src/model/explore/search.ts';
import { Actions } from '../../../src/model/kernel/actions.ts';

const machine = { client: 'A', server: 'S1', calls: 6, requests: 1, answers: 1 } as const;
const whole = {
  ...machine,
  incoming: 0,
  longCalls: 0,
  deadlines: false,
  quarter: false,
  failures: false,
};
const built = machineOf(whole);
const HANG = scriptOf(built, explore(built).steps);
const REST = scriptOf(built, drain(built, built.initial()) ?? []);

const file = {
  machine,
  goal: { reach: 'deadlocked' },
  solution: HANG,
  wrong: [{ id: 'good', shows: 'M13', answer: { script: REST, when: { reach: 'finished' } } }],
};

function task(change: Record<string, unknown> = {}): ScheduleTask {
  const read = schedule.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

/** The script of some steps, or null where one of them is not possible in its turn. */
function possible(steps: readonly Step[]): string | null {
  try {
    return scriptOf(built, steps);
  } catch {
    return null;
  }
}

describe('schedule', () => {
  it('passes where the steps lead to the goal, and says what is so before', () => {
    expect(schedule.check(task(), HANG)).toMatchObject({
      passed: true,
      parts: [{ id: 'goal', mark: 'right', says: 'why' }],
    });
    expect(schedule.check(task(), HANG.slice(0, -1)).parts).toMatchObject([
      { mark: 'wrong', says: 'look', shows: null },
    ]);
    expect(schedule.check(task(), '')).toMatchObject({ passed: false, open: 1 });
  });

  it('takes any way to the goal, not only the stated one', () => {
    const { steps } = wayOf(task(), HANG).recording;
    let others = 0;
    for (let place = 0; place + 1 < steps.length; place++) {
      const swapped = steps
        .with(place, steps[place + 1] as Step)
        .with(place + 1, steps[place] as Step);
      const script = possible(swapped);
      if (script === null || script === HANG) continue;
      expect(schedule.check(task(), script).passed).toBe(true);
      others++;
    }
    expect(others).toBeGreaterThan(3);
  });

  it('knows a foreseen end by what is true there, however it was reached', () => {
    const reversed = [...REST].at(0) === '0' ? wayOf(task(), `1${REST}`) : wayOf(task(), REST);
    const rest = drain(built, reversed.last) ?? [];
    let script = reversed.script;
    for (const step of rest) script = withStep(built, wayOf(task(), script), step);
    expect(script).not.toBe(REST);
    expect(schedule.check(task(), script).parts).toMatchObject([
      { mark: 'wrong', says: 'wrong.good', shows: 'M13' },
    ]);
  });

  it('knows a foreseen state without a rule by the state alone', () => {
    const wrong = [{ id: 'two', answer: '00' }];
    const early = task({ wrong });
    expect(schedule.check(early, '00').parts[0]).toMatchObject({ says: 'wrong.two' });
    expect(schedule.check(early, '000').parts[0]).toMatchObject({ says: 'look' });
  });

  it('holds an answer to the number of steps where there is one', () => {
    expect(schedule.check(task({ most: HANG.length }), HANG).passed).toBe(true);
    expect(schedule.check(task({ most: HANG.length - 1 }), HANG).parts[0]).toMatchObject({
      mark: 'wrong',
      says: 'most',
    });
    expect(schedule.words(task({ most: 9 }))).toContain('most');
    expect(schedule.words(task())).not.toContain('most');
  });

  it('begins where it is told, and lets the reader step back before that', () => {
    const stuck = task({
      start: HANG,
      goal: { reach: 'brink' },
      solution: HANG.slice(0, -1),
      wrong: [{ id: 'stays', answer: HANG }],
    });
    expect(schedule.initial(stuck)).toBe(HANG);
    expect(schedule.check(stuck, HANG).parts[0]).toMatchObject({ says: 'wrong.stays' });
    const back = firstSteps(wayOf(stuck, HANG), HANG.length - 1);
    expect(schedule.check(stuck, back).passed).toBe(true);
    expect(schedule.check(stuck, HANG.slice(0, 3)).passed).toBe(false);
    expect(schedule.read(stuck, schedule.write(stuck, ''))).toBe('');
    expect(schedule.write(task(), '')).toBe('');
  });

  it('judges standing by how many stand there', () => {
    const three = { reach: 'standing', at: 'client.receiver.handoff', count: 1 };
    const held = task({ goal: three });
    expect(schedule.check(held, HANG).passed).toBe(true);
    expect(schedule.check(held, HANG.slice(0, 10)).passed).toBe(false);
  });

  it('goes into a link and comes back; what the machine cannot go is left out', () => {
    expect(schedule.read(task(), schedule.write(task(), HANG))).toBe(HANG);
    expect(schedule.read(task(), `${HANG.slice(0, 5)}zz`)).toBe(HANG.slice(0, 5));
    expect(schedule.read(task(), '00~9~00')).toBe('00');
    expect(schedule.read(task(), '00 !')).toBe('00');
  });

  it('counts its steps', () => {
    expect(schedule.describe(task(), HANG).values).toEqual({ n: HANG.length });
    const { last } = wayOf(task(), HANG);
    expect(built.enabled(last, new Actions()).count).toBe(0);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ solution: 'zz' }, 'solution', 'after 0 steps the next one is not possible'],
    [{ solution: '0~9~' }, 'solution', 'a run by the seed stands in it'],
    [{ solution: '0?' }, 'solution', 'not a script from place 2 on'],
    [{ solution: 0 }, 'solution', 'expected one line of text, found 0'],
    [{ start: HANG }, 'goal', 'the start is already there'],
    [{ goal: { reach: 'standing' } }, 'goal', '"at" is missing'],
    [
      { goal: { reach: 'standing', at: 'client.loop.wriet' } },
      'goal/at',
      'no position "client.loop.wriet"',
    ],
    [{ goal: { reach: 'escape', at: 'client.loop.write' } }, 'goal/at', '"escape" has no place'],
    [{ machine: { ...machine, calls: 13 } }, 'machine/calls', '13 calls'],
    [{ machine: { ...machine, longCalls: 6 } }, 'machine/longCalls', '6 of 6 calls'],
    [
      { machine: { ...machine, client: 'B', incoming: 1 } },
      'machine/incoming',
      'client B has no such channel',
    ],
    [
      { wrong: [{ id: 'x', answer: { script: '0', when: { reach: 'finished' } } }] },
      'wrong/0/answer/when',
      'its own script does not lead there',
    ],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(schedule.parse({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
