import { describe, expect, it } from 'vitest';
import { explore, walk } from '../../../src/model/explore/explore.ts';
import { isIntervention, search } from '../../../src/model/explore/search.ts';
import type { Action } from '../../../src/model/kernel/actions.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import type { Intervention } from '../../../src/model/kernel/program.ts';
import { type Connection, connect, slots } from '../../../src/model/ttrpc/connection.ts';
import { stepsOf } from './tiny.ts';

/** Goroutines that are there and have not returned: `client.loop/write`. */
function left(machine: Machine, state: State): readonly string[] {
  return Array.from({ length: machine.goroutines }, (_, goroutine) => {
    const line = machine.lineOf(state, goroutine);
    return line === null || line.outcome !== null ? null : `${line.kind}/${line.name}`;
  }).filter((one) => one !== null);
}

/**
 * Takes steps, each time the first that changes something, until none is left: a loop of 1.0 and 1.1 that hears of its
 * receiver's end hears it again and again until its select happens to take the other case (client.go:275-281 @v1.0.1).
 */
function runOut(machine: Machine, from: State): State {
  let state: State | undefined = from;
  for (;;) {
    const before: State = state;
    state = stepsOf(machine, before)
      .map((step) => machine.step(before, step))
      .find((next) => next.some((value, at) => value !== before[at]));
    if (!state) return before;
  }
}

const families = (['A', 'B', 'C', 'D'] as const).flatMap((client) =>
  (['S1', 'S2'] as const).map((server) => ({ client, server })),
);

/**
 * Goroutines of the client that can stay for ever after an end. Family B has the one that incident.md infers (1c: abort
 * holds the mutex and gives an error into a full channel), and its twin: the sender gives its error into a channel that
 * abort has filled, whose caller has left.
 */
const stay: Readonly<Record<string, readonly string[]>> = {
  B: [
    'client.sender/refuse',
    'client.supervisor/abort client.sender/relock',
    'client.supervisor/abort client.sender/relock client.receiver/lock',
  ],
};

describe.each(families)(
  'a connection $client to $server that may be closed or die at any moment',
  ({ client, server }) => {
    const machine = connect({
      client,
      server,
      calls: 2,
      failures: true,
      toServer: slots(1),
      toClient: slots(1),
    });
    /** Who is left, by what is still possible from outside, in every state from which no step leads. */
    const ends = new Map<string, Set<string>>();
    const { outcome } = search(machine, {
      interventions: true,
      target(state, steps) {
        if (steps > 0) return false;
        const possible = machine.interventions(state).join(' ');
        const all = ends.get(possible) ?? new Set();
        ends.set(possible, all.add(left(machine, state).join(' ')));
        return false;
      },
    });

    it('was searched to the end', () => {
      expect(outcome).toBe('none');
    });

    it('ends for every caller once it was closed or either side has died', () => {
      for (const [possible, all] of ends) {
        if (possible === 'close clientDies serverDies') continue;
        for (const one of all) expect(one).not.toContain('client.caller');
      }
    });

    it('leaves nobody behind, but for the goroutines of 1.1 that are known to stay', () => {
      const behind = [...ends]
        .filter(([possible]) => possible !== 'close clientDies serverDies')
        .flatMap(([, all]) => [...all])
        .filter((one) => one !== '');
      expect([...new Set(behind)].sort()).toEqual([...(stay[client] ?? [])].sort());
    });
  },
);

describe('after the deadlock', () => {
  const stuck = (connection: Pick<Connection, 'client' | 'calls'>) => {
    const machine = connect({
      ...connection,
      server: 'S1',
      failures: true,
      toServer: slots(0),
      toClient: slots(0),
    });
    const { steps, verdict } = explore(machine);
    expect(verdict).toBe('deadlock');
    return { machine, state: walk(machine, steps).at(-1) as State };
  };
  const intervened = (machine: Machine, state: State, what: Intervention) =>
    runOut(machine, machine.intervene(state, what));

  it('Client.Close of 1.0 lets callers and receiver go, but its loop stays in the write', () => {
    // Measured: incident.md, 1a. Only the server's death ends it.
    const { machine, state } = stuck({ client: 'A', calls: 4 });
    const closed = intervened(machine, state, 'close');
    const client = left(machine, closed).filter((one) => one.startsWith('client.'));
    expect(client).toEqual(['client.loop/write']);
    expect(left(machine, intervened(machine, closed, 'serverDies'))).toEqual([]);
  });

  it('Client.Close of 1.2 closes the socket, and all of it ends', () => {
    const { machine, state } = stuck({ client: 'C', calls: 6 });
    expect(left(machine, intervened(machine, state, 'close'))).toEqual([]);
  });

  it.each(['clientDies', 'serverDies'] as const)('of 1.0, %s ends it on both sides', (what) => {
    const { machine, state } = stuck({ client: 'A', calls: 4 });
    expect(left(machine, intervened(machine, state, what))).toEqual([]);
  });
});

describe('Client.Close of 1.1 while its sender is in a write', () => {
  const machine = connect({
    client: 'B',
    server: 'S1',
    calls: 1,
    failures: true,
    toServer: slots(1),
    toClient: slots(1),
  });
  const sender = machine.layout.singles.indexOf('client.sender');
  const take = stepsOf(machine, machine.initial()).find(({ goroutine }) => goroutine === sender);
  /** The sender has taken the call. Then this comes from outside, and nothing else. */
  const after = (what: Intervention) =>
    machine.intervene(machine.step(machine.initial(), take as Action), what);
  const ways = (what: Intervention, wanted: string) =>
    search(machine, {
      from: after(what),
      target: (state, steps) => steps === 0 && left(machine, state).join(' ') === wanted,
    });

  it('can leave the sender behind with the peer alive: the caller goes, and nobody takes the supervisor’s error', () => {
    const { outcome, steps } = ways('close', 'client.sender/refuse');
    expect(outcome).toBe('found');
    const kinds = steps.flatMap((step) =>
      isIntervention(step) ? [] : [machine.kindOf(step.goroutine).kind],
    );
    // Whoever has not gone when the sender finds the channel full is too late.
    const order = ['client.caller', 'client.supervisor', 'client.sender'] as const;
    const places = order.map((kind) => kinds.indexOf(kind));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('leaves nobody behind in other orders, and never has the supervisor wait with the lock of the map', () => {
    expect(ways('close', '').outcome).toBe('found');
    expect(ways('close', 'client.supervisor/abort client.sender/relock').outcome).toBe('none');
  });

  it('stays after the server’s death too, and then the supervisor can wait with the lock', () => {
    for (const wanted of stay.B?.slice(0, 2) ?? []) {
      expect([wanted, ways('serverDies', wanted).outcome]).toEqual([wanted, 'found']);
    }
  });
});

it('a connection can be closed once, and each side dies once', () => {
  const machine = connect({
    client: 'A',
    server: 'S1',
    calls: 1,
    failures: true,
    toServer: slots(1),
    toClient: slots(1),
  });
  const can = (state: State) => machine.interventions(state);
  expect(can(machine.initial())).toEqual(['close', 'clientDies', 'serverDies']);
  const closed = machine.intervene(machine.initial(), 'close');
  expect(can(closed)).toEqual(['clientDies', 'serverDies']);
  const dead = machine.intervene(closed, 'clientDies');
  expect(can(dead)).toEqual(['serverDies']);
  expect(can(machine.intervene(dead, 'serverDies'))).toEqual([]);
});
