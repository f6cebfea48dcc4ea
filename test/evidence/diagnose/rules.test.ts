import { describe, expect, test } from 'vitest';
import { diagnose, diagnoseTable } from '../../../src/evidence/diagnose/diagnose.ts';
import { execs, kubeletCall, leaked, logged, made } from './made.ts';
import { counts, found, hasShared, kept, places, readingOf, rulesOf, shared } from './samples.ts';

describe('peer-does-not-read', () => {
  test('a sender of ttrpc 1.1 in a write, while answers arrive: possible, most likely load', () => {
    const finding = found('peer-does-not-read', kept('families/ttrpc-110-client-busy.txt.gz'));
    expect(`${finding.severity} ${finding.confidence} ${finding.why.id}`).toBe(
      'note possible moving',
    );
    expect(places(finding)).toEqual(['client.go:275 IO wait', 'client.go:318 runnable']);
    expect(finding.excludes).toContain('ttrpc-circle');
  });
});

describe('shim-mutex-pileup', () => {
  const finding = found(
    'shim-mutex-pileup',
    kept('containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz'),
  );

  test('364 handlers at two locks, the loop at rest, and who may hold one of them', () => {
    expect(counts(finding)).toEqual({ goroutines: 668, locked: 364, 'lock-sites': 2 });
    expect(finding.proof.map(({ role, alike }) => `${role} ${alike}`)).toEqual([
      'locked 181',
      'locked 1',
      'locked 1',
      'locked 181',
      'lock-suspect 1',
      'server.loop 1',
    ]);
    expect(places(finding).slice(3)).toEqual([
      'service.go:369 semacquire',
      'service.go:370 chan receive',
      'server.go:431 select',
    ]);
  });

  test('says that it is not the circle, and that a dump does not show who holds a lock', () => {
    expect(finding.excludes).toContain('ttrpc-circle');
    expect(finding.unknown.map(({ id }) => id)).toEqual(['lock-holder']);
    expect(finding.next[0]).toMatchObject({ id: 'look-suspect', values: { goroutine: 1023 } });
  });

  test.skipIf(!hasShared)('not for a thousand handlers that are merely at work', () => {
    const busy = diagnose(shared('ttrpc-pair/n1000-ok-inflight/server.usr1.log.gz'));
    expect(rulesOf(busy)).toEqual(['healthy']);
  });
});

describe('containerd-callers-pile-up', () => {
  test('names the RPC and who asked for it, and leaves out Wait, which is made to last', () => {
    const finding = found(
      'containerd-callers-pile-up',
      kept('containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz'),
    );
    expect(finding.counts).toEqual([
      { id: 'goroutines', n: 3047, values: {} },
      { id: 'callers', n: 3000, values: {} },
      { id: 'rpcs-asked', n: 3000, values: { rpc: 'Stats', asked: 'Tasks.Metrics' } },
    ]);
    expect(finding.subject).toBe('client-2');
    expect(places(finding)).toEqual(['shim.pb.go:3652 select']);
  });

  test.skipIf(!hasShared)('is as sure as the hang that they wait behind', () => {
    const daemon = shared('containerd-1.4.11/stats-5000-deadlock/containerd.unescaped.txt.gz');
    const { confidence, severity, why } = found('containerd-callers-pile-up', daemon);
    expect({ confidence, severity, why: why.id }).toEqual({
      confidence: 'likely',
      severity: 'warning',
      why: 'waited',
    });
  });

  test.skipIf(!hasShared)('tells how many they were before', () => {
    const [before, after] = ['002', '011'].map((n) =>
      shared(`containerd-1.4.11/leak/containerd/${n}.goroutine.debug1.txt`),
    );
    if (!before || !after) throw new Error('no snapshots');
    const finding = found('containerd-callers-pile-up', after, [{ dump: before, is: 'earlier' }]);
    expect(counts(finding)).toMatchObject({ before: 940, callers: 5715 });
  });
});

/** There is no captured dump of a kubelet: these are made from the frames that the facts name (section 8). */
describe('kubelet-callers-pile-up, on made dumps', () => {
  test('one stats call past any deadline is enough, and certain', () => {
    const finding = found('kubelet-callers-pile-up', made([kubeletCall(1, 41)]));
    expect(finding).toMatchObject({
      confidence: 'certain',
      why: { id: 'past-timeout', values: { minutes: 41, limit: 2 } },
    });
    expect(counts(finding)).toEqual({
      goroutines: 2,
      callers: 1,
      'rpcs ListContainerStats': 1,
      late: 1,
    });
    expect(places(finding)).toEqual(['api.pb.go:9000 select 41m']);
  });

  test('a crowd of young calls is possible', () => {
    const finding = found('kubelet-callers-pile-up', made([kubeletCall(30, 0)]));
    expect(`${finding.severity} ${finding.confidence} ${finding.why.id}`).toBe(
      'note possible moment',
    );
  });

  test('not for a few young calls, nor for a command that runs long', () => {
    expect(rulesOf(diagnose(made([kubeletCall(3, 0)])))).toEqual(['healthy']);
    expect(rulesOf(diagnose(made([kubeletCall(2, 90, 'ExecSync')])))).toEqual(['healthy']);
  });

  test('a stop that takes its time is past no deadline of the kind', () => {
    expect(rulesOf(diagnose(made([kubeletCall(2, 5, 'StopContainer')])))).toEqual(['healthy']);
  });
});

describe('exec-pile-up', () => {
  test('in a shim, by the Wait call that every exec has', () => {
    const finding = found(
      'exec-pile-up',
      kept('containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz'),
    );
    expect(counts(finding)).toEqual({ goroutines: 668, execs: 227, starting: 183 });
    expect(finding.confidence).toBe('possible');
  });

  test('not for the six execs of a pod at work', () => {
    expect(rulesOf(diagnose(kept('containerd-1.4.11/pod-deadlock/shim.unescaped.txt')))).toEqual([
      'ttrpc-server-stuck',
    ]);
  });

  /** No captured containerd has exec streams: made from the inventory in the facts (section 7). */
  test('in a made containerd, by its SPDY connections, with what their compressors hold', () => {
    const finding = found('exec-pile-up', made(execs(200, 'Wait', 30)));
    expect(counts(finding)).toEqual({
      goroutines: 2601,
      execs: 200,
      streams: 2400,
      'zlib-megabytes': 172,
    });
    expect(`${finding.confidence} ${finding.why.id}`).toBe('possible open');
  });

  test('execs that have been starting for a minute are more than sessions in use', () => {
    const finding = found('exec-pile-up', made(execs(60, 'Exec', 3)));
    expect(`${finding.severity} ${finding.confidence} ${finding.why.id}`).toBe(
      'warning likely waited',
    );
  });

  test('not for twenty sessions', () => {
    expect(rulesOf(diagnose(made(execs(20, 'Wait', 30))))).not.toContain('exec-pile-up');
  });
});

describe('lock-pile-up', () => {
  const waiter = (count: number, state: string) => ({
    count,
    state,
    frames: [
      'sync.runtime_SemacquireMutex /go/src/runtime/sema.go:77',
      'sync.(*Mutex).lockSlow /go/src/sync/mutex.go:171',
      'sync.(*Mutex).Lock /go/src/sync/mutex.go:90',
      'example.com/shop.(*Store).Save /src/shop/store.go:30',
    ],
    createdBy: 'example.com/shop.Handle /src/shop/handle.go:17',
  });
  const holder = {
    count: 1,
    state: 'IO wait, 7 minutes',
    frames: [
      'net.(*conn).Write /go/src/net/net.go:195',
      'example.com/shop.(*Store).Save /src/shop/store.go:33',
    ],
    createdBy: 'example.com/shop.Handle /src/shop/handle.go:17',
  };

  test('one that has waited a minute is enough, and whoever is past the lock is named', () => {
    const finding = found('lock-pile-up', made([waiter(1, 'semacquire, 6 minutes'), holder]));
    expect(`${finding.confidence} ${finding.why.id}`).toBe('likely waited');
    expect(places(finding)).toEqual(['store.go:30 semacquire 6m', 'store.go:33 IO wait 7m']);
  });

  test('the states of Go 1.20 and later are known', () => {
    const finding = found('lock-pile-up', made([waiter(12, 'sync.Mutex.Lock')]));
    expect(counts(finding)).toMatchObject({ locked: 12, 'lock-sites': 1 });
  });

  test('not for a few that have only just come', () => {
    expect(rulesOf(diagnose(made([waiter(4, 'semacquire')])))).toEqual(['healthy']);
  });

  test('not for ttrpc’s own turn to write', () => {
    expect(rulesOf(diagnose(kept('families/ttrpc-125-client-busy.txt.gz')))).toEqual(['healthy']);
  });
});

describe('growth-without-block', () => {
  test('one dump: a stack with most goroutines, most of them old, is possible', () => {
    const finding = found('growth-without-block', made([leaked(700, 25)]));
    expect(`${finding.severity} ${finding.confidence} ${finding.why.id}`).toBe(
      'note possible share',
    );
    expect(finding.next.find(({ id }) => id === 'look-created')?.values).toEqual({
      func: 'example.com/shop.Handle',
      at: 'handle.go:17',
    });
  });

  test('not for a burst that is younger than a minute', () => {
    expect(rulesOf(diagnose(made([leaked(700, 0)])))).toEqual(['healthy']);
  });

  test('two dumps: what grew and stays is likely', () => {
    const before = { dump: made([leaked(300, 5)]), is: 'earlier' as const };
    const finding = found('growth-without-block', made([leaked(900, 15)]), [before]);
    expect(`${finding.severity} ${finding.confidence} ${finding.why.id}`).toBe(
      'warning likely grew-and-stayed',
    );
    expect(finding.why.values).toEqual({ before: 300, after: 900 });
  });

  test('two dumps: others in the place of the first, all young, are possible', () => {
    const before = { dump: made([leaked(300, 0)], 1000), is: 'earlier' as const };
    const finding = found('growth-without-block', made([leaked(900, 0)], 5000), [before]);
    expect(`${finding.confidence} ${finding.why.id}`).toBe('possible grew');
  });

  test('not because another process, dumped before, had none of it', () => {
    const other = { dump: logged([kubeletCall(3, 0)], 2, '2026-11-23T08:00:00Z') };
    const mine = logged([leaked(900, 0)], 5000, '2026-11-23T08:05:00Z');
    expect(rulesOf(diagnose(mine, [other]))).toEqual(['healthy']);
  });

  test('not for what another rule explains', () => {
    const daemon = kept('containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz');
    expect(rulesOf(diagnose(daemon))).not.toContain('growth-without-block');
  });

  test.skipIf(!hasShared)('not for the growth behind a stuck connection', () => {
    const of = (n: string) => shared(`containerd-1.4.11/leak/containerd/${n}.goroutine.debug1.txt`);
    const findings = diagnose(of('011'), [{ dump: of('002'), is: 'earlier' }]);
    expect(rulesOf(findings)).toEqual(['ttrpc-client-stuck-a', 'containerd-callers-pile-up']);
  });
});

describe('healthy', () => {
  test('says what was looked at, and no more than likely', () => {
    const finding = found('healthy', kept('containerd-1.4.11/idle/shim.unescaped.txt'));
    expect(counts(finding)).toEqual({ goroutines: 23, connections: 3, resting: 3, calls: 0 });
    expect(`${finding.confidence} ${finding.why.id}`).toBe('likely at-rest');
    expect(places(finding)).toEqual([
      'client.go:257 select',
      'client.go:199 IO wait',
      'server.go:431 select',
      'server.go:362 IO wait',
      'server.go:431 select',
      'server.go:362 IO wait',
    ]);
  });

  test('of a program without ttrpc it is only possible', () => {
    const finding = found('healthy', made([]));
    expect(`${finding.confidence} ${finding.why.id}`).toBe('possible no-ttrpc');
  });
});

describe('a table of lines', () => {
  const [finding, ...more] = readingOf('post/shim-ttrpc-lines.txt').tables.flatMap(diagnoseTable);

  test('the ten rows of the post show the server’s half, and no more than possible', () => {
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ttrpc-server-stuck',
      confidence: 'possible',
      why: { id: 'table' },
    });
    expect(finding && counts(finding)).toEqual({ respond: 164, method: 6 });
  });

  test('each row of the proof is a row of the table', () => {
    expect(finding?.proof.map(({ line, where, alike }) => [line, where.line, alike])).toEqual([
      [4, 459, 1],
      [2, 404, 1],
      [9, 444, 164],
      [8, 438, 6],
    ]);
  });

  test('one goroutine too many for its creation line: something was lost', () => {
    expect(finding?.unknown.map(({ id }) => id)).toEqual([
      'same-connection',
      'peer-half',
      'peer-family',
      'lost',
    ]);
  });

  test('the versions that fit: three, for their server lines are the same', () => {
    expect(finding?.versions?.ttrpc).toEqual(['1.0.1', '1.0.2', '1.1.0']);
  });
});
