import { describe, expect, it } from 'vitest';
import { explore, type Verdict } from '../../../src/model/explore/explore.ts';
import { search } from '../../../src/model/explore/search.ts';
import { LOCK, RLOCK } from '../../../src/model/kernel/compiled.ts';
import { type Connection, connect, slots } from '../../../src/model/ttrpc/connection.ts';

/**
 * What an independent explorer found (facts/model.md): a counter abstraction of one connection, searched by two
 * separately written programs and by Spin. Ours steps through the programs themselves, with every goroutine its own.
 */

interface Cell {
  readonly client: Connection['client'];
  readonly server: Connection['server'];
  readonly calls: number;
  /** Room for requests and for responses, in frames. */
  readonly room: readonly [number, number];
  readonly quarter?: boolean;
  readonly callers?: number;
  readonly incoming?: number;
}

const machineOf = ({ room, quarter = false, ...rest }: Cell) =>
  connect({ ...rest, toServer: slots(room[0], quarter), toClient: slots(room[1], quarter) });

const verdictOf = (cell: Cell): Verdict => explore(machineOf(cell));

/** The first number of calls that can deadlock, and the fewest steps there. */
function first(
  cell: Omit<Cell, 'calls'>,
  from = 1,
): { readonly calls: number; readonly shortest: number | null } {
  for (let calls = from; calls < 30; calls++) {
    const { verdict, shortest } = verdictOf({ ...cell, calls });
    if (verdict === 'deadlock') return { calls, shortest };
  }
  throw new Error('no deadlock up to 30 calls');
}

describe('client A on server S1', () => {
  it.each([
    { room: [1, 1], shortest: 27 },
    { room: [1, 2], shortest: 34 },
    { room: [2, 1], shortest: 29 },
    { room: [2, 2], shortest: 36 },
    { room: [3, 3], shortest: 45 },
    // A pipe without room: where a write and a read are one step.
    { room: [0, 0], shortest: 14 },
  ] as const)(
    'with room $room first deadlocks at A + B + 4 calls, in $shortest steps',
    ({ room, shortest }) => {
      const [requests, responses] = room;
      expect(first({ client: 'A', server: 'S1', room })).toEqual({
        calls: requests + responses + 4,
        shortest,
      });
    },
  );

  it.each([
    { room: [4, 1], calls: 7, shortest: 31 },
    { room: [4, 2], calls: 7, shortest: 31 },
    { room: [4, 4], calls: 9, shortest: 45 },
    { room: [8, 1], calls: 9, shortest: 35 },
    { room: [8, 2], calls: 9, shortest: 35 },
    { room: [8, 4], calls: 10, shortest: 47 },
  ] as const)(
    'with room $room and the quarter rule first deadlocks at $calls calls, in $shortest steps',
    ({ room, ...found }) => {
      expect(first({ client: 'A', server: 'S1', room, quarter: true }, 4)).toEqual(found);
    },
  );

  it.each([
    { incoming: 1, shortest: 36 },
    { incoming: 2, shortest: null },
  ])(
    'with room for $incoming in `incoming` deadlocks as many calls later',
    ({ incoming, shortest }) => {
      const cell = { client: 'A', server: 'S1', room: [1, 1], incoming } as const;
      const found = first(cell);
      expect(found.calls).toBe(6 + incoming);
      if (shortest !== null) expect(found.shortest).toBe(shortest);
    },
  );

  it('is about callers at once, not about calls: 40 calls from 6 callers deadlock, from 5 they do not', () => {
    const cell = { client: 'A', server: 'S1', room: [1, 1], calls: 40 } as const;
    expect(verdictOf({ ...cell, callers: 6 }).verdict).toBe('deadlock');
    expect(verdictOf({ ...cell, callers: 5 }).verdict).toBe('free');
  });

  it('has as many states as the counter abstraction, with calls that stand alike merged', () => {
    const whole = search(machineOf({ client: 'A', server: 'S1', room: [1, 1], calls: 6 }), {
      target: () => false,
    });
    expect(whole).toMatchObject({ outcome: 'none', states: 1520 });
    const later = machineOf({ client: 'A', server: 'S1', room: [1, 1], calls: 7, incoming: 1 });
    expect(search(later, { target: () => false }).states).toBe(4048);
  });
});

describe('client C on server S1', () => {
  it.each([
    { room: [1, 1], shortest: 34 },
    { room: [1, 2], shortest: null },
    { room: [2, 1], shortest: null },
    { room: [2, 2], shortest: null },
  ] as const)('with room $room first deadlocks at A + B + 5 calls', ({ room, shortest }) => {
    const found = first({ client: 'C', server: 'S1', room });
    expect(found.calls).toBe(room[0] + room[1] + 5);
    if (shortest !== null) expect(found.shortest).toBe(shortest);
  });

  it('deadlocks without a writer that goes before a reader who waits: Go’s RWMutex has this way too', () => {
    const machine = machineOf({ client: 'C', server: 'S1', room: [1, 1], calls: 7 });
    const { steps } = explore(machine);
    let state = machine.initial();
    for (const step of steps) {
      if ('intervention' in step) throw new Error('nothing was allowed from outside');
      const line = machine.lineOf(state, step.goroutine);
      if (line?.op === LOCK && line.mutex === machine.layout.mutexes.streamLock) {
        const reader = machine.lineOf(state, machine.layout.singles.indexOf('client.receiver'));
        expect(reader?.op).not.toBe(RLOCK);
      }
      state = machine.step(state, step);
    }
    expect(machine.deadlocked(state)).toBe(true);
  });
});

/** "None" of facts/model.md: rooms up to 3, calls up to A + B + 7. */
const grid = [1, 2, 3].flatMap((requests) =>
  [1, 2, 3].map((responses) => [requests, responses] as const),
);

describe.each([
  { client: 'B', server: 'S1' },
  { client: 'D', server: 'S1' },
  { client: 'A', server: 'S2' },
  { client: 'B', server: 'S2' },
  { client: 'C', server: 'S2' },
  { client: 'D', server: 'S2' },
] as const)('client $client on server $server', (pair) => {
  it.each(grid)('with room %i and %i never deadlocks up to A + B + 7 calls', (...room) => {
    const calls = room[0] + room[1] + 7;
    expect(verdictOf({ ...pair, room, calls }).verdict).toBe('free');
    expect(verdictOf({ ...pair, room, calls: calls - 4 }).verdict).toBe('free');
  });

  it.each([
    [4, 1],
    [4, 4],
    [8, 1],
    [8, 4],
  ] as const)('with room %i and %i and the quarter rule never deadlocks either', (...room) => {
    for (const calls of [9, 12]) {
      expect(verdictOf({ ...pair, room, calls, quarter: true }).verdict).toBe('free');
    }
  });

  it('without any room never deadlocks', () => {
    expect(verdictOf({ ...pair, room: [0, 0], calls: 7 }).verdict).toBe('free');
  });
});
