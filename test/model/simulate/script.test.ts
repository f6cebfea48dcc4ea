import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIntervention, type Step } from '../../../src/model/explore/search.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { clockOf, machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { Recording } from '../../../src/model/simulate/recording.ts';
import {
  type Part,
  parseScript,
  partOf,
  play,
  runOn,
  writeScript,
} from '../../../src/model/simulate/script.ts';
import { connect } from '../../../src/model/ttrpc/connection.ts';
import { anyConnection, picks } from '../kernel/programs.ts';
import { stepsOf } from '../kernel/tiny.ts';

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ do: fc.constant('step' as const), place: fc.nat(36 ** 3 - 1) }),
  fc.record({ do: fc.constant('step' as const), place: fc.nat(40) }),
  fc.record({
    do: fc.constant('intervene' as const),
    what: fc.constantFrom('close' as const, 'clientDies' as const, 'serverDies' as const),
  }),
  fc.record({ do: fc.constant('run' as const), steps: fc.nat(2_000_000) }),
);

/** A way by those choices, with interventions now and then. */
function wayOf(
  machine: Machine,
  choices: readonly number[],
  from: State = machine.initial(),
): readonly Step[] {
  const steps: Step[] = [];
  let state = from;
  for (const pick of choices) {
    const outside = machine.interventions(state);
    const possible = stepsOf(machine, state);
    const what = pick > 985 ? outside[pick % (outside.length || 1)] : undefined;
    const step: Step | undefined = what
      ? { intervention: what }
      : possible[pick % (possible.length || 1)];
    if (!step) break;
    steps.push(step);
    state = taken(machine, state, step);
  }
  return steps;
}

function taken(machine: Machine, state: State, step: Step): State {
  return isIntervention(step)
    ? machine.intervene(state, step.intervention)
    : machine.step(state, step);
}

/** Ways of some hundred steps, so that several states are kept. */
const longWay = fc.tuple(fc.integer({ min: 40, max: 60 }), picks(500)).map(([calls, choices]) => {
  const machine = machineOf({ ...ordinary, calls, callers: calls });
  return { machine, steps: wayOf(machine, choices) };
});

const noClock = () => {
  throw new Error('this script runs nothing by the clock');
};

describe('a script', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 50 }), (parts) => {
        expect(parseScript(writeScript(parts))).toEqual({ ok: true, parts });
      }),
    );
  });

  it('is a text that a link can carry as it is', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 50 }), (parts) => {
        expect(writeScript(parts)).toMatch(/^[0-9a-z.!~]*$/);
      }),
    );
  });

  it('says where it stops making sense', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['A', 0],
      ['01?', 2],
      ['0.12', 1],
      ['0!x', 1],
      ['05~9', 2],
      ['~~', 0],
    ];
    for (const [text, at] of cases) {
      expect(parseScript(text)).toEqual({ ok: false, problem: 'not-a-script', at });
    }
    expect(parseScript('1~zzzzz~')).toEqual({ ok: false, problem: 'too-long', at: 1 });
  });

  it('of any text is either read, and written again leads to the same parts, or refused with a place in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0129az.!cks~ A') }), (text) => {
        const parsed = parseScript(text);
        if (parsed.ok) {
          expect(parseScript(writeScript(parsed.parts))).toEqual(parsed);
        } else {
          expect(parsed.at).toBeGreaterThanOrEqual(0);
          expect(parsed.at).toBeLessThan(text.length);
        }
      }),
    );
  });

  it('of a way, played, is that way', () => {
    fc.assert(
      fc.property(anyConnection, picks(150), (connection, choices) => {
        const machine = connect(connection);
        const steps = wayOf(machine, choices);
        const parts: Part[] = [];
        let state = machine.initial();
        for (const step of steps) {
          parts.push(partOf(machine, state, step));
          state = taken(machine, state, step);
        }
        const read = parseScript(writeScript(parts));
        if (!read.ok) throw new Error(read.problem);
        const played = play(machine, read.parts, noClock);
        expect(played.ok).toBe(true);
        expect(played.recording.steps).toEqual(steps);
        expect(played.recording.at(steps.length)).toEqual(state);
      }),
    );
  });

  it('stops at a step that is not possible, with what was played before it', () => {
    const machine = connect({
      client: 'B',
      server: 'S1',
      calls: 2,
      toServer: { limit: 1, wakesAt: null, charges: null },
      toClient: { limit: 1, wakesAt: null, charges: null },
    });
    const played = play(
      machine,
      [
        { do: 'step', place: 0 },
        { do: 'step', place: 30 },
      ],
      noClock,
    );
    expect(played).toMatchObject({ ok: false, part: 1 });
    expect(played.recording.length).toBe(1);
    const sure = play(machine, [{ do: 'intervene', what: 'close' }], noClock);
    expect(sure).toMatchObject({ ok: false, part: 0 });
    expect(() =>
      partOf(machine, machine.initial(), { goroutine: 0, choice: 5, partner: -1 }),
    ).toThrow('does not allow');
  });
});

describe('a recording', () => {
  it('gives the state after any number of its steps, as walking there does', () => {
    fc.assert(
      fc.property(anyConnection, picks(300), (connection, choices) => {
        const machine = connect(connection);
        const steps = wayOf(machine, choices);
        const recording = new Recording(machine);
        const states = [machine.initial()];
        for (const step of steps) {
          recording.push(step);
          states.push(taken(machine, states.at(-1) as State, step));
        }
        expect(recording.length).toBe(steps.length);
        for (const [at, state] of states.entries()) expect(recording.at(at)).toEqual(state);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on elsewhere once it was cut', () => {
    fc.assert(
      fc.property(
        longWay,
        picks(300),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (way, choices, where) => {
          const { machine, steps } = way;
          const recording = new Recording(machine);
          for (const step of steps) recording.push(step);
          const cut = Math.floor(where * steps.length);
          recording.cut(cut);
          expect(recording.steps).toEqual(steps.slice(0, cut));
          const states = [recording.at(cut)];
          for (const step of wayOf(machine, choices, states[0])) {
            recording.push(step);
            states.push(taken(machine, states.at(-1) as State, step));
          }
          for (const [more, state] of states.entries()) {
            expect(recording.at(cut + more)).toEqual(state);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('hands out copies: what is done to them does not come back', () => {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 2,
      toServer: { limit: 1, wakesAt: null, charges: null },
      toClient: { limit: 1, wakesAt: null, charges: null },
    });
    const recording = new Recording(machine);
    recording.at(0).fill(7);
    expect(recording.at(0)).toEqual(machine.initial());
  });
});

describe('a run by the clock', () => {
  const load = { ...ordinary, calls: 80, callers: 80, seed: 3 };

  it('in a script is the same run every time, and its steps one by one are the same way', () => {
    const machine = machineOf(load);
    const clock = (state: State, turn: number) =>
      clockOf({ ...load, seed: load.seed + turn }, machine, state);
    const parts: readonly Part[] = [
      { do: 'run', steps: 150 },
      { do: 'step', place: 0 },
      { do: 'run', steps: 90 },
    ];
    const [one, other] = [play(machine, parts, clock), play(machine, parts, clock)];
    expect(one.ok).toBe(true);
    expect(one.recording.length).toBe(241);
    expect(other.recording.steps).toEqual(one.recording.steps);
    let state = machine.initial();
    for (const step of one.recording.steps) state = taken(machine, state, step);
    expect(state).toEqual(one.recording.at(241));
  });

  it('takes only steps that are possible', () => {
    const machine = machineOf(load);
    const recording = new Recording(machine);
    runOn(recording, clockOf(load, machine), 5000);
    let state = machine.initial();
    for (const step of recording.steps) {
      expect(stepsOf(machine, state)).toContainEqual(step);
      state = taken(machine, state, step);
    }
  });
});
