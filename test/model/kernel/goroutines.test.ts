import { describe, expect, it } from 'vitest';
import { lineAt, machineOf, move, numberOf, stepsBy, stepsOf, tiny } from './tiny.ts';

describe('a goroutine', () => {
  const machine = machineOf(
    [
      tiny('client.caller', {
        write: { op: 'write', socket: 'toServer', next: 'end', fails: 'end', says: 'writes' },
        end: { op: 'end' },
      }),
      tiny('server.receiver', {
        read: { op: 'read', socket: 'toServer', next: 'go', ends: 'end', says: 'reads' },
        go: { op: 'go', next: 'read' },
        end: { op: 'end' },
      }),
      tiny('server.handler', {
        call: { op: 'method', next: 'end', says: 'returns' },
        end: { op: 'end' },
      }),
    ],
    { calls: 2, longCalls: 1 },
  );

  it('of a call on the server is not there until it is started, with the call it was started for', () => {
    let state = move(machine, machine.initial(), 'client.caller', 1);
    expect([0, 1].map((call) => lineAt(machine, state, 'server.handler', call))).toEqual([
      null,
      null,
    ]);
    state = move(machine, state, 'server.receiver');
    expect([0, 1].map((call) => lineAt(machine, state, 'server.handler', call))).toEqual([
      null,
      'call',
    ]);
    expect(machine.handOf(state, numberOf(machine, 'server.handler', 1))).toBe(1);
    expect(machine.handOf(state, numberOf(machine, 'server.receiver'))).toBeNull();
  });

  it('is gone when it ends, and its method’s return is a step of its own; a long one has none', () => {
    let state = machine.initial();
    for (const call of [0, 1]) {
      state = move(machine, state, 'client.caller', call);
      state = move(machine, state, 'server.receiver');
    }
    expect(stepsBy(machine, state, 'server.handler', 0)).toEqual([]);
    state = move(machine, state, 'server.handler', 1);
    expect(lineAt(machine, state, 'server.handler', 1)).toBeNull();
    expect(stepsOf(machine, state)).toEqual([]);
    expect(lineAt(machine, state, 'server.handler', 0)).toBe('call');
  });

  it('throws for a line that is not there', () => {
    expect(() => machineOf([tiny('client.loop', { go: { op: 'go', next: 'nowhere' } })])).toThrow(
      'no line nowhere',
    );
  });
});

describe('at most so many callers at once', () => {
  it('lets the next call begin when one has ended', () => {
    const machine = machineOf(
      [
        tiny('client.caller', {
          turn: { op: 'turn', next: 'write', says: 'begins' },
          write: { op: 'write', socket: 'toServer', next: 'done', fails: 'done', says: 'writes' },
          done: { op: 'return', outcome: 'answered' },
        }),
      ],
      { calls: 3, callers: 2 },
    );
    let state = machine.initial();
    for (const call of [0, 2]) state = move(machine, state, 'client.caller', call);
    expect(stepsBy(machine, state, 'client.caller', 1)).toEqual([]);
    state = move(machine, state, 'client.caller', 2);
    expect(machine.outcomeOf(state, 2)).toBe('answered');
    expect(stepsBy(machine, state, 'client.caller', 1)).toHaveLength(1);
  });
});
