import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIntervention, type Step } from '../../../src/model/explore/search.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { connect } from '../../../src/model/ttrpc/connection.ts';
import { anyConnection, picks } from './programs.ts';
import { stepsOf } from './tiny.ts';

/** Steps and interventions that a state allows. */
function possible(machine: Machine, state: State): readonly Step[] {
  return [
    ...stepsOf(machine, state),
    ...machine.interventions(state).map((intervention) => ({ intervention })),
  ];
}

const taken = (machine: Machine, state: State, step: Step): State =>
  isIntervention(step) ? machine.intervene(state, step.intervention) : machine.step(state, step);

/** Walks a way of any connection and looks at each step of it. Interventions are rare. */
function walkAny(
  look: (machine: Machine, state: State, step: Step, next: State) => void,
  end?: (machine: Machine, last: State) => void,
): void {
  fc.assert(
    fc.property(anyConnection, picks(90), (connection, choices) => {
      const machine = connect(connection);
      let state = machine.initial();
      for (const pick of choices) {
        const steps = pick < 970 ? stepsOf(machine, state) : possible(machine, state);
        if (steps.length === 0) break;
        const step = steps[pick % steps.length]!;
        const next = taken(machine, state, step);
        look(machine, state, step, next);
        state = next;
      }
      end?.(machine, state);
    }),
    { numRuns: 300 },
  );
}

/** Calls whose answers stand in the client's channel `incoming`, where that has room. */
function inBuffer(machine: Machine, state: State): readonly number[] {
  const slots = machine.layout.buffers.incoming;
  if (!slots) return [];
  const length = state[slots.length] as number;
  return [...state.subarray(slots.first, slots.first + length)].map((value) => value - 1);
}

/** Everyone who can have a call in hand, and where its frames stand. */
function whereabouts(machine: Machine, state: State): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  const note = (call: number, where: string) => {
    const all = found.get(call);
    if (all) all.push(where);
    else found.set(call, [where]);
  };
  for (const socket of ['toServer', 'toClient'] as const) {
    for (const call of machine.inSocket(state, socket).calls) note(call, socket);
  }
  for (const call of inBuffer(machine, state)) note(call, 'incoming');
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const { kind, call } = machine.kindOf(goroutine);
    const held = call === null ? machine.handOf(state, goroutine) : null;
    if (held !== null) note(held, kind);
    if (kind === 'server.handler' && machine.lineOf(state, goroutine)) note(call ?? -1, kind);
  }
  return found;
}

describe('a step', () => {
  it('that a state lists can be taken, by a goroutine that is there, and changes somebody’s standing', () => {
    walkAny((machine, state) => {
      for (const step of stepsOf(machine, state)) {
        expect(machine.lineOf(state, step.goroutine)).not.toBeNull();
        const next = machine.step(state, step);
        expect(next).toHaveLength(state.length);
        expect(next.every((value) => Number.isInteger(value))).toBe(true);
        expect(machine.movedCount > 0 || step.choice === 1).toBe(true);
      }
    });
  });

  it('leaves the state it is taken from as it was, and gives the same one again', () => {
    walkAny((machine, state, step) => {
      const copy = state.slice();
      const once = taken(machine, state, step);
      expect(state).toEqual(copy);
      expect(taken(machine, state, step)).toEqual(once);
    });
  });

  it('taken in place does the same', () => {
    walkAny((machine, state, step, next) => {
      if (isIntervention(step)) return;
      const place = state.slice();
      machine.apply(place, step.goroutine, step.choice, step.partner);
      expect(place).toEqual(next);
    });
  });

  it('tells everyone whose line it changed', () => {
    walkAny((machine, state, step) => {
      if (isIntervention(step)) return;
      const next = machine.step(state, step);
      const told = new Set(machine.moved.subarray(0, machine.movedCount));
      for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
        if (state[goroutine] !== next[goroutine]) expect(told.has(goroutine)).toBe(true);
      }
    });
  });
});

describe('a lock', () => {
  it('is held by somebody who is there, and one goroutine waits for no lock that it holds', () => {
    walkAny((machine, _, __, next) => {
      for (const mutex of Object.values(machine.layout.mutexes)) {
        const holder = (next[mutex] as number) - 1;
        if (holder < 0) continue;
        expect(machine.lineOf(next, holder)).not.toBeNull();
        const line = machine.lineOf(next, holder);
        expect(line?.source.do.op === 'lock' && line.mutex === mutex).toBe(false);
      }
    });
  });

  it('goes from nobody to one, and back to nobody before another has it', () => {
    walkAny((machine, state, step, next) => {
      if (isIntervention(step)) return;
      for (const mutex of Object.values(machine.layout.mutexes)) {
        const [before, now] = [state[mutex] as number, next[mutex] as number];
        if (before === now || before <= 0 || now <= 0) continue;
        // The holder let go and another took it on the way, all in one step: then the first one moved.
        expect(state[before - 1]).not.toBe(next[before - 1]);
      }
    });
  });
});

describe('a call', () => {
  it('is at one place at a time: in a hand, in a socket, or with its handler', () => {
    walkAny((machine, _, __, next) => {
      for (const [call, places] of whereabouts(machine, next)) {
        expect(places, `call ${call}`).toHaveLength(1);
      }
    });
  });

  it('is answered at most once, and an end is an end', () => {
    walkAny((machine, state, step, next) => {
      if (isIntervention(step)) return;
      for (let call = 0; call < machine.params.calls; call++) {
        const before = machine.outcomeOf(state, call);
        if (before !== null) expect(machine.outcomeOf(next, call)).toBe(before);
      }
    });
  });

  it('that is answered had its own answer: a delivery ends the call in the deliverer’s hand and no other', () => {
    walkAny((machine, state, step, next) => {
      if (isIntervention(step)) return;
      const ended = Array.from({ length: machine.params.calls }, (_, call) => call).filter(
        (call) =>
          machine.outcomeOf(state, call) === null && machine.outcomeOf(next, call) === 'answered',
      );
      if (ended.length === 0) return;
      expect(ended).toHaveLength(1);
      const by = [step.goroutine, step.partner]
        .filter((one) => one >= 0)
        .map((one) => {
          const { call } = machine.kindOf(one);
          return call ?? machine.handOf(state, one);
        });
      // Read and delivered in one step, or taken out of the buffer and delivered in one step.
      const firsts = [machine.inSocket(state, 'toClient').calls[0], inBuffer(machine, state)[0]];
      expect([...by, ...firsts]).toContain(ended[0]);
    });
  });

  it('is not lost while nothing fails: where no step is left and no deadlock is, every one has ended', () => {
    const sure = anyConnection.map((connection) => ({
      ...connection,
      failures: false,
      longCalls: 0,
    }));
    fc.assert(
      fc.property(sure, picks(400), (connection, choices) => {
        const machine = connect(connection);
        let state = machine.initial();
        for (const pick of choices) {
          const steps = stepsOf(machine, state);
          if (steps.length === 0) break;
          state = machine.step(state, steps[pick % steps.length]!);
        }
        expect(stepsOf(machine, state)).toEqual([]);
        const hangs =
          connection.server === 'S1' && (connection.client === 'A' || connection.client === 'C');
        if (!hangs) expect(machine.atRest(state)).toBe(true);
        if (machine.atRest(state)) {
          expect(whereabouts(machine, state).size).toBe(0);
          for (let call = 0; call < connection.calls; call++) {
            const outcome = machine.outcomeOf(state, call);
            expect(connection.deadlines ? ['answered', 'left'] : ['answered']).toContain(outcome);
          }
        } else expect(machine.deadlocked(state)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
