import { describe, expect, test } from 'vitest';
import { filter } from '../../../src/evidence/pprof/filter.ts';
import { diff } from '../../../src/evidence/pprof/merge.ts';
import { peek } from '../../../src/evidence/pprof/peek.ts';
import { type Profile, typeNamed } from '../../../src/evidence/pprof/profile.ts';
import { type TopOptions, top } from '../../../src/evidence/pprof/top.ts';
import { golden, profileOf } from './files.ts';
import { readPeek, readTop } from './golden.ts';

const OLD = 'content/evidence/containerd-1.4.11';
const NEW = 'content/evidence/containerd-1.6.20';
const CORPUS = 'test/corpus/pprof';

function difference(of: string, base: string): Profile {
  const merged = diff(profileOf(of), profileOf(base));
  if (!merged.ok) throw new Error(merged.problem);
  return merged.value;
}

function filtered(of: string, by: { focus?: string; ignore?: string }): Profile {
  const found = filter(profileOf(of), by);
  if (!found.ok) throw new Error(found.problem);
  return found.value;
}

function expectGolden(name: string, type: string, profile: Profile, options?: TopOptions): void {
  const wanted = readTop(golden(`${name}.${type}.top`));
  const table = top(profile, typeNamed(profile, type), options);
  expect(table.rows().map(({ func, flat, cum }) => ({ func, flat, cum }))).toEqual(
    wanted.rows.map(({ func, flat, cum }) => ({ func, flat, cum })),
  );
}

/** Golden files: name, types, and the profile of this repository that they are of. */
const PLAIN: readonly (readonly [string, readonly string[], string])[] = [
  ['old-leak-001', ['inuse_space', 'alloc_space'], `${OLD}/leak/containerd/001.heap.pb.gz`],
  [
    'old-leak-011',
    ['inuse_space', 'alloc_space', 'inuse_objects', 'alloc_objects'],
    `${OLD}/leak/containerd/011.heap.pb.gz`,
  ],
  ['new-leak-001', ['inuse_space', 'alloc_space'], `${NEW}/leak/containerd/001.heap.pb.gz`],
  ['new-leak-011', ['inuse_space', 'alloc_space'], `${NEW}/leak/containerd/011.heap.pb.gz`],
  ['pod-deadlock', ['inuse_space', 'alloc_space'], `${OLD}/pod-deadlock/containerd.heap.pb.gz`],
  ['pod-deadlock', ['goroutine'], `${OLD}/pod-deadlock/containerd.goroutine.pb.gz`],
  [
    'poller-1.0.1',
    ['inuse_space', 'alloc_space'],
    'content/evidence/leak/1.0.1-1pod/snap/012.heap.pb.gz',
  ],
  [
    'poller-1.1.0',
    ['inuse_space', 'alloc_space'],
    'content/evidence/leak/1.1.0-1pod/snap/012.heap.pb.gz',
  ],
  [
    'stats-5000',
    ['inuse_space', 'alloc_space'],
    `${CORPUS}/containerd-1.4.11/stats-5000-deadlock/containerd.heap.pb.gz`,
  ],
  ['go1.15', ['inuse_space', 'alloc_space'], `${CORPUS}/go-versions/go1.15/client.heap.pb.gz`],
  ['go1.27', ['inuse_space', 'alloc_space'], `${CORPUS}/go-versions/go1.27/client.heap.pb.gz`],
  ['go1.15', ['goroutine'], `${CORPUS}/go-versions/go1.15/client.goroutine.pb.gz`],
  ['go1.22', ['goroutine'], `${CORPUS}/go-versions/go1.22/client.goroutine.pb.gz`],
  ['go1.27', ['goroutine'], `${CORPUS}/go-versions/go1.27/client.goroutine.pb.gz`],
  ['n12-dead', ['goroutine'], `${CORPUS}/ttrpc-pair/n12-dead/server.goroutine.pb.gz`],
  ['n100k-dead', ['goroutine'], `${CORPUS}/ttrpc-pair/n100k-dead/client.goroutine.pb.gz`],
  ['own', ['inuse_space', 'alloc_space'], `${CORPUS}/heap.pb.gz`],
  ['own-allocs', ['inuse_space', 'alloc_space'], `${CORPUS}/allocs.pb.gz`],
  ['own-difference-file', ['inuse_space', 'alloc_space'], `${CORPUS}/difference.pb.gz`],
  ['own', ['goroutine'], `${CORPUS}/goroutine.pb.gz`],
  ['own', ['threadcreate'], `${CORPUS}/threadcreate.pb.gz`],
  ['own', ['samples', 'cpu'], `${CORPUS}/cpu.pb.gz`],
  ['own-block', ['contentions', 'delay'], `${CORPUS}/block.pb.gz`],
  ['own-mutex', ['contentions', 'delay'], `${CORPUS}/mutex.pb.gz`],
];
const cases = PLAIN.flatMap(([name, types, path]) => types.map((type) => ({ name, type, path })));

describe('flat and cum of every function are those of go tool pprof -top, row by row', () => {
  test.each(cases)('$name $type', ({ name, type, path }) => {
    expectGolden(name, type, profileOf(path));
  });

  test.each(cases)('$name $type: the total is the same', ({ name, type, path }) => {
    const profile = profileOf(path);
    const wanted = readTop(golden(`${name}.${type}.top`)).total;
    expect(top(profile, typeNamed(profile, type)).total).toBe(wanted);
  });

  test('sorted by cum, as with -cum', () => {
    expectGolden('own-cum', 'cpu', profileOf(`${CORPUS}/cpu.pb.gz`), { sort: 'cum' });
  });

  test('by line, as with -lines', () => {
    expectGolden('own-lines', 'cpu', profileOf(`${CORPUS}/cpu.pb.gz`), { by: 'line' });
  });
});

describe('a difference is that of go tool pprof -base, row by row', () => {
  const leak = (folder: string) =>
    [
      `${folder}/leak/containerd/011.heap.pb.gz`,
      `${folder}/leak/containerd/001.heap.pb.gz`,
    ] as const;
  const snap = (family: string) =>
    [12, 1].map(
      (n) => `content/evidence/leak/${family}-1pod/snap/${String(n).padStart(3, '0')}.heap.pb.gz`,
    ) as [string, string];
  const pairs = [
    { name: 'old-leak-difference', of: leak(OLD)[0], base: leak(OLD)[1] },
    { name: 'old-leak-shrunk', of: leak(OLD)[1], base: leak(OLD)[0] },
    { name: 'new-leak-difference', of: leak(NEW)[0], base: leak(NEW)[1] },
    { name: 'poller-1.0.1-difference', of: snap('1.0.1')[0], base: snap('1.0.1')[1] },
    { name: 'poller-1.1.0-difference', of: snap('1.1.0')[0], base: snap('1.1.0')[1] },
  ].flatMap((pair) => ['inuse_space', 'alloc_space'].map((type) => ({ ...pair, type })));

  test.each(pairs)('$name $type', ({ name, type, of, base }) => {
    const profile = difference(of, base);
    expectGolden(name, type, profile);
    expect(top(profile, typeNamed(profile, type)).total).toBe(
      readTop(golden(`${name}.${type}.top`)).total,
    );
  });

  test('what shrank is negative', () => {
    const profile = difference(...(leak(OLD).toReversed() as [string, string]));
    const row = top(profile, typeNamed(profile, 'inuse_space')).row(0);
    expect(row).toMatchObject({
      func: expect.stringMatching(/ttrpc\.\(\*Client\)\.dispatch$/),
      flat: -4194664,
    });
  });

  test('of a profile with itself nothing is left', () => {
    const profile = difference(leak(OLD)[0], leak(OLD)[0]);
    expect(profile.samples.size).toBe(0);
    expect(top(profile, 0).size).toBe(0);
  });

  test('profiles that count different things are refused with both named', () => {
    const refused = diff(profileOf(`${CORPUS}/heap.pb.gz`), profileOf(`${CORPUS}/cpu.pb.gz`));
    expect(refused.ok ? '' : refused.problem).toMatch(/inuse_space\/bytes.*cpu\/nanoseconds/);
  });
});

describe('focus and ignore keep the samples that go tool pprof keeps', () => {
  const heap = `${OLD}/leak/containerd/011.heap.pb.gz`;
  test.each([
    { name: 'old-leak-focus', by: { focus: 'ttrpc|grpc/internal' } },
    { name: 'old-leak-ignore', by: { ignore: '\\.\\(\\*Client\\)\\.' } },
    { name: 'old-leak-both', by: { focus: '(?i)TASK[sC]', ignore: '^runtime\\.' } },
  ])('$name', ({ name, by }) => {
    expectGolden(name, 'inuse_space', filtered(heap, by));
  });

  test('a pattern that does not read is a value that says which one and where', () => {
    const profile = profileOf(heap);
    expect(filter(profile, { focus: 'ttrpc', ignore: 'a(b' })).toMatchObject({
      ok: false,
      part: 'ignore',
      at: 1,
    });
    expect(filter(profile, { focus: '(?=x)' })).toMatchObject({ ok: false, part: 'focus' });
  });

  test('no condition keeps every sample, and says so', () => {
    const profile = profileOf(heap);
    expect(filter(profile, {})).toMatchObject({
      ok: true,
      kept: profile.samples.size,
      of: profile.samples.size,
    });
  });
});

describe('callers and callees are those of go tool pprof -peek', () => {
  test.each([
    ['dispatch.inuse_space', `${OLD}/leak/containerd/011.heap.pb.gz`],
    ['transport.alloc_space', `${OLD}/leak/containerd/011.heap.pb.gz`],
    ['fibonacci.cpu', `${CORPUS}/cpu.pb.gz`],
    ['receive.goroutine', `${CORPUS}/goroutine.pb.gz`],
  ])('%s', (name, path) => {
    const { row, callers, callees } = readPeek(golden(`${name}.peek`));
    const profile = profileOf(path);
    const found = peek(profile, typeNamed(profile, name.split('.')[1] ?? ''), row.func);
    expect(found).toMatchObject(row);
    const pairs = (edges: readonly { func: string; value: unknown }[] = []) =>
      edges.map(({ func, value }) => [func, value]).sort();
    expect(pairs(found?.callers)).toEqual(callers.sort());
    expect(pairs(found?.callees)).toEqual(callees.sort());
  });

  test('of a function that stands in no sample there is nothing', () => {
    expect(peek(profileOf(`${CORPUS}/cpu.pb.gz`), 0, 'main.absent')).toBeNull();
  });
});
