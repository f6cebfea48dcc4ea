import { describe, expect, test, vi } from 'vitest';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { bytes, hasShared, json, only, SHARED, serverLines } from './evidence.ts';

/** Two of the dumps have 100,000 goroutines, and the machine may be busy. */
vi.setConfig({ testTimeout: 60_000 });

interface Stated {
  readonly file: string;
  readonly goroutines: number;
  readonly ttrpcServerLines: Record<string, number>;
}

/** Lines of server.go that `dumps.json` counts: those of ttrpc 1.0.1 and 1.0.2. */
const COUNTED = new Set([87, 127, 332, 362, 404, 431, 434, 438, 444, 459].map(String));

if (!hasShared)
  console.warn('SKIPPED: shared evidence is absent, its stated counts were not compared');

describe.skipIf(!hasShared)('every captured dump against its stated counts', () => {
  const stated = hasShared ? json<Stated[]>('dumps.json', SHARED) : [];
  test.each(stated)('$file: $goroutines goroutines', ({ file, goroutines, ttrpcServerLines }) => {
    const { leftovers, ...reading } = read(bytes(file, SHARED));
    const dump = only({ leftovers, ...reading });
    expect(leftovers).toEqual([]);
    expect(dump.headers).toBe(goroutines);
    expect(dump.size).toBe(goroutines);
    const lines = Object.entries(serverLines(dump)).filter(([line]) => COUNTED.has(line));
    expect(Object.fromEntries(lines)).toEqual(ttrpcServerLines);
  });
});

describe('dumps kept in the repository', () => {
  test.each([
    ['containerd-1.4.11/idle/shim.unescaped.txt', 23],
    ['containerd-1.4.11/idle/shim.usr1.log', 23],
    ['containerd-1.4.11/pod-deadlock/shim.unescaped.txt', 47],
    ['containerd-1.4.11/pod-deadlock/shim.usr1.log', 47],
    ['containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz', 3047],
    ['containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz', 668],
    ['families/ttrpc-101-client.txt.gz', 413],
    ['families/ttrpc-110-server-deadlock.txt.gz', 14],
    ['families/ttrpc-125-client-busy.txt.gz', 609],
    ['ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz', 956],
    ['ttrpc-pair/size-w169/server.goroutine.debug2.txt', 183],
    ['ttrpc-pair/size-w169/server.usr1.log', 183],
  ])('%s: %i goroutines, nothing left over', (file, goroutines) => {
    const reading = read(bytes(file));
    expect(reading.leftovers).toEqual([]);
    expect(reading.notices).toEqual([]);
    expect(only(reading)).toMatchObject({ headers: goroutines, size: goroutines });
  });

  test('the shim of the deadlocked pod shows the ten lines of the post', () => {
    const dump = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')));
    expect(serverLines(dump)).toEqual({
      87: 1,
      127: 2,
      332: 2,
      362: 1,
      404: 1,
      431: 1,
      434: 8,
      438: 6,
      444: 2,
      459: 1,
    });
  });

  test('a dump is the same inside its log record and unescaped', () => {
    const escaped = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')));
    const plain = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.unescaped.txt')));
    const without = (dump: typeof plain) => [...dump].map(({ line: _, ...rest }) => rest);
    expect(without(escaped)).toEqual(without(plain));
  });

  test.each([
    'containerd-1.4.11/pod-deadlock/shim.unescaped.txt',
    'ttrpc-pair/size-w169/client.goroutine.debug2.txt.gz',
    'families/ttrpc-125-client-busy.txt.gz',
  ])('%s: every goroutine is read as it is when it is read alone', (file) => {
    // Alone nothing is expected of a line: this holds the fast reader to the careful one.
    const content = new TextDecoder().decode(bytes(file));
    const alone = content
      .split(/^(?=goroutine \d)/m)
      .filter((text) => text.startsWith('goroutine '))
      .map((text) => only(read(new TextEncoder().encode(text))).goroutine(0));
    const together = [...only(read(bytes(file)))];
    const without = ({ line: _, ...rest }: (typeof alone)[number]) => rest;
    expect(together.map(without)).toEqual(alone.map(without));
  });

  test('the table of the post is read row by row', () => {
    const { forms, tables, leftovers } = read(bytes('post/shim-ttrpc-lines.txt'));
    expect(forms).toEqual(['table']);
    expect(leftovers).toEqual([]);
    expect(tables[0]?.rows).toHaveLength(10);
    expect(tables[0]?.rows[8]).toEqual({
      count: 164,
      file: 'vendor/github.com/containerd/ttrpc/server.go',
      line: 444,
      offset: '+0x245',
      at: 9,
    });
  });
});
