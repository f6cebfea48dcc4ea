import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packing } from '../../../src/model/explore/packing.ts';
import { Seen } from '../../../src/model/explore/seen.ts';
import { Symmetry } from '../../../src/model/explore/symmetry.ts';
import { Machine, type State } from '../../../src/model/kernel/machine.ts';
import { machineOf as machineOfLoad, ordinary } from '../../../src/model/simulate/load.ts';
import { connect } from '../../../src/model/ttrpc/connection.ts';
import { anyConnection, picks } from '../kernel/programs.ts';
import { stepsOf } from '../kernel/tiny.ts';

/** The states of a way; interventions are rare. */
function* states(machine: Machine, choices: readonly number[]): Generator<State> {
  let state = machine.initial();
  yield state;
  for (const pick of choices) {
    const outside = machine.interventions(state);
    if (pick > 980 && outside.length > 0) {
      state = machine.intervene(state, outside[pick % outside.length]!);
    } else {
      const steps = stepsOf(machine, state);
      if (steps.length === 0) return;
      state = machine.step(state, steps[pick % steps.length]!);
    }
    yield state;
  }
}

/** Any small connection, and charged ones with a reader's buffer. */
const anyMachine: fc.Arbitrary<Machine> = fc.oneof(
  { weight: 4, arbitrary: anyConnection.map(connect) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        client: fc.constantFrom('A' as const, 'C' as const),
        request: fc.integer({ min: 10, max: 5000 }),
        response: fc.integer({ min: 10, max: 5000 }),
        calls: fc.integer({ min: 1, max: 40 }),
      })
      .map((load) => machineOfLoad({ ...ordinary, ...load, callers: load.calls, sndbuf: 8192 })),
  },
);

describe('packing', () => {
  it('gives back every state that it was given', () => {
    fc.assert(
      fc.property(anyMachine, picks(60), (machine, choices) => {
        const packing = new Packing(machine);
        const packed = new Int32Array(packing.words + 4);
        for (const state of states(machine, choices)) {
          packing.pack(state, packed, 2);
          const back = new Int32Array(state.length);
          packing.unpack(packed, 2, back);
          expect(back).toEqual(state);
        }
        expect([packed[0], packed[1], packed.at(-1)]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('of what a step has changed comes to the same as packing all of it', () => {
    fc.assert(
      fc.property(anyMachine, picks(60), (machine, choices) => {
        const packing = new Packing(machine);
        const { words } = packing;
        const packed = new Int32Array(3 * words);
        let before: State | null = null;
        for (const state of states(machine, choices)) {
          packing.pack(state, packed, words);
          if (before) {
            packing.pack(before, packed, 0);
            packing.packAfter(before, 0, state, packed, 2 * words);
            expect(packed.slice(2 * words)).toEqual(packed.slice(words, 2 * words));
          }
          before = state;
        }
      }),
    );
  });

  it('is small: the cell of the bench takes three words', () => {
    const slots = { limit: 1, wakesAt: null, charges: null };
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 6,
      toServer: slots,
      toClient: slots,
    });
    expect(new Packing(machine).words).toBe(3);
  });
});

describe('states that were met', () => {
  it('are each kept once, whatever their number and order', () => {
    const word = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 400 }), (all) => {
        const seen = new Seen(2, Number.POSITIVE_INFINITY, 2);
        const met = new Map<string, number>();
        for (const [parent, words] of all.entries()) {
          seen.packed.set(words, seen.next);
          const known = met.has(words.join());
          const number = seen.add(parent);
          expect(number).toBe(known ? -1 : met.size);
          if (!known) met.set(words.join(), parent);
        }
        expect(seen.count).toBe(met.size);
        expect([...seen.parents.subarray(0, seen.count)]).toEqual([...met.values()]);
      }),
    );
  });
});

describe('sorting calls that stand alike', () => {
  const uncharged = anyConnection;

  it('twice is sorting once', () => {
    fc.assert(
      fc.property(uncharged, picks(60), (connection, choices) => {
        const machine = connect(connection);
        const symmetry = new Symmetry(machine);
        for (const state of states(machine, choices)) {
          const once = state.slice();
          symmetry.sort(once);
          const twice = once.slice();
          symmetry.sort(twice);
          expect(twice).toEqual(once);
        }
      }),
    );
  });

  it('keeps what can happen: as many steps, to the same states but for the calls’ numbers', () => {
    fc.assert(
      fc.property(uncharged, picks(60), (connection, choices) => {
        const machine = connect(connection);
        const symmetry = new Symmetry(machine);
        const nexts = (state: State) =>
          stepsOf(machine, state)
            .map((step) => {
              const next = machine.step(state, step);
              symmetry.sort(next);
              return next.join();
            })
            .sort();
        for (const state of states(machine, choices)) {
          const sorted = state.slice();
          symmetry.sort(sorted);
          expect(nexts(sorted)).toEqual(nexts(state));
          expect(machine.atRest(sorted)).toBe(machine.atRest(state));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is refused where frames have sizes of their own, and not where all have one size', () => {
    const load = { ...ordinary, calls: 3, callers: 3 };
    expect(() => new Symmetry(machineOfLoad(load))).not.toThrow();
    const own = { limit: 4608, wakesAt: 1152, charges: [768, 768, 1280] };
    const { params } = machineOfLoad(load);
    const mixed = new Machine({ ...params, sockets: { ...params.sockets, toServer: own } });
    expect(() => new Symmetry(mixed)).toThrow('not alike');
  });
});
