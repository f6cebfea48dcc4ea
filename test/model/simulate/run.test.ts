import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, type Load, machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { postLoad, runPod } from '../../../src/model/simulate/pod.ts';
import { randomOf } from '../../../src/model/simulate/random.ts';
import { parkedAt, simulate } from '../../../src/model/simulate/simulate.ts';
import { stepsOf } from '../kernel/tiny.ts';

const anyLoad: fc.Arbitrary<Load> = fc
  .record({
    client: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
    server: fc.constantFrom('S1' as const, 'S2' as const),
    calls: fc.integer({ min: 1, max: 250 }),
    callers: fc.integer({ min: 1, max: 250 }),
    longCalls: fc.integer({ min: 0, max: 3 }),
    request: fc.constantFrom(10, 215, 1960, 6000),
    response: fc.constantFrom(10, 901, 6000),
    sndbuf: fc.constantFrom(4608, 16384, 212992),
    delay: fc.constantFrom(0, 4000, 50_000),
    deadline: fc.constantFrom(null, null, 2000, 100_000),
    seed: fc.integer(),
  })
  // Long calls must leave the others a place.
  .map((load) => ({ ...load, longCalls: Math.min(load.longCalls, load.calls, load.callers - 1) }));

describe('a run', () => {
  it('is the same for the same load and seed', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const [one, other] = [simulate(load), simulate(load)];
        expect(other.state).toEqual(one.state);
        expect([other.outcome, other.finished, other.left, other.steps, other.time]).toEqual([
          one.outcome,
          one.finished,
          one.left,
          one.steps,
          one.time,
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it('is another for another seed', () => {
    const times = new Set([1, 2, 3, 4, 5].map((seed) => simulate({ ...ordinary, seed }).time));
    expect(times.size).toBe(5);
  });

  it('ends where no step is left, or only long calls are', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const { outcome, finished, left, machine, state } = simulate(load);
        expect(finished + left).toBeLessThanOrEqual(load.calls);
        const deadlines = load.deadline !== null;
        if (!deadlines) expect(stepsOf(machine, state)).toEqual([]);
        if (outcome === 'finished') {
          expect(machine.atRest(state)).toBe(true);
          if (!deadlines) expect(finished).toBe(load.calls - load.longCalls);
        } else expect(outcome).toBe('hung');
        if (load.server === 'S2') expect(outcome).toBe('finished');
      }),
      { numRuns: 80 },
    );
  });

  it('is stopped after so many steps when it is told to', () => {
    const { outcome, steps } = simulate(ordinary, 100);
    expect([outcome, steps]).toEqual(['stopped', 100]);
  });

  it('of callers with a deadline ends for each of them, hung or not', () => {
    const { outcome, finished, left } = simulate({ ...ordinary, deadline: 300_000 });
    expect(finished + left).toBe(ordinary.calls);
    expect(left).toBeGreaterThan(0);
    expect(outcome).toBe('hung');
  });
});

describe('a run that is closed, or loses a side, on its way', () => {
  it('goes on by the clock until no step is left, and every caller of a living client has ended', () => {
    const what = fc.constantFrom('close' as const, 'clientDies' as const, 'serverDies' as const);
    fc.assert(
      fc.property(anyLoad, what, fc.nat(3000), (plain, intervention, steps) => {
        const load = { ...plain, failures: true };
        const machine = machineOf(load);
        const start = machine.initial();
        const clock = clockOf(load, machine, start);
        while (clock.steps < steps && clock.step(start) !== null);
        fc.pre(machine.interventions(start).includes(intervention));
        const state = machine.intervene(start, intervention);
        const rest = clockOf({ ...load, seed: load.seed + 1 }, machine, state);
        while (rest.steps < 100_000 && rest.step(state) !== null);
        expect(stepsOf(machine, state)).toEqual([]);
        if (intervention === 'clientDies') return;
        for (let call = 0; call < load.calls; call++) {
          expect(machine.outcomeOf(state, call)).not.toBeNull();
        }
      }),
      { numRuns: 80 },
    );
  });

  it('lets the handlers go that hold an answer', () => {
    const load = { ...ordinary, failures: true };
    const { machine, state, outcome } = simulate(load);
    expect(outcome).toBe('hung');
    const dead = machine.intervene(state, 'clientDies');
    const clock = clockOf(load, machine, dead);
    while (clock.step(dead) !== null);
    expect(parkedAt(machine, state, { client: '1.0.1', server: '1.0.1' })).toMatchObject({
      'server.go:459': 1,
    });
    expect(parkedAt(machine, dead, { client: '1.0.1', server: '1.0.1' })).toEqual({});
  });
});

describe("the post's counts", () => {
  it('come out of a run: 164 handlers hold an answer, 6 are in their methods', () => {
    const { stuck, idle } = runPod();
    expect([stuck.outcome, idle.outcome]).toEqual(['hung', 'finished']);
    const versions = { client: '1.0.1', server: '1.0.1' };
    const [sick, well] = [stuck, idle].map(({ machine, state }) =>
      parkedAt(machine, state, versions),
    );
    expect(sick).toMatchObject({
      'server.go:444': 164,
      'server.go:438': postLoad.longCalls,
      'server.go:459': 1,
      'server.go:404': 1,
    });
    expect(well).toMatchObject({ 'server.go:438': 1, 'server.go:431': 1, 'server.go:362': 1 });
  });
});

describe('random numbers', () => {
  it('are spread evenly from 0 up to 1, and a seed gives the same ones for ever', () => {
    const random = randomOf(7);
    const numbers = Array.from({ length: 10_000 }, random);
    const tenths = new Array<number>(10).fill(0);
    for (const one of numbers) {
      expect(one).toBeGreaterThanOrEqual(0);
      expect(one).toBeLessThan(1);
      tenths[Math.floor(one * 10)]!++;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(130);
    // Links carry seeds: these may never change.
    expect([1, 2, 3].map((seed) => Math.floor(randomOf(seed)() * 1e6))).toEqual([
      735_536, 523_938, 572_532,
    ]);
  });
});
