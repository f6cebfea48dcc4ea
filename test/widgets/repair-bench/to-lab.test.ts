import { describe, expect, it } from 'vitest';
import { stateFromQuery } from '../../../src/share/link.ts';
import { firstDeadlock } from '../../../src/widgets/explorer/first.ts';
import { BASE, type RepairSet } from '../../../src/widgets/repair-bench/state.ts';
import { labQuery } from '../../../src/widgets/repair-bench/to-lab.ts';
import { questionOf } from '../../../src/widgets/repair-bench/trial.ts';
import { goTo, runOf, shownIn } from '../../../src/widgets/ttrpc-lab/run.ts';
import { codec } from '../../../src/widgets/ttrpc-lab/state.ts';

describe('the way of a trial in the lab', () => {
  it.each<[string, Partial<RepairSet>]>([
    ['no repair', {}],
    ['a buffered channel', { incoming: 1 }],
    ['deadlines', { deadlines: true }],
    ['the quarter rule', { quarter: true, requests: 4, answers: 4 }],
  ])('ends there in a deadlock: %s', (_name, part) => {
    const set = { ...BASE, ...part };
    const found = firstDeadlock(questionOf(set), () => {});
    const query = labQuery({ set, found, guess: null });
    const decoded = stateFromQuery(codec, 'lab', new URL(`https://x.test/${query}`).search);
    if (!decoded?.ok) throw new Error('no link');
    const { machine, recording, trouble } = runOf(decoded.state);
    expect([trouble, recording.length]).toEqual([null, found.steps.length]);
    expect(machine.deadlocked(shownIn(goTo(decoded.state, recording.length)))).toBe(true);
  });

  it('is none where nothing hangs', () => {
    const set: RepairSet = { ...BASE, client: 'B' };
    const found = { ...firstDeadlock(questionOf(BASE), () => {}), calls: null };
    expect(labQuery({ set, found, guess: null })).toBe(null);
  });
});
