import { describe, expect, test } from 'vitest';
import { diagnose, isCut } from '../../../src/evidence/diagnose/diagnose.ts';
import type { Dump } from '../../../src/evidence/goroutine/types.ts';
import {
  found,
  hasShared,
  kept,
  only,
  places,
  readText,
  rulesOf,
  shared,
  textOf,
} from './samples.ts';

const SHIM = 'containerd-1.4.11/pod-deadlock/shim.unescaped.txt';
const DAEMON = 'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';
const SERVER = 'ttrpc-pair/size-w169/server.goroutine.debug2.txt';
const CLIENT = 'ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz';

/** The same dump some minutes later: every parked goroutine has waited so long, and the log says so. */
function later(file: string, minutes: number, seconds = minutes * 60): Dump {
  const text = textOf(file)
    .replaceAll(/\[(select|IO wait|semacquire|chan receive)\]/g, `[$1, ${minutes} minutes]`)
    .replace(/time="([^"]+)"/, (_, time) => {
      const at = new Date(Date.parse(`${time.slice(0, 23)}Z`) + seconds * 1000);
      return `time="${at.toISOString()}"`;
    });
  return only(readText(text));
}

const sure = (
  dump: Dump,
  rule: Parameters<typeof found>[0],
  others: Parameters<typeof found>[2],
) => {
  const { confidence, why } = found(rule, dump, others);
  return `${confidence}: ${why.id}`;
};

describe('half a circle', () => {
  test('under a minute it is possible, for a busy process can look like it', () => {
    expect(sure(kept(SHIM), 'ttrpc-server-stuck', [])).toBe('possible: moment');
  });

  test('from a minute on it is likely', () => {
    const { confidence, why } = found('ttrpc-server-stuck', later(SHIM, 4));
    expect({ confidence, why }).toEqual({
      confidence: 'likely',
      why: { id: 'waited', values: { minutes: 4 } },
    });
  });

  test('a later dump with the same goroutines at the same lines makes it likely', () => {
    expect(sure(kept(SHIM), 'ttrpc-server-stuck', [later(SHIM, 0, 40)])).toBe('likely: stayed');
  });

  test('a dump of the next second does not', () => {
    expect(sure(kept(SHIM), 'ttrpc-server-stuck', [later(SHIM, 0, 1)])).toBe('possible: moment');
  });

  test('nor does a later dump in which the receiver has gone on', () => {
    const moved = only(readText(textOf(SHIM).replace('server.go:404', 'server.go:354')));
    expect(sure(kept(SHIM), 'ttrpc-server-stuck', [{ dump: moved, is: 'later' }])).toBe(
      'possible: moment',
    );
  });

  test('a missing part lowers it, and says so', () => {
    const whole = later(SHIM, 4);
    const [cut] = diagnose(whole, [], { cut: true });
    expect(`${cut?.confidence}: ${cut?.why.id}`).toBe('possible: cut');
    expect(cut?.unknown.map(({ id }) => id)).toContain('lost');
    expect(cut?.next[0]?.id).toBe('take-whole');
  });

  test('a text that stops inside its last goroutine is seen to be cut without being told', () => {
    const text = textOf('ttrpc-pair/size-w169/server.goroutine.debug2.txt').trimEnd();
    const lines = text.split('\n');
    const endsAt = (drop: number) => only(readText(lines.slice(0, lines.length - drop).join('\n')));
    const lost = (drop: number) =>
      found('ttrpc-server-stuck', endsAt(drop)).unknown.some(({ id }) => id === 'lost');
    expect([0, 1, 2].map(lost)).toEqual([false, true, true]);
  });

  test('what the reading lost counts as missing', () => {
    const record = textOf('containerd-1.4.11/pod-deadlock/shim.usr1.log');
    const whole = readText(record);
    const cut = readText(record.slice(0, 48 * 1024));
    expect([whole, cut].map((reading) => isCut(reading, only(reading)))).toEqual([false, true]);
  });

  test('the other end’s dump without the other half lowers it', () => {
    const idle = kept('containerd-1.4.11/idle/shim.unescaped.txt');
    expect(sure(later(SHIM, 4), 'ttrpc-server-stuck', [{ dump: idle, is: 'peer' }])).toBe(
      'possible: peer-reads',
    );
  });

  test('it asks for the other end, with the lines of every client that closes a circle', () => {
    const { next } = found('ttrpc-server-stuck', kept(SHIM));
    expect(next.map(({ kind, id, values }) => [kind, id, values.lines].join(' ').trim())).toEqual([
      'take take-containerd',
      'look look-for client.go:259, client.go:209',
      'look look-for client.go:273, client.go:222',
      'look look-for client.go:370, client.go:385, client.go:366',
      'take take-again',
      'do restart-containerd',
      'do upgrade-daemon',
    ]);
  });

  test('a server’s lines never tell the client at the other end', () => {
    for (const file of [SHIM, SERVER, 'families/ttrpc-110-server-deadlock.txt.gz'])
      expect(found('ttrpc-server-stuck', kept(file)).unknown.map(({ id }) => id)).toContain(
        'peer-family',
      );
  });
});

describe('both ends', () => {
  test('the whole circle, client first, proved by lines of both dumps', () => {
    const circle = found('ttrpc-both', kept(SHIM), [kept(DAEMON)]);
    expect(places(circle)).toEqual([
      'client.go:259 IO wait',
      'client.go:209 select',
      'client.go:153 select',
      'client.go:161 select',
      'server.go:459 IO wait',
      'server.go:404 select',
      'server.go:438 chan receive',
      'server.go:444 select',
    ]);
    expect(circle.proof.map(({ dump }) => dump)).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(circle.versions?.ttrpc).toEqual(['1.0.1']);
  });

  test('it takes the place of the half, and is found from either end', () => {
    expect(rulesOf(diagnose(kept(SHIM), [{ dump: kept(DAEMON) }]))).toEqual(['ttrpc-both']);
    expect(rulesOf(diagnose(kept(DAEMON), [{ dump: kept(SHIM) }]))).toEqual([
      'ttrpc-both',
      'containerd-callers-pile-up',
    ]);
  });

  test('two dumps of other moments are likely, no more', () => {
    expect(sure(kept(SHIM), 'ttrpc-both', [kept(DAEMON)])).toBe('likely: both-ends');
  });

  test('certain once the half dumped later had stood when the other was dumped', () => {
    expect(sure(kept(DAEMON), 'ttrpc-both', [later(SHIM, 2, 60)])).toBe('certain: overlap');
  });

  test('not certain where that half is younger than the time between the dumps', () => {
    expect(sure(kept(DAEMON), 'ttrpc-both', [later(SHIM, 2, 600)])).toBe('likely: both-ends');
  });

  test('the process itself, twice, is no other end', () => {
    expect(rulesOf(diagnose(kept(SHIM), [{ dump: later(SHIM, 4) }]))).toEqual([
      'ttrpc-server-stuck',
    ]);
  });

  test('two dumps of the other end’s process are one other end', () => {
    const twice = [{ dump: kept(SHIM) }, { dump: later(SHIM, 4) }];
    expect(rulesOf(diagnose(kept(DAEMON), twice))).toContain('ttrpc-both');
  });

  test('two other ends are not chosen between', () => {
    const two = [kept(SHIM), kept(SERVER)];
    const half = found('ttrpc-client-stuck-a', kept(DAEMON), two);
    expect(half.unknown.map(({ id }) => id)).toContain('which-peer');
  });

  test('unless one of them was said to be it', () => {
    const said = [{ dump: kept(SHIM), is: 'peer' as const }, { dump: kept(SERVER) }];
    expect(rulesOf(diagnose(kept(DAEMON), said))).toContain('ttrpc-both');
  });

  test('another process without a half is told as unmatched', () => {
    const idle = kept('containerd-1.4.11/idle/shim.unescaped.txt');
    const half = found('ttrpc-client-stuck-a', kept(DAEMON), [idle]);
    expect(half.unknown.map(({ id }) => id)).toContain('peer-unmatched');
  });

  test('ends of the same small program, without pids, are told apart', () => {
    expect(rulesOf(diagnose(kept(SERVER), [{ dump: kept(CLIENT) }]))).toEqual(['ttrpc-both']);
  });
});

describe.skipIf(!hasShared)('stats-5000-deadlock, four minutes old at both ends', () => {
  const shim = 'containerd-1.4.11/stats-5000-deadlock/shim.unescaped.txt';
  const daemon = 'containerd-1.4.11/stats-5000-deadlock/containerd.unescaped.txt.gz';

  test('each half is likely, by its age', () => {
    expect(sure(shared(shim), 'ttrpc-server-stuck', [])).toBe('likely: waited');
    expect(sure(shared(daemon), 'ttrpc-client-stuck-a', [])).toBe('likely: waited');
  });

  test('together they are certain: all four waits held when the shim was dumped', () => {
    const { confidence, why } = found('ttrpc-both', shared(shim), [shared(daemon)]);
    expect({ confidence, why }).toEqual({
      confidence: 'certain',
      why: { id: 'overlap', values: { minutes: 4, seconds: 3 } },
    });
  });
});
