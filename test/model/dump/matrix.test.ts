import { describe, expect, it } from 'vitest';
import { diagnose, type Finding, type Other } from '../../../src/evidence/diagnose/diagnose.ts';
import { group } from '../../../src/evidence/goroutine/group.ts';
import type { Dump } from '../../../src/evidence/goroutine/types.ts';
import type { ClientFamily, ServerFamily } from '../../../src/evidence/ttrpc/positions.ts';
import { type End, ends, ofLoad, processAt, sideOf } from '../../../src/model/dump/ends.ts';
import { dumpLog } from '../../../src/model/dump/log.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { clockOf, type Load, machineOf, ordinary } from '../../../src/model/simulate/load.ts';
import { simulate } from '../../../src/model/simulate/simulate.ts';
import { kept } from '../../evidence/diagnose/samples.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { standing } from './states.ts';

const clients: readonly ClientFamily[] = ['A', 'B', 'C', 'D'];
const servers: readonly ServerFamily[] = ['S1', 'S2'];
const pairs = clients.flatMap((client) => servers.map((server) => ({ client, server })));

/** The pairs that hang, with captures of each end alone: of C on S1 there is none of both ends of one run. */
const hanging = [
  {
    client: 'A',
    server: 'S1',
    captured: {
      containerd: 'families/ttrpc-101-client.txt.gz',
      shim: 'families/ttrpc-101-server.txt.gz',
    },
  },
  {
    client: 'C',
    server: 'S1',
    captured: {
      containerd: 'families/ttrpc-122-client-deadlock.txt.gz',
      shim: 'families/ttrpc-110-server-deadlock.txt.gz',
    },
  },
] as const;

function loadOf(pair: Pick<Load, 'client' | 'server'>): Load {
  return { ...ordinary, ...pair, calls: 600, callers: 600, longCalls: 1, delay: 0, seed: 3 };
}

/** Both ways in which the emitter writes a state, each read again. */
function written(
  end: End,
  load: Load,
  at: { readonly machine: Machine; readonly state: State },
): readonly Dump[] {
  const process = processAt(end, [ofLoad(at, load)]);
  return [dumpText(process), dumpLog(process)].map((dumped) => {
    if (!dumped.ok) throw new Error(`${dumped.problem} ${dumped.at}`);
    const reading = readText(dumped.text);
    expect([reading.leftovers, reading.notices]).toEqual([[], []]);
    return only(reading);
  });
}

/** The shim's dump and containerd's. */
function bothEnds(load: Load, at: Parameters<typeof written>[2]): readonly [Dump, Dump] {
  const [shim] = written('shim', load, at);
  const [containerd] = written('containerd', load, at);
  if (!shim || !containerd) throw new Error('no dump');
  return [shim, containerd];
}

function said(dump: Dump, ...others: readonly Other[]): readonly string[] {
  return diagnose(dump, others).map(
    ({ rule, severity, confidence, why }: Finding) => `${rule} ${severity} ${confidence} ${why.id}`,
  );
}

const peer = (dump: Dump): Other => ({ dump, is: 'peer' });

/** States along a run, so many steps apart, the last one included. */
function along(load: Load, every: number): { machine: Machine; states: readonly State[] } {
  const machine = machineOf(load);
  const state = machine.initial();
  const clock = clockOf(load, machine, state);
  const states = [state.slice()];
  while (clock.step(state) !== null) if (clock.steps % every === 0) states.push(state.slice());
  return { machine, states: [...states, state.slice()] };
}

describe.each(pairs)('any moment of a run of client $client on server $server', (pair) => {
  it('is read back whole, goroutine by goroutine, in every form', () => {
    const load = loadOf(pair);
    const { machine, states } = along(load, 400);
    expect(states.length).toBeGreaterThan(3);
    for (const state of states) {
      for (const end of ends) {
        const side = sideOf(end);
        // The writer of the dump, and the shim's accept loop.
        const present = standing(machine, state, side).length + (side === 'server' ? 2 : 1);
        for (const dump of written(end, load, { machine, state })) {
          const groups = group(dump, 'stack');
          expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(present);
          expect([dump.size, dump.headers]).toEqual([present, present]);
        }
      }
    }
  });
});

describe.each(hanging)('client $client on server $server hangs', ({ captured, ...pair }) => {
  it('and each end and both say what the captured ones say', () => {
    const load = loadOf(pair);
    const run = simulate(load);
    expect(run.outcome).toBe('hung');
    const [shim, containerd] = bothEnds(load, run);
    expect(said(shim)).toEqual(said(kept(captured.shim)));
    // The small program of the captures makes its calls itself: only containerd's own callers are a finding.
    const own = said(containerd).filter((one) => !one.startsWith('containerd-callers-pile-up'));
    expect(own).toEqual(said(kept(captured.containerd)));
    const both = ['ttrpc-both hang likely both-ends'];
    expect(said(shim, peer(containerd))).toEqual(both);
    expect(said(containerd, peer(shim)).slice(0, 1)).toEqual(both);
  });
});

const free = pairs.filter(
  ({ client, server }) => !hanging.some((one) => one.client === client && one.server === server),
);

describe.each(free)('client $client on server $server ends well', ({ client, server }) => {
  it('and at no moment do both ends together look like a circle', () => {
    const load = loadOf({ client, server });
    const { machine, states } = along(load, 300);
    let blocked = 0;
    for (const state of states) {
      const [shim, containerd] = bothEnds(load, { machine, state });
      expect(said(shim, peer(containerd)).join()).not.toContain('ttrpc-both');
      expect(said(containerd, peer(shim)).join()).not.toContain('ttrpc-both');
      // What cannot close a circle by itself does not look like half of one either.
      if (client === 'B' || client === 'D') expect(said(containerd).join()).not.toContain(' hang ');
      if (server === 'S2') expect(said(shim).join()).not.toContain(' hang ');
      if (said(containerd).join().includes('peer-does-not-read')) blocked++;
    }
    // At rest but for the one Wait.
    for (const dump of bothEnds(load, { machine, state: states.at(-1) as State })) {
      expect(said(dump).map((one) => one.split(' ')[0])).toEqual(['healthy']);
    }
    // As in ttrpc-110-client-busy: a full socket for a moment, and no hang.
    if (client === 'B' && server === 'S1') {
      expect(blocked).toBeGreaterThan(0);
      expect(said(kept('families/ttrpc-110-client-busy.txt.gz'))[0]).toContain(
        'peer-does-not-read',
      );
    }
  });
});
