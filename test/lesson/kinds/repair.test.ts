import { describe, expect, it } from 'vitest';
import { machineUnder, proofOf, repair, toggled } from '../../../src/lesson/kinds/repair.ts';
import { machineOf } from '../../../src/lesson/machine.ts';
import { walk } from '../../../src/model/explore/explore.ts';

const file = {
  machine: { client: 'A', server: 'S1', calls: 8, requests: 1, answers: 1 },
  leaving: 4,
  toggles: [
    { id: 'room', set: { requests: 2, answers: 2 } },
    { id: 'buffer', set: { incoming: 1 } },
    { id: 'deadline', set: { deadlines: true } },
    { id: 'client-b', set: { client: 'B' } },
    { id: 'client-c', set: { client: 'C' } },
  ],
  least: true,
  solution: ['client-b'],
  wrong: [
    { id: 'later', shows: 'M11', answer: ['room'] },
    { id: 'leave', shows: 'M12', answer: ['deadline'] },
  ],
};

function task(change: Record<string, unknown> = {}) {
  const read = repair.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

describe('repair', () => {
  it('proves the solution by every interleaving within its bound', () => {
    const proof = proofOf(task(), ['client-b']);
    expect(proof).toMatchObject({ outcome: 'proved', steps: [], machine: { calls: 8 } });
    expect(proof.states).toBeGreaterThan(1000);
    expect(repair.check(task(), ['client-b'])).toMatchObject({
      passed: true,
      parts: [
        { id: 'client-b', mark: 'right', says: 'toggle.client-b.why' },
        { id: 'set', mark: 'right', says: 'why' },
      ],
    });
  });

  it.each([[[]], [['room']], [['buffer']], [['deadline']], [['client-c']], [['room', 'deadline']]])(
    'refutes %j by a way that really ends in a deadlock',
    (set) => {
      const { outcome, machine, steps, circle } = proofOf(task(), set);
      expect(outcome).toBe('refuted');
      const last = walk(machineOf(machine), steps).at(-1);
      expect(last && machineOf(machine).deadlocked(last)).toBe(true);
      expect(circle.length).toBeGreaterThan(1);
    },
  );

  it('lets callers leave where a set says so, in the way that it shows', () => {
    const without = proofOf(task(), []);
    const leaving = proofOf(task(), ['deadline']);
    expect(leaving.way).toBe('left');
    expect(leaving.steps.length).toBeGreaterThan(without.steps.length);
    expect(without).toMatchObject({ way: 'shortest' });
    expect(proofOf(task(), ['deadline', 'client-b'])).toMatchObject({
      outcome: 'proved',
      machine: { deadlines: true, calls: 4 },
    });
  });

  it('names the belief behind the first foreseen change of a refuted set', () => {
    const [part] = repair.check(task(), ['room', 'deadline']).parts;
    expect(part).toMatchObject({ id: 'set', mark: 'wrong', says: 'wrong.later', shows: 'M11' });
    expect(repair.check(task(), ['client-c']).parts[0]).toMatchObject({ says: 'look' });
    expect(repair.check(task(), [])).toMatchObject({ passed: false, open: 1 });
  });

  it('calls needless what the proof does not need, where the least is asked for', () => {
    const set = ['room', 'client-b'];
    const verdict = repair.check(task(), set);
    expect(verdict.passed).toBe(false);
    expect(verdict.parts.map(({ says }) => says)).toEqual([
      'needless',
      'toggle.client-b.why',
      'why',
    ]);
    expect(repair.check(task({ least: false }), set).passed).toBe(true);
    expect(repair.words(task({ least: false }))).not.toContain('needless');
  });

  it('turns off what sets the same thing', () => {
    expect(toggled(task(), ['room', 'client-b'], 'client-c')).toEqual(['room', 'client-c']);
    expect(toggled(task(), ['room'], 'room')).toEqual([]);
    expect(machineUnder(task(), ['buffer', 'client-b'])).toMatchObject({
      client: 'B',
      incoming: 0,
    });
    expect(machineUnder(task(), ['buffer', 'room'])).toMatchObject({ incoming: 1, requests: 2 });
  });

  it('goes into a link and comes back; what clashes or is unknown does not', () => {
    expect(repair.write(task(), ['room', 'client-b'])).toBe('room_client-b');
    expect(repair.read(task(), 'client-b_moon_room')).toEqual(['room', 'client-b']);
    expect(repair.read(task(), 'client-b_client-c')).toEqual([]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ solution: ['client-x'] }, 'solution/0', '"client-x" is not declared'],
    [
      { solution: ['client-b', 'client-c'] },
      'solution',
      '"client-b" and "client-c" change the same thing',
    ],
    [
      {
        toggles: [
          { id: 'a', set: {} },
          { id: 'b', set: { client: 'B' } },
        ],
      },
      'toggles/0/set',
      'nothing is changed',
    ],
    [
      { machine: { ...file.machine, calls: 5 } },
      'machine',
      expect.stringContaining('proved as it is'),
    ],
    [
      { machine: { ...file.machine, server: 'S3' } },
      'machine/server',
      'expected one of S1, S2, found "S3"',
    ],
  ])('tells an author what is wrong and where: %#', (change, at, problem) => {
    expect(repair.parse({ ...file, ...change })).toMatchObject({ ok: false, at, problem });
  });
});
