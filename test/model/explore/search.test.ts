import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explore, walk } from '../../../src/model/explore/explore.ts';
import { search } from '../../../src/model/explore/search.ts';
import { Symmetry } from '../../../src/model/explore/symmetry.ts';
import { Actions } from '../../../src/model/kernel/actions.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { type Connection, connect, slots } from '../../../src/model/ttrpc/connection.ts';
import { anyConnection } from '../kernel/programs.ts';

const few = anyConnection.map((connection) => ({
  ...connection,
  calls: Math.min(connection.calls, 4),
  // Small enough that deadlocks are among them: without room four calls of client A are enough.
  ...(connection.calls > 3 ? { toServer: slots(0), toClient: slots(0), failures: false } : {}),
}));

/** Enough calls for a deadlock, and not many more: facts/model.md. */
const deadlocking: fc.Arbitrary<Connection> = fc
  .record({
    client: fc.constantFrom('A' as const, 'C' as const),
    rooms: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
    more: fc.integer({ min: 0, max: 1 }),
    deadlines: fc.boolean(),
  })
  .map(({ client, rooms: [requests, responses], more, deadlines }) => {
    const least = requests + responses + (client === 'A' ? 4 : 5);
    return {
      client,
      server: 'S1' as const,
      calls: deadlines || least > 5 ? least : least + more,
      deadlines: deadlines && least < 5,
      toServer: slots(requests),
      toClient: slots(responses),
    };
  });

const stepsAt = (machine: Machine, state: State) => machine.enabled(state, new Actions()).count;

describe('a search', () => {
  it('with calls that stand alike merged has the same verdict and the same fewest steps as without', () => {
    let deadlocks = 0;
    fc.assert(
      fc.property(few, fc.boolean(), (connection, interventions) => {
        const machine = connect(connection);
        const options = { interventions, most: 40_000 };
        const merged = explore(machine, options);
        const plain = explore(machine, { ...options, merge: false });
        fc.pre(plain.verdict !== 'unknown');
        expect([merged.verdict, merged.shortest]).toEqual([plain.verdict, plain.shortest]);
        expect(merged.states).toBeLessThanOrEqual(plain.states);
        if (plain.verdict === 'deadlock') deadlocks++;
      }),
      { numRuns: 120, seed: 4 },
    );
    expect(deadlocks).toBeGreaterThan(3);
  });

  it('of a charged socket has the same verdict merged as not, to the step', () => {
    // The smallest SO_SNDBUF that Linux gives holds four answers to State, and six of its requests are charged 1,280 each.
    for (const [client, calls] of [
      ['A', 3],
      ['A', 4],
      ['B', 4],
    ] as const) {
      const machine = machineOf({ ...ordinary, client, calls, callers: calls, sndbuf: 4608 });
      const one = explore(machine, { merge: false });
      const other = explore(machine);
      expect([other.verdict, other.shortest]).toEqual([one.verdict, one.shortest]);
      expect(other.states).toBeLessThan(one.states);
    }
  });

  it('with them merged meets every state that it meets without, but for the calls’ numbers', () => {
    fc.assert(
      fc.property(few, fc.boolean(), (connection, interventions) => {
        const machine = connect(connection);
        const symmetry = new Symmetry(machine);
        const sorted = new Set<string>();
        const plain = search(machine, {
          interventions,
          merge: false,
          most: 20_000,
          target(state) {
            const copy = state.slice();
            symmetry.sort(copy);
            sorted.add(copy.join());
            return false;
          },
        });
        fc.pre(plain.outcome === 'none');
        const merged = search(machine, { interventions, target: () => false });
        expect(merged.states).toBe(sorted.size);
      }),
      { numRuns: 80 },
    );
  });

  it('gives a way that can be walked from the start, and that ends in a state without steps', () => {
    fc.assert(
      fc.property(deadlocking, fc.boolean(), (connection, merge) => {
        const machine = connect(connection);
        // Unmerged, each further call multiplies the states by its number.
        const { verdict, steps } = explore(machine, { merge: merge || connection.calls > 4 });
        expect(verdict).toBe('deadlock');
        const states = walk(machine, steps);
        expect(states).toHaveLength(steps.length + 1);
        const last = states.at(-1) as State;
        expect(stepsAt(machine, last)).toBe(0);
        expect(machine.deadlocked(last)).toBe(true);
        // No way to it is shorter: none of the states on the way is one.
        for (const state of states.slice(0, -1)) expect(machine.deadlocked(state)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('gives up when told to, or after so many states, and says so', () => {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 6,
      toServer: slots(1),
      toClient: slots(1),
    });
    expect(explore(machine, { most: 100 }).verdict).toBe('unknown');
    const heard: number[] = [];
    const { verdict } = explore(machine, {
      merge: false,
      progress: (states) => heard.push(states) < 3,
    });
    expect(verdict).toBe('unknown');
    expect(heard).toHaveLength(3);
    expect(heard).toEqual([...heard].sort((one, other) => one - other));
  });

  it('can begin anywhere', () => {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 6,
      toServer: slots(1),
      toClient: slots(1),
    });
    const { steps } = explore(machine);
    const states = walk(machine, steps);
    for (const at of [5, 13, 26]) {
      const rest = explore(machine, { from: states[at] as State });
      expect(rest.shortest).toBe(27 - at);
      expect(machine.deadlocked(walk(machine, rest.steps, states[at]).at(-1) as State)).toBe(true);
    }
  });
});

describe('client A, S1, six calls, room for one each way, every caller and handler its own', () => {
  const machine = connect({
    client: 'A',
    server: 'S1',
    calls: 6,
    toServer: slots(1),
    toClient: slots(1),
  });

  it('deadlocks after 27 steps', () => {
    const { verdict, shortest, circle } = explore(machine, { merge: false });
    expect([verdict, shortest]).toEqual(['deadlock', 27]);
    expect(circle).toHaveLength(4);
  });

  it('has 194,424 states within 26 steps, and 414,160 in all', () => {
    // facts/model.md and the issue say 195,109 for a search that stops at the deadlock: how many of the states 27 steps
    // away were met by then depends on the order of the steps. What lies before that level does not.
    const { outcome, states, levels } = search(machine, { merge: false, target: () => false });
    expect([outcome, states]).toEqual(['none', 414_160]);
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
    expect(sum(levels.slice(0, 27))).toBe(194_424);
    expect(sum(levels)).toBe(states);
    expect(levels[27]).toBeGreaterThan(195_109 - 194_424);
  });
});
