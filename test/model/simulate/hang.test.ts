import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { linesAt } from '../../../src/evidence/ttrpc/book.ts';
import { circles } from '../../../src/evidence/ttrpc/positions.ts';
import type { Action } from '../../../src/model/kernel/actions.ts';
import { circleIn, waitsFor } from '../../../src/model/kernel/waits.ts';
import { median } from '../../../src/model/measured/onset.ts';
import { type Load, machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { runPod } from '../../../src/model/simulate/pod.ts';
import { type Ended, parkedAt, simulate } from '../../../src/model/simulate/simulate.ts';
import { blocks, names } from '../../content/evidence.ts';
import { stepsOf } from '../kernel/tiny.ts';

/** The lines at which goroutines of a dump stand, by the book, and how many at each. */
function standing(path: string, version: '1.0.1' | '1.2.2'): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { lines } of blocks(path)) {
    // Innermost first: the first line that the book knows as one where a goroutine stands.
    const place = lines
      .flatMap((line) => {
        const [, file = '', number] = /ttrpc(?:@[^/]+)?\/([a-z]+\.go):(\d+)/.exec(line) ?? [];
        return number === undefined ? [] : [{ file, line: Number(number) }];
      })
      .find((at) =>
        linesAt(at).some(
          ({ kind, stack }) => kind === 'stands' && stack.versions.includes(version),
        ),
      );
    if (place) counts[formatAt(place)] = (counts[formatAt(place)] ?? 0) + 1;
  }
  return counts;
}

const lineOf = (end: Ended, client: string, server: string) =>
  parkedAt(end.machine, end.state, { client, server });

function sum(
  ...all: readonly Readonly<Record<string, number>>[]
): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const [at, count] of all.flatMap((one) => Object.entries(one)))
    total[at] = (total[at] ?? 0) + count;
  return total;
}

const lines = (counts: Readonly<Record<string, number>>, file: string) =>
  Object.keys(counts)
    .filter((at) => at.startsWith(file))
    .sort();

describe('the lines at which a pod stands when one of its two connections hangs', () => {
  const { stuck, idle } = runPod();
  const model = sum(lineOf(stuck, '1.0.1', '1.0.1'), lineOf(idle, '1.0.1', '1.0.1'));

  it('of the server are those of the captured one, each as often but for the handlers', () => {
    const real = standing('ttrpc-pair/size-w169/server.goroutine.debug2.txt', '1.0.1');
    // Accepting connections is not the model's.
    expect(lines(model, 'server.go')).toEqual(
      lines(real, 'server.go').filter((at) => at !== 'server.go:87'),
    );
    for (const at of [431, 459, 362, 404].map((line) => `server.go:${line}`)) {
      expect([at, model[at]]).toEqual([at, real[at]]);
      expect(model[at]).toBe(1);
    }
    expect(model['server.go:438']).toBe(6);
  });

  it('of the client are those of the captured one, and the loops, receivers and closers are as many', () => {
    const real = standing('ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz', '1.0.1');
    expect(lines(model, 'client.go')).toEqual(lines(real, 'client.go'));
    for (const at of [209, 246, 257, 259, 199].map((line) => `client.go:${line}`)) {
      expect([at, model[at]]).toEqual([at, real[at]]);
    }
  });

  it('close the circle', () => {
    const circle = circleIn(stuck.machine, waitsFor(stuck.machine, stuck.state));
    expect(circle.map((one) => stuck.machine.lineOf(stuck.state, one)?.source.at)).toEqual(
      circles['A-S1'],
    );
  });
});

describe('client C on an old server', () => {
  const found = Array.from({ length: 10 }, (_, seed) =>
    simulate({ ...ordinary, client: 'C', delay: 0, seed: seed + 1 }),
  ).filter(({ outcome }) => outcome === 'hung');

  it('hangs at the lines of the captured one, with one goroutine at each link of the circle', () => {
    expect(found.length).toBeGreaterThan(5);
    const real = standing('families/ttrpc-122-client-deadlock.txt.gz', '1.2.2');
    const links = ['client.go:385', 'client.go:370', 'client.go:366'];
    for (const end of found) {
      const model = lineOf(end, '1.2.2', '1.0.1');
      for (const at of links) expect([at, model[at], real[at]]).toEqual([at, 1, 1]);
      expect([model['server.go:459'], model['server.go:404']]).toEqual([1, 1]);
      // The idle second connection of the capture reads at :320.
      for (const at of lines(model, 'client.go')) expect(lines(real, 'client.go')).toContain(at);
    }
  });

  it('has about as many callers that wait for an answer as the captured one: 182, in the middle run within a fifth', () => {
    const real = blocks('families/ttrpc-122-client-deadlock.txt.gz').filter(({ lines: stack }) =>
      stack.some((line) => names(line, 'client.go:487')),
    ).length;
    expect(real).toBe(182);
    const model = found.map((end) => lineOf(end, '1.2.2', '1.0.1')['client.go:487'] ?? 0);
    expect(Math.abs(median(model) - real)).toBeLessThan(real / 5);
    // One capture says nothing of the spread. Single runs of the model come to half as many again.
    for (const one of model) expect(Math.abs(one - real)).toBeLessThan(real / 2);
  });
});

describe('the 168th call, with requests of 215 bytes', () => {
  /** Client A at the real size. Steps of one side only, until it has none. */
  const at = (calls: number, load: Partial<Load> = {}) => {
    const machine = machineOf({ ...ordinary, calls, callers: calls, ...load });
    const loop = machine.layout.singles.indexOf('client.loop');
    let state = machine.initial();
    const reader = machine.layout.singles.indexOf('server.receiver');
    /** Reads and takes requests only where nothing else is left: answers go first, and fill their pipe soonest. */
    const late = ({ goroutine, partner }: Action) =>
      goroutine === reader || partner === reader ? 1 : 0;
    const run = (may: (goroutine: number) => boolean) => {
      for (;;) {
        const [step] = stepsOf(machine, state)
          .filter(({ goroutine }) => may(goroutine))
          .sort((one, other) => late(one) - late(other));
        if (!step) return;
        state = machine.step(state, step);
      }
    };
    // The client writes and nobody reads; then everyone else goes on as far as they can.
    run((goroutine) => goroutine === loop);
    const parked = machine.inSocket(state, 'toServer').parked;
    run((goroutine) => goroutine !== loop);
    return { machine, state, parked };
  };

  it('is the first that parks the client: 167 fit, and the loop is at rest', () => {
    expect(at(167).parked).toBe(false);
    expect(at(168).parked).toBe(true);
  });

  it('can hang, for the writer sleeps until the pipe is down to a quarter; 264 calls would be needed if one read woke it', () => {
    const { machine, state } = at(168);
    expect(machine.deadlocked(state)).toBe(true);
    expect(circleIn(machine, waitsFor(machine, state))).toHaveLength(4);
    const left = machine.inSocket(state, 'toServer');
    // Far from full, as ss showed of the real one: t92160 of 212992, its writer parked.
    expect(left.charge).toBeLessThan(ordinary.sndbuf / 2);
    expect(left.charge).toBeGreaterThan(ordinary.sndbuf / 4);
  });

  it('comes by itself: with 172 and more callers in every run, from 168 on in some, with 167 in none; measured from 170, not up to 160', () => {
    const hung = (callers: number) =>
      [1, 2, 3, 4, 5, 6, 7, 8].filter(
        (seed) =>
          simulate({ ...ordinary, delay: 0, calls: 20_000, callers, seed }).outcome === 'hung',
      ).length;
    expect(hung(160)).toBe(0);
    expect(hung(167)).toBe(0);
    for (const callers of [168, 169, 170, 171]) expect(hung(callers)).toBeGreaterThan(0);
    for (const callers of [172, 175, 180]) expect(hung(callers)).toBe(8);
  });
});

describe.each([
  { client: 'B', server: 'S1' },
  { client: 'D', server: 'S1' },
  { client: 'A', server: 'S2' },
  { client: 'B', server: 'S2' },
  { client: 'C', server: 'S2' },
  { client: 'D', server: 'S2' },
] as const)('client $client on server $server', (pair) => {
  it('never hangs in 200 seeds of 600 calls, where client A on S1 does in every one', () => {
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 200; seed++) {
      const { outcome, finished } = simulate({
        ...ordinary,
        ...pair,
        delay: (seed % 5) * 500,
        seed,
      });
      outcomes.add(outcome);
      expect(finished).toBe(600);
    }
    expect(outcomes).toEqual(new Set(['finished']));
  });
});

it('client A on server S1 hangs in every one of 200 seeds of 600 calls', () => {
  for (let seed = 1; seed <= 200; seed++) {
    expect(simulate({ ...ordinary, delay: (seed % 5) * 500, seed }).outcome).toBe('hung');
  }
});
