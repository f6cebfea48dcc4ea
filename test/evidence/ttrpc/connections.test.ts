import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { type Connection, connections } from '../../../src/evidence/ttrpc/connections.ts';
import { dump, hasShared, sharedDump, sharedJson, shifted, wiring } from './samples.ts';

const at = (one: Connection, role: 'loop' | 'receiver' | 'sender'): string => {
  const member = one[role];
  return member ? `${formatAt(member.at)} ${member.tie.by}` : 'none';
};

const brief = (one: Connection): string =>
  `${one.id} ${one.family} ${one.status}: loop ${at(one, 'loop')}, receiver ${at(one, 'receiver')}`;

const calls = (one: Connection | undefined): readonly string[] =>
  (one?.calls ?? []).map(
    ({ members, position, state, tie }) => `${members.length} ${position} ${state} ${tie}`,
  );

describe('connections: the shim of the stuck pod', () => {
  const shim = wiring('containerd-1.4.11/pod-deadlock/shim.unescaped.txt');

  it('finds a healthy connection, a stuck one, and the shim’s own client, each by its pointer', () => {
    expect(shim.connections.map(brief)).toEqual([
      'client-1 A idle: loop client.go:257 anchor, receiver client.go:199 only',
      'server-1 S1 idle: loop server.go:431 anchor, receiver server.go:362 pointer',
      'server-2 S1 deadlocked-half: loop server.go:459 anchor, receiver server.go:404 pointer',
    ]);
    expect(shim.connections.map((one) => one.pointer)).toEqual([
      '0xc000290280',
      '0xc0000680a0',
      '0xc0000c6640',
    ]);
  });

  it('gives all eight handlers to the stuck connection', () => {
    expect(calls(shim.connections[2])).toEqual([
      '6 server.handler.call chan receive pointer',
      '2 server.handler.respond select pointer',
    ]);
    expect(shim.unassigned).toEqual([]);
    expect(shim.acceptors).toBe(1);
  });

  it('knows the version by the shim’s own client lines, which the post’s grep left out', () => {
    expect(shim.narrowing.fits).toEqual(['1.0.1']);
  });
});

describe('connections: the containerd of the stuck pod', () => {
  it('ties every caller to its client by the pointer in dispatch', () => {
    const daemon = connections(dump('ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz'));
    expect(daemon.connections.map(brief)).toEqual([
      'client-1 A idle: loop client.go:257 anchor, receiver client.go:199 forced',
      'client-2 A deadlocked-half: loop client.go:259 anchor, receiver client.go:209 forced',
    ]);
    expect(calls(daemon.connections[1])).toEqual([
      '763 client.caller.await select pointer',
      '183 client.caller.queue select pointer',
    ]);
  });
});

describe('connections: what is not this hang', () => {
  it('exec-300-mutex: 592 handlers inside their methods, and ttrpc itself at rest', () => {
    const alike = wiring('containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz');
    expect(alike.connections.map(brief)).toEqual([
      'client-1 A idle: loop client.go:257 anchor, receiver client.go:199 only',
      'server-1 S1 busy: loop server.go:431 anchor, receiver server.go:362 pointer',
    ]);
    expect(calls(alike.connections[1])).toEqual([
      '364 server.handler.call semacquire pointer',
      '228 server.handler.call chan receive pointer',
    ]);
  });

  it('a shim at rest: two idle connections', () => {
    const idle = wiring('containerd-1.4.11/idle/shim.unescaped.txt');
    expect(idle.connections.map((one) => `${one.id} ${one.status}`)).toEqual([
      'client-1 idle',
      'server-1 idle',
      'server-2 idle',
    ]);
  });

  it('a client of 1.1.0 under load: its sender waits for room, its receiver goes on', () => {
    const busy = wiring('families/ttrpc-110-client-busy.txt.gz');
    expect(busy.client).toBe('B');
    expect(busy.connections.map(brief)).toEqual([
      'client-1 B busy: loop client.go:330 anchor, receiver client.go:294 forced',
      'client-2 B blocked: loop client.go:330 anchor, receiver client.go:318 forced',
    ]);
    expect(busy.connections.map((one) => at(one, 'sender'))).toEqual([
      'client.go:265 forced',
      'client.go:275 pointer',
    ]);
  });

  it('a client of 1.2.5 under load: callers queue for the lock, and nobody holds two', () => {
    const busy = wiring('families/ttrpc-125-client-busy.txt.gz');
    expect(busy.connections.map((one) => `${one.family} ${one.status}`)).toEqual([
      'D busy',
      'D busy',
    ]);
  });
});

describe('connections: a client of 1.2.2 that hangs by the order of its locks', () => {
  it('shows the writer, the holder and the receiver of one connection', () => {
    const hung = wiring('families/ttrpc-122-client-deadlock.txt.gz');
    expect(hung.connections.map((one) => `${one.id} ${one.family} ${one.status}`)).toEqual([
      'client-1 C busy',
      'client-2 C deadlocked-half',
    ]);
    expect(calls(hung.connections[1])).toEqual([
      '422 client.caller.lock semacquire pointer',
      '181 client.caller.await select pointer',
      '1 client.caller.write IO wait pointer',
      '1 client.caller.hold semacquire pointer',
    ]);
  });
});

describe('connections: what cannot be told stays open', () => {
  it('Go 1.17 to 1.20 print no pointer in handlers: those at :444 are forced, those at :438 are left', () => {
    const server = wiring('families/ttrpc-101slow-server.txt.gz');
    expect(server.connections.map(brief)).toEqual([
      'server-1 S1 idle: loop server.go:431 anchor, receiver server.go:362 forced',
      'server-2 S1 deadlocked-half: loop server.go:459 anchor, receiver server.go:404 forced',
    ]);
    expect(calls(server.connections[1])).toEqual(['100 server.handler.respond select forced']);
    expect(server.connections.map((one) => one.mayHold)).toEqual([6, 6]);
    expect(server.unassigned.map((one) => [one.position, one.members.length])).toEqual([
      ['server.handler.call', 6],
    ]);
  });

  it('infers nothing by exclusion when goroutines were lost', () => {
    const whole = dump('families/ttrpc-101slow-server.txt.gz');
    const cut = connections({
      form: whole.form,
      from: whole.from,
      to: whole.to,
      source: whole.source,
      headers: whole.headers + 1,
      size: whole.size,
      goroutine: (index) => whole.goroutine(index),
      [Symbol.iterator]: () => whole[Symbol.iterator](),
    });
    expect(cut.complete).toBe(false);
    expect(cut.connections.map((one) => one.status)).toEqual(['unknown', 'unknown']);
    expect(cut.unassigned.reduce((all, one) => all + one.members.length, 0)).toBe(108);
  });

  it.skipIf(!hasShared)('a dump without states ties only what must be so if all are parked', () => {
    const counts = connections(sharedDump('ttrpc-pair/size-w169/server.goroutine.debug1.txt'));
    expect(counts.connections.map(brief).sort()).toEqual([
      expect.stringContaining(
        'S1 deadlocked-half: loop server.go:459 anchor, receiver server.go:404 likely',
      ),
      expect.stringContaining('S1 idle: loop server.go:431 anchor, receiver server.go:362 likely'),
    ]);
    expect(counts.unassigned.map((one) => [one.position, one.members.length])).toEqual([
      ['server.handler.call', 6],
    ]);
  });

  it('cannot tell the client’s family from server lines', () => {
    const server = wiring('families/ttrpc-110-server-deadlock.txt.gz');
    expect(server.narrowing.fits).toEqual(['1.0.2', '1.1.0']);
    expect(server).toMatchObject({ client: null, server: 'S1' });
  });
});

describe('connections: a version that is not in the book', () => {
  it.each([
    ['families/ttrpc-101slow-server.txt.gz', ['server-1 idle', 'server-2 deadlocked-half']],
    [
      'containerd-1.4.11/pod-deadlock/shim.unescaped.txt',
      ['server-1 idle', 'server-2 deadlocked-half'],
    ],
    ['containerd-1.4.11/idle/shim.unescaped.txt', ['server-1 idle', 'server-2 idle']],
    ['containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz', ['server-1 busy']],
  ])('%s is read by its functions alone', (path, expected) => {
    const found = connections(shifted(path));
    expect(found.narrowing.fits).toEqual([]);
    expect(found.server).toBe('S1');
    expect(
      found.connections
        .filter((one) => one.side === 'server')
        .map((one) => `${one.id} ${one.status}`),
    ).toEqual(expected);
  });

  it('sees a client of family A stuck, and claims no position that functions do not tell', () => {
    const found = connections(shifted('families/ttrpc-101-client.txt.gz'));
    expect(found.client).toBe('A');
    expect(found.connections.map((one) => one.status)).toContain('deadlocked-half');
    const callers = found.connections.flatMap((one) => one.calls);
    expect(callers.map((one) => one.position)).toEqual(callers.map(() => null));
  });
});

interface Truth {
  readonly file: string;
  readonly goroutines: number;
  readonly serverHalfOfCycle: boolean;
  readonly clientHalfOfCycle: boolean;
}

describe.skipIf(!hasShared)('connections: every captured dump of the shared evidence', () => {
  const truths = hasShared ? (sharedJson('evidence/dumps.json') as readonly Truth[]) : [];

  it.each(truths.map((truth) => [truth.file, truth] as const))(
    '%s',
    { timeout: 60_000 },
    (file, truth) => {
      const read = sharedDump(file);
      const found = connections(read);
      const half = (side: string): boolean =>
        found.connections.some((one) => one.side === side && one.status === 'deadlocked-half');
      expect({ server: half('server'), client: half('client') }).toEqual({
        server: truth.serverHalfOfCycle,
        client: truth.clientHalfOfCycle,
      });
      expect(found.narrowing.misfits).toEqual([]);
      const version = versionOf(file);
      if (version) expect(found.narrowing.fits).toContain(version);
      const unknown = found.narrowing.unknown.map(formatAt);
      expect(unknown.filter((one) => !RUNNING.includes(one))).toEqual([]);
    },
  );

  /** The receiver of the busy client of 1.2.5 was running, inside the allocation of a buffer. */
  const RUNNING = ['channel.go:136', 'channel.go:172'];
});

/** The version that the evidence's README names for a folder or a file. */
function versionOf(file: string): string | null {
  if (file.startsWith('containerd-1.4.11/') || file.startsWith('go-versions/')) return '1.0.1';
  if (file.startsWith('containerd-1.6.20/') || file.includes('-1.1.1/')) return '1.1.1';
  const family = /^families\/ttrpc-(\d)(\d)(\d)/.exec(file);
  return family ? `${family[1]}.${family[2]}.${family[3]}` : null;
}
