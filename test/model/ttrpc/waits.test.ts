import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type ClientFamily,
  circleOfClient,
  circles,
  type Family,
  freesIn,
  type PositionId,
  positionOf,
  type ServerFamily,
  type Wait as WaitName,
} from '../../../src/evidence/ttrpc/positions.ts';
import { explore, walk } from '../../../src/model/explore/explore.ts';
import { search } from '../../../src/model/explore/search.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { circleIn, type Wait, type WaitFor, waitsFor } from '../../../src/model/kernel/waits.ts';
import { connect, slots } from '../../../src/model/ttrpc/connection.ts';

/** What a wait of the model is in the words of the book of positions. */
const inTheBook: Readonly<Partial<Record<WaitFor, readonly WaitName[]>>> = {
  work: ['work'],
  room: ['room'],
  bytes: ['bytes'],
  'hand-off': ['take-call', 'take-message', 'take-request', 'take-answer'],
  answer: ['answer'],
  lock: ['stream-lock', 'send-lock'],
  method: ['method'],
  end: ['end'],
};

const pairs = (['A', 'B', 'C', 'D'] as const).flatMap((client) =>
  (['S1', 'S2'] as const).map((server) => ({ client, server })),
);

/** Who a goroutine is in the words of the book: callers of C and D by the lock they hold. */
function actorsOf(machine: Machine, state: State, goroutine: number): readonly Actor[] {
  const { kind } = machine.kindOf(goroutine);
  const holds = (name: 'streamLock' | 'sendLock') =>
    state[machine.layout.mutexes[name] ?? -1] === goroutine + 1;
  const side = kind.startsWith('client.') ? 'client' : 'server';
  return [
    kind as Actor,
    side,
    ...(holds('streamLock') ? ['client.holder' as const] : []),
    ...(holds('sendLock') ? ['client.writer' as const] : []),
  ];
}

/** Every wait of every state of a small connection, by position; the first of each kind, with its state. */
function waitsOf(client: ClientFamily, server: ServerFamily) {
  const machine = connect({
    client,
    server,
    calls: client === 'C' ? 5 : 4,
    longCalls: 0,
    toServer: slots(0),
    toClient: slots(0),
  });
  const found: { readonly position: PositionId; readonly wait: Wait; readonly state: State }[] = [];
  search(machine, {
    target(state) {
      for (const wait of waitsFor(machine, state)) {
        const position = machine.lineOf(state, wait.goroutine)?.source.at ?? null;
        if (position !== null) found.push({ position, wait, state: state.slice() });
      }
      return false;
    },
  });
  return { machine, found };
}

describe.each(pairs)('client $client on server $server: a wait', ({ client, server }) => {
  const { machine, found } = waitsOf(client, server);
  const familyOf = (position: PositionId): Family =>
    positionOf(position).side === 'client' ? client : server;

  it('is for what the book of positions says of that line', () => {
    expect(found.length).toBeGreaterThan(100);
    for (const { position, wait } of found) {
      expect(inTheBook[wait.for], `${position}: ${wait.for}`).toContain(positionOf(position).waits);
    }
  });

  it('is on nobody whom the book does not name', () => {
    for (const { position, wait, state } of found) {
      const frees = freesIn(positionOf(position), familyOf(position));
      for (const other of wait.on) {
        const actors = actorsOf(machine, state, other);
        expect(
          actors.some((actor) => frees.includes(actor)),
          `${position} waits for ${actors.join(' or ')}, the book has ${frees.join(', ')}`,
        ).toBe(true);
      }
    }
  });

  it('of a link of the circle is on exactly one goroutine', () => {
    const kind = circleOfClient[client];
    if (kind === null || server === 'S2') return;
    const links: readonly PositionId[] = circles[kind];
    const ofLinks = found.filter(({ position }) => links.includes(position));
    expect(new Set(ofLinks.map(({ position }) => position))).toEqual(new Set(links));
    for (const { position, wait } of ofLinks)
      expect([position, wait.on.length]).toEqual([position, 1]);
  });
});

/** The positions of a circle of goroutines. */
const positionsOf = (machine: Machine, state: State, circle: readonly number[]) =>
  circle.map((goroutine) => machine.lineOf(state, goroutine)?.source.at);

describe('the circle of a deadlock', () => {
  it.each([
    { client: 'A', rooms: [0, 0], calls: 4 },
    { client: 'A', rooms: [1, 1], calls: 6 },
    { client: 'A', rooms: [2, 1], calls: 9 },
    { client: 'C', rooms: [0, 0], calls: 5 },
    { client: 'C', rooms: [1, 1], calls: 7 },
    { client: 'C', rooms: [1, 2], calls: 9 },
  ] as const)('of client $client with room $rooms is the one that a dump is read for', (cell) => {
    const { client, rooms, calls } = cell;
    const machine = connect({
      client,
      server: 'S1',
      calls,
      toServer: slots(rooms[0]),
      toClient: slots(rooms[1]),
    });
    const { steps, circle } = explore(machine);
    const last = walk(machine, steps).at(-1) as State;
    expect(positionsOf(machine, last, circle)).toEqual(circles[circleOfClient[client] ?? 'A-S1']);
  });

  it.each(['A', 'C'] as const)(
    'of client %s stands in every deadlock, and no other circle does',
    (client) => {
      const machine = connect({
        client,
        server: 'S1',
        calls: client === 'A' ? 7 : 8,
        toServer: slots(1),
        toClient: slots(1),
      });
      let deadlocks = 0;
      search(machine, {
        target(state, steps) {
          if (steps > 0 || machine.atRest(state)) return false;
          deadlocks++;
          const circle = circleIn(machine, waitsFor(machine, state));
          expect(positionsOf(machine, state, circle)).toEqual(
            circles[circleOfClient[client] ?? 'A-S1'],
          );
          return false;
        },
      });
      expect(deadlocks).toBeGreaterThan(1);
    },
  );

  it.each([
    { client: 'B', server: 'S1' },
    { client: 'D', server: 'S1' },
    { client: 'A', server: 'S2' },
    { client: 'C', server: 'S2' },
  ] as const)('of client $client on $server stands in no state at all', ({ client, server }) => {
    const machine = connect({ client, server, calls: 6, toServer: slots(1), toClient: slots(1) });
    const { outcome } = search(machine, {
      target: (state) => circleIn(machine, waitsFor(machine, state)).length > 0,
    });
    expect(outcome).toBe('none');
  });
});
