import { describe, expect, it } from 'vitest';
import { SNDBUF } from '../../../src/model/kernel/charge.ts';
import { parkedAt } from '../../../src/model/simulate/simulate.ts';
import {
  hungConnection,
  restingConnection,
  type Storm,
  storm,
} from '../../../src/model/simulate/storm.ts';

const POST: Storm = { client: 'A', server: 'S1', execs: 200, sndbuf: SNDBUF, seed: 5 };
const OLD = { client: '1.0.1', server: '1.0.1' } as const;

const hangs = (load: Partial<Storm>, seeds = 8): number =>
  Array.from({ length: seeds }, (_, seed) => storm({ ...POST, ...load, seed })).filter(
    ({ hung }) => hung !== null,
  ).length;

describe('execs that come at once', () => {
  it('hang a client of one loop when they are many, and not when they are few', () => {
    expect(hangs({ execs: 20 })).toBe(0);
    expect(hangs({ execs: 100 })).toBe(0);
    expect(hangs({ execs: 200 })).toBeGreaterThan(4);
    expect(hangs({ execs: 300 })).toBe(8);
  });

  it('hang no repaired client, and none whose shim goes on reading', () => {
    expect(hangs({ client: 'B', execs: 300 })).toBe(0);
    expect(hangs({ client: 'D', execs: 300 })).toBe(0);
    expect(hangs({ server: 'S2', execs: 300 })).toBe(0);
  });

  it('hang the client of the relapse, but only with an old shim', () => {
    expect(hangs({ client: 'C', execs: 300 })).toBeGreaterThan(0);
    expect(hangs({ client: 'C', server: 'S2', execs: 300 })).toBe(0);
  });

  it('are the same for the same seed, and take some time', () => {
    expect(storm(POST)).toEqual(storm(POST));
    expect(storm({ ...POST, execs: 1 }).time).toBeGreaterThan(1000);
  });
});

describe('the connection that hung', () => {
  const { hung } = storm(POST);
  const phase = hung ?? -1;

  it('stands at the lines of the post: one each of the four that wait for each other', () => {
    const { machine, state } = hungConnection(POST, phase);
    expect(parkedAt(machine, state, OLD)).toMatchObject({
      'client.go:259': 1,
      'client.go:209': 1,
      'server.go:404': 1,
      'server.go:459': 1,
      'server.go:438': 1,
    });
    expect(machine.deadlocked(state)).toBe(true);
  });

  it('keeps who comes later at client.go:153, and nothing else changes', () => {
    const before = hungConnection(POST, phase);
    const after = hungConnection(POST, phase, ['Stats', 'Stats', 'State']);
    const one = parkedAt(before.machine, before.state, OLD);
    const other = parkedAt(after.machine, after.state, OLD);
    expect(other).toEqual({ ...one, 'client.go:153': (one['client.go:153'] ?? 0) + 3 });
    const calls = after.machine.params.calls;
    expect([3, 2, 1].map((back) => after.rpc?.(calls - back))).toEqual(['Stats', 'Stats', 'State']);
    expect(after.rpc?.(0)).toBe('Wait');
  });

  it('is at rest where nothing hung: one Wait goes on', () => {
    const { machine, state, rpc } = restingConnection({ ...POST, client: 'B' });
    expect(machine.atRest(state)).toBe(true);
    expect(rpc?.(0)).toBe('Wait');
  });

  it('refuses a phase that there is not', () => {
    expect(() => hungConnection(POST, 7)).toThrow(/phase 7 of 3/);
  });
});
