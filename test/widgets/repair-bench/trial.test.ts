import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/model/explore/explore.ts';
import { type Action, Actions } from '../../../src/model/kernel/actions.ts';
import { circleIn, waitsFor } from '../../../src/model/kernel/waits.ts';
import { connect } from '../../../src/model/ttrpc/connection.ts';
import { firstDeadlock } from '../../../src/widgets/explorer/first.ts';
import { BASE, type RepairSet } from '../../../src/widgets/repair-bench/state.ts';
import {
  chainUnder,
  connectionOf,
  effectOf,
  questionOf,
  type Trial,
  trialOf,
  UP_TO,
  withTrial,
} from '../../../src/widgets/repair-bench/trial.ts';

function tried(part: Partial<RepairSet> = {}, more: { readonly most?: number } = {}): Trial {
  const set = { ...BASE, ...part };
  return { set, found: firstDeadlock({ ...questionOf(set), ...more }, () => {}), guess: null };
}

const base = tried();
const effect = (part: Partial<RepairSet>) => effectOf(tried(part), base);

describe('the fewest calls that hang', () => {
  it('are 6 without a repair, by 27 steps, and 5 do not', () => {
    const { calls, searched, steps, circle, way } = base.found;
    expect({ calls, searched, steps: steps.length, circle: circle.length, way }).toEqual({
      calls: 6,
      searched: 5,
      steps: 27,
      circle: 4,
      way: 'shortest',
    });
  });

  it.each([
    [{ requests: 2, answers: 2 }, 8, 36],
    [{ requests: 4, answers: 4 }, 12, 54],
    [{ requests: 2 }, 7, 29],
    [{ incoming: 1 }, 7, 36],
    [{ incoming: 4 }, 10, 63],
  ] as const)('only grow with room: %o', (part, calls, steps) => {
    const trial = tried(part);
    expect([trial.found.calls, trial.found.steps.length]).toEqual([calls, steps]);
    expect(effectOf(trial, base)).toBe('later');
  });

  it('stay 6 with deadlines: every caller leaves, and the loops are still in the circle', () => {
    const trial = tried({ deadlines: true });
    expect(trial.found).toMatchObject({ calls: 6, searched: 5, way: 'shortest' });
    expect(trial.found.circle).toHaveLength(4);
    expect(effectOf(trial, base)).toBe('unchanged');
  });

  it('sink again by the kernel’s waking rule, never below the same world without repairs', () => {
    const quarter = tried({ quarter: true });
    const wide = tried({ quarter: true, requests: 4, answers: 4 });
    expect([quarter.found.calls, wide.found.calls]).toEqual([6, 9]);
    expect(effectOf(tried({ quarter: true, requests: 2, answers: 2 }), quarter)).toBe('unchanged');
  });

  it('do not exist, up to the end of the search, once reading does not wait for writing', () => {
    for (const part of [
      { client: 'B' },
      { server: 'S2' },
      { client: 'B', server: 'S2' },
    ] as const) {
      const trial = tried(part);
      expect(trial.found).toMatchObject({ calls: null, searched: UP_TO, steps: [] });
      expect(effectOf(trial, base)).toBe('impossible');
    }
  });
});

describe('a search that has to end early', () => {
  it.each([
    [{ requests: 8, incoming: 8 }, 21],
    [{ requests: 8, answers: 8 }, 20],
    [{ requests: 8, answers: 8, incoming: 4 }, 24],
    [{ deadlines: true, requests: 2, answers: 2 }, 8],
  ] as const)('walks into the deadlock with more calls: %o', (part, calls) => {
    const trial = tried(part, { most: 40_000 });
    expect(trial.found).toMatchObject({ calls, way: 'walked' });
    expect(trial.found.searched).toBeLessThan(calls - 1);
    // The way is one of the machine's own: each of its steps is possible, and its end is a deadlock with the circle.
    const machine = connect({ ...connectionOf(trial.set), calls });
    const actions = new Actions();
    let state = machine.initial();
    for (const step of trial.found.steps as readonly Action[]) {
      machine.enabled(state, actions);
      const open = Array.from({ length: actions.count }, (_, place) => actions.at(place));
      expect(open).toContainEqual(step);
      state = machine.step(state, step);
    }
    expect(machine.deadlocked(state)).toBe(true);
    expect(circleIn(machine, waitsFor(machine, state))).toEqual(trial.found.circle);
  });

  it('finds by walking no fewer calls than by following every interleaving', () => {
    for (const part of [{ requests: 2, answers: 2 }, { incoming: 2 }, { answers: 4 }] as const) {
      const walked = tried(part, { most: 200 }).found;
      expect([walked.way, walked.calls]).toEqual(['walked', tried(part).found.calls]);
    }
  });

  it('calls a set later only when the number without repairs was followed to its end', () => {
    expect(effectOf(tried({ requests: 2 }, { most: 200 }), base)).toBe('open');
    expect(effectOf(tried({ requests: 8, answers: 8 }, { most: 20_000 }), base)).toBe('later');
  });

  it('calls nothing impossible whose waits could still close', () => {
    const trial = tried({ requests: 8, answers: 8, incoming: 8 }, { most: 20_000 });
    expect(trial.found).toMatchObject({ calls: null, searched: 7 });
    expect(effectOf(trial, base)).toBe('open');
  });

  it('still calls impossible what cannot close, and walks into nothing there', () => {
    const trial = tried({ client: 'B', deadlines: true }, { most: 20_000 });
    expect(trial.found).toMatchObject({ calls: null, searched: 5 });
    expect(effectOf(trial, base)).toBe('impossible');
  });

  it('has followed every interleaving: its sums are those of the single searches', () => {
    const { found, set } = tried({ incoming: 1 });
    const single = [1, 2, 3, 4, 5, 6, 7].map((calls) =>
      explore(connect({ ...connectionOf(set), calls })),
    );
    expect(found.states).toBe(single.reduce((sum, { states }) => sum + states, 0));
    expect(found.transitions).toBe(single.reduce((sum, { transitions }) => sum + transitions, 0));
  });

  it('tells its progress by the number of calls, and states never sink', () => {
    const told: (readonly [number, number])[] = [];
    firstDeadlock(questionOf(BASE), (calls, states) => told.push([calls, states]));
    expect(told.map(([calls]) => calls)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.map(([, states]) => states)).toEqual(
      told.map(([, states]) => states).toSorted((a, b) => a - b),
    );
  });
});

describe('the chain of waits, read from the lines', () => {
  it('closes without repairs, and whatever the room', () => {
    for (const part of [{}, { requests: 8, answers: 8, incoming: 8 }, { deadlines: true }]) {
      const { closes, holds, ends } = chainUnder({ ...BASE, ...part });
      expect([closes, holds.length, ends]).toEqual([true, 4, []]);
    }
  });

  it('is read once a set', () => {
    const wide = { ...BASE, requests: 2 };
    expect(chainUnder({ ...wide })).toBe(chainUnder({ ...wide }));
    expect(chainUnder(wide)).not.toBe(chainUnder(BASE));
  });

  it('ends at the goroutine that only reads', () => {
    expect(chainUnder({ ...BASE, client: 'B' })).toMatchObject({
      closes: false,
      ends: ['client.receiver'],
    });
    expect(chainUnder({ ...BASE, server: 'S2' })).toMatchObject({
      closes: false,
      ends: ['server.receiver'],
    });
  });
});

describe('the list of trials', () => {
  it('keeps one row a set, in the order of the first try', () => {
    const wide = tried({ requests: 2 });
    const list = withTrial(withTrial([base], wide), { ...base, guess: 'later' });
    expect(list.map(({ set }) => set.requests)).toEqual([1, 2]);
    expect(trialOf(list, BASE)?.guess).toBe('later');
    expect(trialOf(list, { ...BASE, quarter: true })).toBeNull();
    expect(effect({ requests: 2 })).toBe('later');
  });
});
