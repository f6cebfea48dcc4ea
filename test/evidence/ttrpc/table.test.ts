import { describe, expect, it } from 'vitest';
import { narrow } from '../../../src/evidence/ttrpc/narrow.ts';
import { decodeTable, type Sum } from '../../../src/evidence/ttrpc/table.ts';
import { hasShared, rows, sharedTable, table } from './samples.ts';

const sum = (one: Sum) =>
  `${one.total.at.line}: ${one.total.count} = ${one.parts.map((part) => `${part.at.line}: ${part.count}`).join(' + ')} ${one.verdict}`;

describe('decodeTable: the post’s ten rows', () => {
  const post = decodeTable(table('post/shim-ttrpc-lines.txt'));

  it('gives every row its part in the story', () => {
    expect(post.rows.map(({ row, tag }) => `${row.line} ${tag}`)).toEqual([
      '362 rest',
      '404 circle',
      '431 rest',
      '459 circle',
      '87 rest',
      '127 creation',
      '332 creation',
      '438 method',
      '444 victim',
      '434 creation',
    ]);
  });

  it('adds up connections and receivers, and finds the one sum that cannot be: 6 + 164 is not 169', () => {
    expect(post.sums.map(sum)).toEqual([
      '127: 2 = 431: 1 + 459: 1 holds',
      '332: 2 = 362: 1 + 404: 1 holds',
      '434: 169 = 438: 6 + 444: 164 fails',
    ]);
    expect(post.sums[2]?.difference).toBe(1);
  });

  it('sees the server’s half of the circle, and cannot tell three versions apart', () => {
    expect(post.half).toEqual({ client: false, server: true });
    expect(post.narrowing.fits).toEqual(['1.0.1', '1.0.2', '1.1.0']);
    expect(post.narrowing).toMatchObject({ client: null, server: 'S1' });
  });
});

describe('decodeTable', () => {
  it('keeps rows of other packages and lines nobody knows, each with its tag', () => {
    const mixed = decodeTable(
      rows(
        '  3 google.golang.org/grpc/server.go:87 +0x1\n  1 ttrpc/server.go:453 +0x2\n  1 ttrpc/server.go:431',
      ),
    );
    expect(mixed.rows.map(({ tag }) => tag)).toEqual(['foreign', 'unknown', 'rest']);
    expect(mixed.narrowing).toMatchObject({
      foreign: 1,
      unknown: [{ file: 'server.go', line: 453 }],
    });
  });

  it('leaves a sum open when fewer stand at the places than were created, unknown lines or not: one that runs is elsewhere', () => {
    const busy = decodeTable(
      rows('3 ttrpc/server.go:438\n9 ttrpc/server.go:444\n14 ttrpc/server.go:434'),
    );
    expect(busy.sums.map(sum)).toEqual(['434: 14 = 438: 3 + 444: 9 open']);
    expect(busy.sums[0]?.difference).toBe(-2);
    const moving = decodeTable(
      rows(
        '1 ttrpc/server.go:453\n1 ttrpc/server.go:431\n2 ttrpc/server.go:127\n1 ttrpc/server.go:362\n2 ttrpc/server.go:332',
      ),
    );
    expect(moving.sums.map(sum)).toEqual(['127: 2 = 431: 1 open', '332: 2 = 362: 1 open']);
  });

  it('fails a sum with more goroutines than were created, unknown lines or not', () => {
    const over = decodeTable(
      rows('1 ttrpc/server.go:453\n3 ttrpc/server.go:431\n2 ttrpc/server.go:127'),
    );
    expect(over.sums.map(sum)).toEqual(['127: 2 = 431: 3 fails']);
  });

  it('has nothing to say of an empty table', () => {
    expect(decodeTable([])).toMatchObject({
      rows: [],
      sums: [],
      counts: {},
      half: { client: false },
    });
  });
});

describe.skipIf(!hasShared)('decodeTable: captured tables', () => {
  it.each([
    'containerd-1.4.11/idle/shim.ttrpc-server.count.txt',
    'containerd-1.4.11/pod-deadlock/shim.ttrpc-server.count.txt',
    'containerd-1.4.11/pod-deadlock/containerd.ttrpc-client.count.txt',
    'containerd-1.4.11/stats-5000-deadlock/shim.ttrpc-server.count.txt',
    'containerd-1.6.20/idle/shim.ttrpc-server.count.txt',
    'ttrpc-pair/size-w169/server.ttrpc-server.count.txt',
    'ttrpc-pair/size-w169/client.ttrpc-client.count.txt',
    'ttrpc-pair/n12-dead/client.ttrpc-client.count.txt',
    'ttrpc-pair/n1000-ok-1.1.1/server.ttrpc-server.count.txt',
    'go-versions/go1.27/client.ttrpc-client.count.txt',
  ])('every sum of %s holds, and no row is unknown', (path) => {
    const captured = decodeTable(sharedTable(path));
    expect(captured.rows.length).toBeGreaterThan(0);
    expect(captured.rows.filter(({ tag }) => tag === 'unknown' || tag === 'foreign')).toEqual([]);
    expect(captured.sums.length).toBeGreaterThan(1);
    expect(captured.sums.map((one) => one.verdict)).toEqual(captured.sums.map(() => 'holds'));
  });
});

describe('narrow', () => {
  it('tells a client’s version where server lines do not', () => {
    expect(narrow([{ file: 'client.go', line: 209 }]).fits).toEqual(['1.0.1']);
    expect(
      narrow([
        { file: 'server.go', line: 444 },
        { file: 'client.go', line: 257 },
      ]).fits,
    ).toEqual(['1.0.1']);
  });

  it('tells 1.0.1 from 1.1.0 by services.go, and does not exclude 1.0.2, whose services.go was not read', () => {
    const handlers = (line: number) =>
      narrow([
        { file: 'server.go', line: 438 },
        { file: 'services.go', line },
      ]).fits;
    expect(handlers(63)).toEqual(['1.0.1', '1.0.2']);
    expect(handlers(64)).toEqual(['1.0.2', '1.1.0']);
  });

  it('names the lines that no single version explains', () => {
    const mixed = narrow([
      { file: 'server.go', line: 431 },
      { file: 'server.go', line: 362 },
      { file: 'server.go', line: 460 },
    ]);
    expect(mixed.fits).toEqual(['1.0.1', '1.0.2', '1.1.0']);
    expect(mixed.misfits).toEqual([{ file: 'server.go', line: 460 }]);
  });

  it('believes a path that names its version, in the book or not', () => {
    const path = 'github.com/containerd/ttrpc@v1.2.7/client.go';
    expect(narrow([{ file: path, line: 359 }])).toMatchObject({
      fits: [],
      named: '1.2.7',
      client: 'D',
    });
  });

  it('tells nothing from nothing', () => {
    expect(narrow([])).toMatchObject({
      fits: [],
      blind: [],
      named: null,
      client: null,
      server: null,
    });
  });
});
