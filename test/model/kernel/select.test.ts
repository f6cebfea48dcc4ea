import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/model/kernel/machine.ts';
import type { Case, Op } from '../../../src/model/kernel/program.ts';
import { lineAt, machineOf, move, numberOf, stepsBy, stepsOf, tiny } from './tiny.ts';

const END: Op = { op: 'end' };
const KEEP: Op = { op: 'select', cases: [] };

const calls: Case = { on: 'receive', channel: 'calls', next: 'call', says: 'call' };
const incoming: Case = { on: 'receive', channel: 'incoming', next: 'answer', says: 'answer' };
const closed: Case = { on: 'closed', flag: 'ctx', next: 'closed', says: 'closed' };

/** A loop over three cases; a caller that offers its call; a receiver that reads an answer and offers that. */
const machine = machineOf(
  [
    tiny('client.loop', {
      wait: { op: 'select', cases: [calls, incoming, closed] },
      call: KEEP,
      answer: KEEP,
      closed: KEEP,
    }),
    tiny('client.caller', {
      write: { op: 'write', socket: 'toClient', next: 'offer', fails: 'end', says: 'writes' },
      offer: {
        op: 'select',
        cases: [
          { on: 'send', channel: 'calls', next: 'end', says: 'sends' },
          { on: 'closed', flag: 'ctx', next: 'end', says: 'hears' },
        ],
      },
      end: END,
    }),
    tiny('client.receiver', {
      read: { op: 'read', socket: 'toClient', next: 'hand', ends: 'end', says: 'reads' },
      hand: {
        op: 'select',
        cases: [{ on: 'send', channel: 'incoming', next: 'end', says: 'hands' }],
      },
      end: END,
    }),
  ],
  { calls: 2, failures: true },
);

const loopSteps = (state: State) => stepsBy(machine, state, 'client.loop');

describe('a select', () => {
  it('waits while none of its cases is ready', () => {
    expect(loopSteps(machine.initial())).toEqual([]);
    expect(lineAt(machine, machine.initial(), 'client.loop')).toBe('wait');
  });

  it('has one step where one case is ready, and its choice is that case', () => {
    let state = move(machine, machine.initial(), 'client.caller', 0);
    expect(loopSteps(state).map(({ choice }) => choice)).toEqual([0]);
    state = move(machine, move(machine, machine.initial(), 'client.caller', 0), 'client.loop');
    expect(lineAt(machine, state, 'client.loop')).toBe('call');
  });

  it('has a step for each case that is ready, and any of them may be taken', () => {
    let state = move(machine, machine.initial(), 'client.caller', 0);
    state = move(machine, state, 'client.receiver');
    state = machine.intervene(state, 'close');
    const steps = loopSteps(state);
    expect(steps.map(({ choice }) => choice)).toEqual([0, 1, 2]);
    expect(steps.map((step) => lineAt(machine, machine.step(state, step), 'client.loop'))).toEqual([
      'call',
      'answer',
      'closed',
    ]);
  });

  it('leaves the partners of the cases that were not taken where they were', () => {
    let state = move(machine, machine.initial(), 'client.caller', 0);
    state = move(machine, state, 'client.receiver');
    const answer = loopSteps(state).find(({ choice }) => choice === 1);
    const after = machine.step(state, answer!);
    expect(lineAt(machine, after, 'client.caller', 0)).toBe('offer');
    expect(lineAt(machine, after, 'client.receiver')).toBeNull();
  });

  it('sees what was closed for as long as it comes by, whoever waits', () => {
    let state = move(machine, machine.initial(), 'client.caller', 0);
    state = machine.intervene(state, 'close');
    const hears = (one: State, call: number) =>
      stepsBy(machine, one, 'client.caller', call).filter(({ choice }) => choice === 1);
    expect(hears(state, 0)).toHaveLength(1);
    state = move(machine, move(machine, state, 'client.caller', 1), 'client.caller', 1);
    expect(lineAt(machine, state, 'client.caller', 1)).toBeNull();
    expect(hears(state, 0)).toHaveLength(1);
  });

  it('has no case for what cannot happen under its parameters', () => {
    const sure = machineOf([
      tiny('client.loop', { wait: { op: 'select', cases: [closed] }, closed: KEEP }),
    ]);
    const line = sure.lineOf(sure.initial(), numberOf(sure, 'client.loop'));
    expect(line?.cases).toEqual([]);
    expect(stepsOf(sure, sure.initial())).toEqual([]);
  });
});

describe('a deadline', () => {
  const caller = tiny('client.caller', {
    offer: {
      op: 'select',
      cases: [
        { on: 'send', channel: 'calls', next: 'left', says: 'sends' },
        { on: 'deadline', next: 'left', says: 'leaves' },
      ],
    },
    left: { op: 'return', outcome: 'left' },
  });

  it('lets a caller leave at any time, where callers have one', () => {
    const patient = machineOf([caller]);
    expect(stepsOf(patient, patient.initial())).toEqual([]);
    const hasty = machineOf([caller], { deadlines: true });
    const after = move(hasty, hasty.initial(), 'client.caller', 0);
    expect(hasty.outcomeOf(after, 0)).toBe('left');
  });
});
