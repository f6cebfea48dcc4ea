import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeBorder,
  explore,
  findEscape,
  lastEscape,
  walk,
} from '../../../src/model/explore/explore.ts';
import { search } from '../../../src/model/explore/search.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { clockOf, machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { type Connection, connect, slots } from '../../../src/model/ttrpc/connection.ts';
import { picks } from '../kernel/programs.ts';
import { stepsOf } from '../kernel/tiny.ts';

/**
 * By brute force: whether rest can be reached from a state, all states one by one in a set of texts. Knows nothing of
 * circles, of merging or of packing.
 */
function canRest(machine: Machine, from: State): boolean {
  const seen = new Set([from.join()]);
  const left = [from];
  for (let state = left.pop(); state; state = left.pop()) {
    if (machine.atRest(state)) return true;
    for (const step of stepsOf(machine, state)) {
      const next = machine.step(state, step);
      const text = next.join();
      if (seen.has(text)) continue;
      seen.add(text);
      left.push(next);
    }
  }
  return false;
}

/** Small connections that can deadlock, and some that cannot. */
const small: fc.Arbitrary<Connection> = fc
  .record({
    client: fc.constantFrom('A' as const, 'C' as const, 'A' as const, 'B' as const),
    server: fc.constantFrom('S1' as const, 'S1' as const, 'S2' as const),
    rooms: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
    calls: fc.integer({ min: 4, max: 6 }),
    longCalls: fc.integer({ min: 0, max: 1 }),
    deadlines: fc.boolean(),
  })
  .map(({ rooms, ...rest }) => ({
    ...rest,
    // With deadlines there are many times more states.
    calls: rest.deadlines ? 4 : rest.calls,
    toServer: slots(rooms[0]),
    toClient: slots(rooms[1]),
  }));

/** Where a run that goes by those choices ends, or is after so many steps. */
function reach(machine: Machine, choices: readonly number[]): State {
  let state = machine.initial();
  for (const pick of choices) {
    const steps = stepsOf(machine, state);
    if (steps.length === 0) break;
    state = machine.step(state, steps[pick % steps.length]!);
  }
  return state;
}

describe('an escape', () => {
  it('is possible exactly where brute force finds one, and its steps lead to rest', () => {
    const counted = { yes: 0, no: 0 };
    fc.assert(
      fc.property(small, picks(40), fc.nat(40), (connection, choices, length) => {
        const machine = connect(connection);
        const state = reach(machine, choices.slice(0, length));
        const { possible, steps } = findEscape(machine, state);
        expect(possible).toBe(canRest(machine, state));
        if (possible)
          expect(machine.atRest(walk(machine, steps, state).at(-1) as State)).toBe(true);
        counted[possible ? 'yes' : 'no']++;
      }),
      { numRuns: 60 },
    );
    expect(counted.yes).toBeGreaterThan(5);
  });

  it.each([
    { client: 'A', calls: 4, room: 0 },
    { client: 'A', calls: 6, room: 1 },
    { client: 'C', calls: 5, room: 0 },
    { client: 'C', calls: 6, room: 0 },
    { client: 'C', calls: 7, room: 1 },
  ] as const)(
    'client $client, $calls calls, room $room: at every state of the way to the deadlock',
    ({ client, calls, room }) => {
      const machine = connect({
        client,
        server: 'S1',
        calls,
        toServer: slots(room),
        toClient: slots(room),
      });
      const { verdict, steps } = explore(machine);
      expect(verdict).toBe('deadlock');
      const states = walk(machine, steps);
      // From the end, for lost states have few left.
      let border = states.length - 1;
      while (border >= 0 && !canRest(machine, states[border] as State)) border--;
      expect(border).toBeGreaterThanOrEqual(0);
      expect(border).toBeLessThan(states.length - 1);
      for (let at = 0; at < states.length; at++) {
        expect(findEscape(machine, states[at] as State).possible, `state ${at}`).toBe(at <= border);
      }
      expect(lastEscape(machine, states)).toBe(border);
    },
  );

  it('is unknown when its search is given up, and so is the last state that had one', () => {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 6,
      toServer: slots(1),
      toClient: slots(1),
    });
    const states = walk(machine, explore(machine).steps);
    const [from] = states as [State];
    const options = { most: 3, interventions: true };
    expect(findEscape(machine, from, options)).toMatchObject({ possible: null, by: 'searched' });
    expect(lastEscape(machine, states, options)).toBeNull();
  });

  it('of a run of the real size is narrowed down to what no short search decides', () => {
    const load = { ...ordinary, seed: 1 };
    const machine = machineOf(load);
    const clock = clockOf(load, machine);
    const states = [machine.initial()];
    for (const state = states[0]?.slice() as State; clock.step(state); ) states.push(state.slice());
    const { good, lost } = escapeBorder(machine, states, { most: 500 });
    expect(good).toBeGreaterThan(states.length / 2);
    expect(lost).toBeLessThan(states.length - 1);
    expect(lost - good).toBeLessThan(200);
    expect(findEscape(machine, states[good] as State)).toMatchObject({ possible: true });
    expect(findEscape(machine, states[lost] as State)).toMatchObject({ possible: false });
  });

  it('is given up at a bound of memory too', () => {
    const machine = machineOf(ordinary);
    const found = search(machine, { target: () => false, mostBytes: 1 });
    expect(found).toMatchObject({ outcome: 'gave-up' });
  });
});
