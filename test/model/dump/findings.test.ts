import { describe, expect, it } from 'vitest';
import { diagnose, type Finding, type Other } from '../../../src/evidence/diagnose/diagnose.ts';
import type { Dump } from '../../../src/evidence/goroutine/types.ts';
import type { Version } from '../../../src/evidence/ttrpc/book.ts';
import { connections } from '../../../src/evidence/ttrpc/connections.ts';
import type { Side } from '../../../src/evidence/ttrpc/positions.ts';
import type { DumpedConnection } from '../../../src/model/dump/process.ts';
import { ordinary } from '../../../src/model/simulate/load.ts';
import { simulate } from '../../../src/model/simulate/simulate.ts';
import { hasShared, kept, shared } from '../../evidence/diagnose/samples.ts';
import { only, readText } from '../../evidence/goroutine/evidence.ts';
import { machineFor, picks, stuck, textOf, walk } from './states.ts';

function dumpOf(side: Side, version: Version, all: readonly DumpedConnection[], minutes = 0): Dump {
  return only(readText(textOf({ side, version, connections: all, minutes })));
}

/** What was found, how sure it is, and why. */
function said(dump: Dump, ...others: Other[]): readonly string[] {
  return diagnose(dump, others).map(
    ({ rule, severity, confidence, why }: Finding) => `${rule} ${severity} ${confidence} ${why.id}`,
  );
}

/** Roles of each connection with how they are tied to it: `receiver pointer`. The most stuck first. */
function ties(dump: Dump, side: Side): readonly (readonly string[])[] {
  return connections(dump)
    .connections.filter((one) => one.side === side)
    .toSorted((one, other) => one.status.localeCompare(other.status))
    .map(({ loop, receiver, sender, closer, calls }) => [
      ...[loop, receiver, sender, closer].flatMap((one) =>
        one ? [`${one.role} ${one.tie.by}`] : [],
      ),
      ...new Set(calls.map(({ role, tie }) => `${role} ${tie}`)),
    ]);
}

const SHIM = 'containerd-1.4.11/pod-deadlock/shim.usr1.log';
const DAEMON = 'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';

/** A pod as captured: the pause container's connection rests, the other one hangs under a burst of calls. */
function pod(): readonly DumpedConnection[] {
  const load = { ...ordinary, calls: 600, callers: 600, longCalls: 6, delay: 4000 };
  const run = simulate(load);
  if (run.outcome !== 'hung') throw new Error(run.outcome);
  const rest = machineFor({ client: 'A', server: 'S1' }, { calls: 1, longCalls: 0 });
  return [
    { machine: run.machine, state: run.state, rpc: (call) => (call < 6 ? 'Wait' : 'Stats') },
    { machine: rest, state: walk(rest, picks(2, 1000)) },
  ];
}

describe('a deadlock of the model is found as the captured one is', () => {
  const connectionsOfPod = pod();
  const shim = dumpOf('server', '1.0.1', connectionsOfPod);
  const daemon = dumpOf('client', '1.0.1', connectionsOfPod);

  it('in the shim alone', () => {
    expect(said(shim)).toEqual(said(kept(SHIM)));
    expect(said(shim)[0]).toMatch(/^ttrpc-server-stuck/);
  });

  it('in containerd alone, with its callers', () => {
    expect(said(daemon)).toEqual(said(kept(DAEMON)));
    expect(said(daemon).join()).toContain('containerd-callers-pile-up');
  });

  it('in both, either way round', () => {
    const peer = (dump: Dump): Other => ({ dump, is: 'peer' });
    expect(said(shim, peer(daemon))).toEqual(said(kept(SHIM), peer(kept(DAEMON))));
    expect(said(daemon, peer(shim))).toEqual(said(kept(DAEMON), peer(kept(SHIM))));
    expect(said(shim, peer(daemon))[0]).toMatch(/^ttrpc-both hang likely/);
  });

  it.skipIf(!hasShared)('more surely once it has lasted minutes, as in stats-5000-deadlock', () => {
    const file = 'containerd-1.4.11/stats-5000-deadlock/shim.unescaped.txt';
    const old = dumpOf('server', '1.0.1', connectionsOfPod.slice(0, 1), 4);
    expect(said(old)).toEqual(said(shared(file)));
    expect(said(old)[0]).toMatch(/^ttrpc-server-stuck hang likely/);
  });

  it('with a shortest way into it, of six calls', () => {
    const machine = machineFor({ client: 'A', server: 'S1' }, { calls: 6, longCalls: 0 });
    const one = [{ machine, state: stuck(machine) }];
    const [server, client] = [dumpOf('server', '1.0.1', one), dumpOf('client', '1.0.1', one)];
    expect(said(server)).toEqual(said(kept(SHIM)));
    expect(said(server, { dump: client, is: 'peer' })).toEqual(
      said(kept(SHIM), { dump: kept(DAEMON), is: 'peer' }),
    );
  });

  it('a minute later too: the same goroutines still stand there', () => {
    const later = dumpOf('server', '1.0.1', connectionsOfPod, 1);
    expect(said(later, { dump: shim, is: 'earlier' })[0]).toMatch(
      /^ttrpc-server-stuck hang (?:likely|certain)/,
    );
  });

  it('of 1.0.2, and of 1.2.2 with its locks', () => {
    for (const [version, client, file] of [
      ['1.0.2', 'A', 'families/ttrpc-102-client-deadlock.txt.gz'],
      ['1.2.2', 'C', 'families/ttrpc-122-client-deadlock.txt.gz'],
    ] as const) {
      const machine = machineFor({ client, server: 'S1' });
      const dump = dumpOf('client', version, [{ machine, state: stuck(machine) }]);
      expect(said(dump)).toEqual(said(kept(file)));
      expect(connections(dump).narrowing.fits).toEqual([version]);
    }
  });

  it('and its goroutines are tied to their connections by the same evidence', () => {
    expect(ties(shim, 'server')).toEqual([
      ['loop anchor', 'receiver pointer', 'handler pointer'],
      ['loop anchor', 'receiver pointer'],
    ]);
    expect(ties(shim, 'server')).toEqual(ties(kept(SHIM), 'server'));
    expect(ties(daemon, 'client')).toEqual(ties(kept(DAEMON), 'client'));
    expect(connections(shim).unassigned).toEqual([]);
    expect(connections(daemon).unassigned).toEqual([]);
  });
});

describe('a hang whose client was closed', () => {
  const connection = { client: 'A', server: 'S1' } as const;
  const machine = machineFor(connection, { calls: 6, longCalls: 0, failures: true });
  /** After Client.Close, when all who can have left. */
  const closed = walk(machine, picks(5, 200), machine.intervene(stuck(machine), 'close'));
  const one = [{ machine, state: closed }];
  const daemon = dumpOf('client', '1.0.1', one);
  const shim = dumpOf('server', '1.0.1', one);
  const peer = (dump: Dump): Other => ({ dump, is: 'peer' });

  it('has one goroutine of ttrpc left in containerd: the loop, in its write (incident.md 1a)', () => {
    const [only, ...others] = connections(daemon).connections;
    expect(others).toEqual([]);
    expect(only?.loop).toMatchObject({ position: 'client.loop.write', state: 'IO wait' });
    expect([only?.receiver, only?.closer, only?.calls]).toEqual([null, null, []]);
    expect(daemon.size).toBe(2);
  });

  it('is found, the surer the longer it stands', () => {
    expect(said(daemon)).toEqual(['ttrpc-client-closed hang possible moment']);
    expect(said(dumpOf('client', '1.0.1', one, 4))).toEqual([
      'ttrpc-client-closed hang likely waited',
    ]);
    expect(said(dumpOf('client', '1.0.2', one))).toEqual([
      'ttrpc-client-closed hang possible moment',
    ]);
  });

  it('is found beside the shim’s half, which it does not speak against', () => {
    const [finding] = diagnose(daemon, [peer(shim)]);
    expect(said(daemon, peer(shim))).toEqual(['ttrpc-client-closed hang likely both-ends']);
    expect(finding?.proof.map(({ dump, where }) => `${dump} ${where.line}`)).toEqual([
      '0 259',
      '1 459',
      '1 404',
    ]);
    const old = dumpOf('server', '1.0.1', one, 4);
    expect(said(old, peer(daemon))[0]).toBe('ttrpc-server-stuck hang likely waited');
  });

  it('is not told from a dump that may have lost the receiver', () => {
    const whole = textOf({ side: 'client', version: '1.0.1', connections: one, minutes: 4 });
    const lost = only(readText(`${whole}\ngoroutine 900 [select]:\nbroken`));
    expect(said(lost).join()).not.toContain('ttrpc-client-closed');
  });

  it('is no finding about a client that was closed at rest: it is gone', () => {
    const rest = walk(machine, picks(5, 3), machine.intervene(machine.initial(), 'close'));
    const gone = walk(machine, picks(9, 200), rest);
    expect(said(dumpOf('client', '1.0.1', [{ machine, state: gone }], 4)).join()).toContain(
      'healthy',
    );
  });
});

describe('several connections of one process', () => {
  it('are told apart by their pointers, as far as those of the capture are', () => {
    const machine = machineFor({ client: 'A', server: 'S1' });
    const state = stuck(machine);
    const three = new Array(3).fill({ machine, state });
    const dump = dumpOf('server', '1.0.1', three);
    const found = connections(dump).connections;
    expect(new Set(found.map(({ pointer }) => pointer)).size).toBe(3);
    expect(ties(dump, 'server')).toEqual(
      new Array(3).fill(ties(dumpOf('server', '1.0.1', three.slice(0, 1)), 'server')[0]),
    );
  });
});

describe('a model that is well gives no alarm', () => {
  it('at rest, at both ends and in every version whose positions the book has', () => {
    for (const [side, version, client, server] of [
      ['server', '1.0.1', 'A', 'S1'],
      ['client', '1.0.1', 'A', 'S1'],
      ['client', '1.0.2', 'A', 'S1'],
      ['client', '1.1.0', 'B', 'S1'],
      ['server', '1.1.1', 'B', 'S1'],
      ['client', '1.2.2', 'C', 'S2'],
      ['client', '1.2.5', 'D', 'S2'],
      ['server', '1.2.5', 'D', 'S2'],
    ] as const) {
      const machine = machineFor({ client, server }, { longCalls: 0, calls: 4, callers: 4 });
      const state = walk(machine, picks(11, 500));
      expect(machine.atRest(state)).toBe(true);
      expect([version, side, ...said(dumpOf(side, version, [{ machine, state }], 5))]).toEqual([
        version,
        side,
        'healthy well likely at-rest',
      ]);
    }
  });
});
