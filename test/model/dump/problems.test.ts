import { describe, expect, it } from 'vitest';
import { connections } from '../../../src/evidence/ttrpc/connections.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import { Actions } from '../../../src/model/kernel/actions.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { machineFor, textOf, walk } from './states.ts';

/** The first state of some walk in which a goroutine stands at a line. */
function stateAt(machine: Machine, goroutine: string, name: string): State {
  const actions = new Actions();
  for (let seed = 0; seed < 200; seed++) {
    let state = machine.initial();
    for (let step = 0; step < 80; step++) {
      for (let one = 0; one < machine.goroutines; one++) {
        const line = machine.lineOf(state, one);
        if (line?.kind === goroutine && line.name === name) return state;
      }
      if (machine.enabled(state, actions).count === 0) break;
      state = machine.step(state, actions.at((seed * 31 + step * 17) % actions.count));
    }
  }
  throw new Error(`never at ${goroutine} ${name}`);
}

describe('where the book has no line', () => {
  const machine = machineFor({ client: 'D', server: 'S2' }, { longCalls: 0 });
  const writing = stateAt(machine, 'server.loop', 'write');

  it('there is no dump, but who stands where, and what to do', () => {
    expect(
      dumpText({ side: 'server', version: '1.2.5', connections: [{ machine, state: writing }] }),
    ).toEqual({
      ok: false,
      problem: 'no-lines',
      hint: 'substitute',
      at: 'server.loop write, server.loop.write@1.2.5',
    });
  });

  it('the nearest version’s line is taken where one asks for it, and said so', () => {
    const dumped = dumpText({
      side: 'server',
      version: '1.2.5',
      connections: [{ machine, state: writing }],
      substitute: true,
    });
    expect(dumped.ok && dumped.substituted).toEqual([
      { position: 'server.loop.write', from: '1.1.2' },
    ]);
    expect(dumped.ok && readText(dumped.text).leftovers).toEqual([]);
  });

  it('a server of 1.2.2 is one of 1.2.5, of the same family', () => {
    const one = { machine, state: machine.initial() };
    const strict = dumpText({ side: 'server', version: '1.2.2', connections: [one] });
    expect(strict).toMatchObject({ problem: 'no-lines', at: expect.stringContaining('acceptor') });
    const dumped = dumpText({
      side: 'server',
      version: '1.2.2',
      connections: [one],
      substitute: true,
    });
    expect(dumped.ok && dumped.substituted.map(({ from }) => from)).toEqual(
      new Array(3).fill('1.2.5'),
    );
    const [found] = dumped.ok ? connections(only(readText(dumped.text))).connections : [];
    expect(found?.status).toBe('idle');
  });

  it('a row with a gap in it is no row', () => {
    const old = machineFor({ client: 'A', server: 'S1' });
    const state = stateAt(old, 'server.handler', 'call');
    const process = {
      side: 'server',
      version: '1.0.2',
      connections: [{ machine: old, state }],
    } as const;
    expect(dumpText(process)).toMatchObject({ ok: false, problem: 'no-lines' });
    expect(textOf({ ...process, substitute: true })).toContain(
      '(*serviceSet).call(0x0?, {0x713a70?,',
    );
  });
});

describe('what a dump cannot be of', () => {
  it('a version of another family', () => {
    const machine = machineFor({ client: 'A', server: 'S1' });
    expect(
      dumpText({
        side: 'client',
        version: '1.1.0',
        connections: [{ machine, state: machine.initial() }],
      }),
    ).toEqual({
      ok: false,
      problem: 'other-family',
      hint: 'other-version',
      at: 'connection 1, client 1.1.0',
    });
  });

  it('numbers and names that no Go program prints', () => {
    const machine = machineFor({ client: 'A', server: 'S1' });
    const one = { machine, state: machine.initial() };
    const side = 'client';
    const version = '1.0.1';
    expect(() => dumpText({ side, version, connections: [one], minutes: 1.5 })).toThrow(RangeError);
    expect(() => dumpText({ side, version, connections: [{ ...one, first: 2 }] })).toThrow(
      'first: 2',
    );
    expect(() => dumpText({ side, version, connections: [{ ...one, rpc: () => 'a b' }] })).toThrow(
      'rpc: a b',
    );
  });
});

describe('after an end', () => {
  it('a server whose client died is left with its accept loop, as measured', () => {
    const machine = machineFor({ client: 'A', server: 'S1' }, { failures: true, longCalls: 0 });
    let state = machine.intervene(walk(machine, [3, 1, 4, 1, 5, 9, 2, 6]), 'clientDies');
    const actions = new Actions();
    while (machine.enabled(state, actions).count > 0) state = machine.step(state, actions.at(0));
    const dump = only(
      readText(textOf({ side: 'server', version: '1.0.1', connections: [{ machine, state }] })),
    );
    expect([...dump].map(({ stack }) => stack.frames.at(-1)?.func)).toEqual([
      'github.com/containerd/containerd/runtime/v2/shim.(*Client).Serve.func1',
      'github.com/containerd/containerd/runtime/v2/shim.serve.func1',
    ]);
  });
});
