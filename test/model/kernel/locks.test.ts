import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/model/kernel/machine.ts';
import type { Goroutine, KindName, MutexName, Op } from '../../../src/model/kernel/program.ts';
import { lineAt, machineOf, move, numberOf, stepsBy, tiny } from './tiny.ts';

const END: Op = { op: 'end' };
const lock = (mutex: MutexName, next: string, cut = true): Op => ({
  op: 'lock',
  mutex,
  cut,
  next,
  says: 'locks',
});
const unlock = (mutex: MutexName, next: string): Op => ({ op: 'unlock', mutex, next });
const rlock = (mutex: MutexName, next: string): Op => ({ op: 'rlock', mutex, next, says: 'reads' });
const runlock = (mutex: MutexName, next: string): Op => ({ op: 'runlock', mutex, next });
/** A step of its own between two others. */
const pause = (next: string): Op => ({
  op: 'write',
  socket: 'toServer',
  next,
  fails: next,
  says: 'pauses',
});

/** Locks, stays a while, unlocks. */
const locker = (name: KindName, mutex: MutexName = 'streamLock'): Goroutine =>
  tiny(name, {
    lock: lock(mutex, 'hold'),
    hold: pause('open'),
    open: unlock(mutex, 'end'),
    end: END,
  });

/** Locks for reading, stays a while, unlocks. It comes with a step of its own. */
const reader = (name: KindName): Goroutine =>
  tiny(name, {
    come: pause('lock'),
    lock: rlock('streamLock', 'hold'),
    hold: pause('open'),
    open: runlock('streamLock', 'end'),
    end: END,
  });

describe('a mutex', () => {
  const machine = machineOf([locker('client.caller')], { calls: 3 });

  it('is had by one, and the others wait', () => {
    const held = move(machine, machine.initial(), 'client.caller', 1);
    expect([0, 2].map((call) => stepsBy(machine, held, 'client.caller', call))).toEqual([[], []]);
    expect(held[machine.layout.mutexes.streamLock!]).toBe(
      1 + numberOf(machine, 'client.caller', 1),
    );
  });

  it('is free again once unlocked, for whoever comes next', () => {
    let state = move(machine, machine.initial(), 'client.caller', 1);
    state = move(machine, state, 'client.caller', 1);
    expect(state[machine.layout.mutexes.streamLock!]).toBe(0);
    expect([0, 2].map((call) => stepsBy(machine, state, 'client.caller', call).length)).toEqual([
      1, 1,
    ]);
  });

  it('is taken on the way where the line is not cut, if it is free; if not, the goroutine waits there', () => {
    const passing = machineOf([
      locker('client.receiver'),
      tiny('client.loop', {
        come: pause('lock'),
        lock: lock('streamLock', 'hold', false),
        hold: pause('end'),
        end: END,
      }),
    ]);
    const free = move(passing, passing.initial(), 'client.loop');
    expect(lineAt(passing, free, 'client.loop')).toBe('hold');
    let taken = move(passing, passing.initial(), 'client.receiver');
    taken = move(passing, taken, 'client.loop');
    expect(lineAt(passing, taken, 'client.loop')).toBe('lock');
    expect(stepsBy(passing, taken, 'client.loop')).toEqual([]);
    taken = move(passing, taken, 'client.receiver');
    expect(stepsBy(passing, taken, 'client.loop')).toHaveLength(1);
  });

  it('is another than the next one', () => {
    const two = machineOf([locker('client.loop'), locker('client.sender', 'sendLock')]);
    const held = move(two, two.initial(), 'client.loop');
    expect(stepsBy(two, held, 'client.sender')).toHaveLength(1);
  });
});

describe('a lock for reading and writing', () => {
  const program = [reader('client.receiver'), reader('client.supervisor'), locker('client.loop')];
  const machine = machineOf(program, {
    sockets: {
      toServer: { limit: 20, wakesAt: null, charges: null },
      toClient: { limit: 1, wakesAt: null, charges: null },
    },
  });
  const readers = ['client.receiver', 'client.supervisor'] as const;

  it('is had by several readers at once where no writer waits', () => {
    const without = machineOf(program.slice(0, 2));
    let state = without.initial();
    for (const one of readers) state = move(without, state, one);
    expect(readers.map((one) => lineAt(without, state, one))).toEqual(['hold', 'hold']);
    expect(state[without.layout.mutexes.streamLock!]).toBe(-2);
    for (const one of readers) state = move(without, state, one);
    expect(state[without.layout.mutexes.streamLock!]).toBe(0);
  });

  it('keeps a writer out while a reader has it', () => {
    const state = move(machine, machine.initial(), 'client.receiver');
    expect(stepsBy(machine, state, 'client.loop')).toEqual([]);
    const after = move(machine, state, 'client.receiver');
    expect(stepsBy(machine, after, 'client.loop')).toHaveLength(1);
  });

  it('keeps readers out while a writer has it', () => {
    let state = move(machine, machine.initial(), 'client.loop');
    state = move(machine, state, 'client.receiver');
    expect(lineAt(machine, state, 'client.receiver')).toBe('lock');
    expect(stepsBy(machine, state, 'client.receiver')).toEqual([]);
  });

  it('keeps new readers out while a writer waits for the old ones, as Go does', () => {
    // go1.19 src/sync/rwmutex.go, (*RWMutex).Lock and RLock: a writer announces itself before it waits.
    let state = move(machine, machine.initial(), 'client.receiver');
    expect(lineAt(machine, state, 'client.loop')).toBe('lock');
    state = move(machine, state, 'client.supervisor');
    expect(lineAt(machine, state, 'client.supervisor')).toBe('lock');
    expect(stepsBy(machine, state, 'client.supervisor')).toEqual([]);
    state = move(machine, state, 'client.receiver');
    state = move(machine, state, 'client.loop');
    state = move(machine, state, 'client.loop');
    expect(stepsBy(machine, state, 'client.supervisor')).toHaveLength(1);
  });

  it('lets a second writer go before a reader that waits: Go does not, so the model has ways that Go has not', () => {
    // go1.19 src/sync/rwmutex.go, Unlock: it wakes every waiting reader before another writer can come in.
    const writers = machineOf([
      reader('client.receiver'),
      locker('client.loop'),
      locker('client.sender'),
    ]);
    let state = move(writers, writers.initial(), 'client.loop');
    state = move(writers, state, 'client.receiver');
    state = move(writers, state, 'client.loop');
    const can = (one: KindName) => stepsBy(writers, state, one).length;
    expect([can('client.receiver'), can('client.sender')]).toEqual([1, 1]);
  });
});

describe('what a lock is worth', () => {
  it('two goroutines that take two locks in opposite orders can stop each other for ever', () => {
    const both = (name: KindName, first: MutexName, second: MutexName) =>
      tiny(name, {
        one: lock(first, 'two'),
        two: lock(second, 'hold'),
        hold: pause('back'),
        back: unlock(second, 'open'),
        open: unlock(first, 'end'),
        end: END,
      });
    const machine = machineOf([
      both('client.loop', 'streamLock', 'sendLock'),
      both('client.sender', 'sendLock', 'streamLock'),
    ]);
    const crossed = move(machine, move(machine, machine.initial(), 'client.loop'), 'client.sender');
    expect(machine.deadlocked(crossed)).toBe(true);
    const held = (state: State) =>
      Object.values(machine.layout.mutexes).map((mutex) => state[mutex]);
    expect(held(crossed)).toEqual([2, 1]);
  });
});
