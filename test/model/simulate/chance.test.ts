import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chance } from '../../../src/model/simulate/chance.ts';
import { Recording } from '../../../src/model/simulate/recording.ts';
import { runOn } from '../../../src/model/simulate/script.ts';
import { connect, slots } from '../../../src/model/ttrpc/connection.ts';
import { anyConnection } from '../kernel/programs.ts';
import { stepsOf } from '../kernel/tiny.ts';

const small = (client: 'A' | 'B', calls: number, deadlines = false) =>
  connect({ client, server: 'S1', calls, deadlines, toServer: slots(1), toClient: slots(1) });

function hangs(client: 'A' | 'B', calls: number, seeds: number): number {
  let found = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const machine = small(client, calls);
    const state = machine.initial();
    const chance = new Chance(machine, seed);
    while (chance.step(state));
    if (!machine.atRest(state)) found++;
  }
  return found;
}

describe('steps by chance', () => {
  it('are possible ones, and the same for the same seed', () => {
    fc.assert(
      fc.property(anyConnection, fc.nat(), (connection, seed) => {
        const machine = connect(connection);
        const [one, other] = [new Chance(machine, seed), new Chance(machine, seed)];
        const state = machine.initial();
        for (let turn = 0; turn < 40; turn++) {
          const possible = stepsOf(machine, state);
          const before = state.slice();
          const step = one.step(state);
          if (step === null) {
            expect(possible).toEqual([]);
            return;
          }
          expect(possible).toContainEqual(step);
          expect(other.step(before)).toEqual(step);
          expect(before).toEqual(state);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('hang the smallest cell in about one run of five, with more calls nearly always, and client B never', () => {
    const smallest = hangs('A', 6, 200);
    expect(smallest).toBeGreaterThan(20);
    expect(smallest).toBeLessThan(70);
    expect(hangs('A', 12, 60)).toBeGreaterThan(50);
    expect(hangs('A', 5, 60)).toBe(0);
    expect(hangs('B', 12, 60)).toBe(0);
  });

  it('let a deadline pass seldom, but in the end', () => {
    const machine = small('A', 6, true);
    const recording = new Recording(machine);
    runOn(recording, new Chance(machine, 2), 10_000);
    const state = recording.at(recording.length);
    const outcomes = Array.from({ length: 6 }, (_, call) => machine.outcomeOf(state, call));
    // Callers of a hang leave one after the other, and the two loops stay.
    expect(outcomes).not.toContain(null);
    expect(recording.length).toBeGreaterThan(20);
  });
});
