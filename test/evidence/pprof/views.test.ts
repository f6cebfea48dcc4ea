import { describe, expect, test } from 'vitest';
import { flame, search } from '../../../src/evidence/pprof/flame.ts';
import { diff } from '../../../src/evidence/pprof/merge.ts';
import { cleanPath, packageOf, shortName } from '../../../src/evidence/pprof/names.ts';
import { packages } from '../../../src/evidence/pprof/packages.ts';
import { readPattern } from '../../../src/evidence/pprof/pattern/pattern.ts';
import { framesOf, type Profile, sampleValue } from '../../../src/evidence/pprof/profile.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { format, formatExact } from '../../../src/evidence/pprof/unit.ts';
import { profileOf, wholeProfile } from './files.ts';
import { write } from './write.ts';

const leak = profileOf('content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz');
const before = profileOf('content/evidence/containerd-1.4.11/leak/containerd/001.heap.pb.gz');
const cpu = profileOf('test/corpus/pprof/cpu.pb.gz');

/** The tree of all stacks the plain way: name paths and what they hold. */
function plainTree(profile: Profile, type: number, reversed: boolean): Map<string, number> {
  const sums = new Map<string, number>();
  for (let sample = 0; sample < profile.samples.size; sample++) {
    const value = Number(sampleValue(profile, sample, type));
    if (value === 0) continue;
    const names = framesOf(profile, sample).map(({ func }) => func);
    if (!reversed) names.reverse();
    for (let depth = 0; depth <= names.length; depth++) {
      const path = names.slice(0, depth).join('\n');
      sums.set(path, (sums.get(path) ?? 0) + value);
    }
  }
  return sums;
}

describe('a flame graph holds every stack once', () => {
  test.each([
    ['heap', leak, 3, false],
    ['heap, reversed', leak, 3, true],
    ['cpu', cpu, 1, false],
    ['cpu, reversed', cpu, 1, true],
  ])('%s', (_, profile, type, reversed) => {
    const tree = flame(profile, type, { reversed });
    const paths: string[] = [];
    const found = new Map<string, number>();
    for (let box = 0; box < tree.size; box++) {
      const above = paths[tree.parent[box] ?? 0] ?? '';
      paths[box] = box === 0 ? '' : above === '' ? tree.name(box) : `${above}\n${tree.name(box)}`;
      found.set(paths[box] ?? '', tree.value[box] ?? 0);
    }
    expect([...found].sort()).toEqual([...plainTree(profile, type, reversed)].sort());
    expect(found.size).toBe(tree.size);
  });

  test('boxes stand inside the box above them, side by side, largest first', () => {
    const tree = flame(leak, 3);
    for (let box = 1; box < tree.size; box++) {
      const above = tree.parent[box] ?? 0;
      const [left, right] = [tree.left[box] ?? 0, (tree.left[box] ?? 0) + (tree.span[box] ?? 0)];
      expect(tree.depth[box]).toBe((tree.depth[above] ?? 0) + 1);
      expect(left).toBeGreaterThanOrEqual(tree.left[above] ?? 0);
      expect(right).toBeLessThanOrEqual((tree.left[above] ?? 0) + (tree.span[above] ?? 0));
      const next = tree.next[box] ?? 0;
      if (next < tree.size && tree.parent[next] === above) {
        expect(tree.left[next]).toBe(right);
        expect(tree.span[next]).toBeLessThanOrEqual(tree.span[box] ?? 0);
      }
    }
  });

  test('self of all boxes is the whole', () => {
    const tree = flame(leak, 3);
    expect(tree.self.reduce((sum, value) => sum + value, 0)).toBe(26217928);
    expect(tree.value[0]).toBe(26217928);
  });

  test('in order of names when asked', () => {
    const tree = flame(leak, 3, { order: 'name' });
    for (let box = 1; box < tree.size; box++) {
      const next = tree.next[box] ?? 0;
      if (next < tree.size && tree.parent[next] === tree.parent[box])
        expect(tree.name(box) < tree.name(next)).toBe(true);
    }
  });

  test('by package, calls within a package are one box', () => {
    const tree = flame(leak, 3, { by: 'package' });
    for (let box = 1; box < tree.size; box++)
      expect(tree.node[box]).not.toBe(tree.node[tree.parent[box] ?? 0]);
    expect(tree.size).toBeLessThan(flame(leak, 3).size);
    expect(tree.value[0]).toBe(26217928);
  });

  test('of a difference, widths are what changed and values have their sign', () => {
    const merged = diff(before, leak);
    if (!merged.ok) throw new Error(merged.problem);
    const tree = flame(merged.value, 3);
    expect(tree.value[0]).toBe(11536576 - 26217928);
    expect(tree.span[0]).toBe(Number(top(merged.value, 3).total));
  });

  test('a limit leaves out what is deepest, and says of how many samples', () => {
    const tree = flame(leak, 3, { most: 20 });
    expect(tree.size).toBe(20);
    expect(tree.cut).toBeGreaterThan(0);
    expect(tree.value[0]).toBe(26217928);
  });

  test('a stack of a hundred thousand frames', () => {
    const deep = wholeProfile(
      write({
        strings: ['', 'cpu', 'count', 'a', 'b'],
        types: [[1, 2]],
        samples: [
          { locations: Array.from({ length: 100_000 }, (_, at) => 1 + (at % 2)), values: [1] },
        ],
        locations: [1, 2].map((id) => ({ id, lines: [[id, 1]] as const })),
        functions: [1, 2].map((id) => ({ id, name: id + 2 })),
      }),
    );
    expect(flame(deep, 0)).toMatchObject({ size: 100_001, deepest: 100_000 });
    expect(
      top(deep, 0)
        .rows()
        .map(({ flat, cum }) => [flat, cum]),
    ).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  test('search counts a match inside a match once', () => {
    const pattern = readPattern('^main\\.fibonacci$');
    if (!pattern.ok) throw new Error(pattern.problem);
    const tree = flame(cpu, 1);
    const { matches, covered } = search(tree, pattern.value);
    expect(covered).toBe(top(cpu, 1).find('main.fibonacci')?.cum);
    expect(matches.reduce((sum, match) => sum + match, 0)).toBeGreaterThan(5);
  });
});

describe('packages', () => {
  test('share the whole among them', () => {
    const shares = packages(leak, 3);
    expect(shares.reduce((sum, { flatShare }) => sum + flatShare, 0)).toBeCloseTo(1, 12);
    expect(shares[0]).toMatchObject({
      name: 'github.com/containerd/containerd/vendor/google.golang.org/grpc/internal/transport',
      flat: expect.any(Number),
    });
    const ttrpc = shares.find(({ name }) => name.endsWith('/containerd/ttrpc'));
    expect(ttrpc).toMatchObject({ flat: 5243336 + Number(ttrpc?.flat) - 5243336 });
    expect(Number(ttrpc?.flat)).toBeGreaterThanOrEqual(5243336);
  });

  test.each([
    ['main.main', 'main'],
    ['github.com/containerd/ttrpc.(*Client).run', 'github.com/containerd/ttrpc'],
    ['gopkg.in/yaml%2ev3.Marshal', 'gopkg.in/yaml.v3'],
    ['slices.SortFunc[github.com/x/y.T]', 'slices'],
    ['runtime.gopark', 'runtime'],
    ['k8s.io/kubernetes/pkg/kubelet.(*Kubelet).syncPod.func1', 'k8s.io/kubernetes/pkg/kubelet'],
    ['malloc', ''],
    ['std::vector<int>::push_back', ''],
    ['', ''],
  ])('the package of %s is %j', (name, expected) => {
    expect(packageOf(name)).toBe(expected);
  });

  test('what has none stands under a name that says so', () => {
    const libc = wholeProfile(
      write({
        strings: ['', 'cpu', 'count', 'malloc'],
        types: [[1, 2]],
        samples: [{ locations: [1], values: [3] }],
        locations: [{ id: 1, lines: [[1, 1]] }],
        functions: [{ id: 1, name: 3 }],
      }),
    );
    expect(packages(libc, 0)).toMatchObject([{ name: '(no package)', flat: 3, flatShare: 1 }]);
  });
});

test.each([
  ['github.com/containerd/ttrpc.(*Client).run', 'ttrpc.(*Client).run'],
  ['F[github.com/x/y.T]', 'F[github.com/x/y.T]'],
  ['main.main', 'main.main'],
])('the short name of %s is %s', (name, expected) => {
  expect(shortName(name)).toBe(expected);
});

test.each([
  ['./main.go', 'main.go'],
  ['/a//b/./c/../d.go', '/a/b/d.go'],
  ['../x.go', '../x.go'],
  ['/usr/lib/go-1.19/src/runtime/proc.go', '/usr/lib/go-1.19/src/runtime/proc.go'],
  ['github.com/x/y.go', 'github.com/x/y.go'],
  ['./', '.'],
  ['', ''],
])('the path %j is written %j', (path, expected) => {
  expect(cleanPath(path)).toBe(expected);
});

describe('values are written with their unit', () => {
  test.each([
    [0, 'bytes', '0 B'],
    [512, 'bytes', '512 B'],
    [26217928, 'bytes', '25 MiB'],
    [1024 * 1024 - 1, 'bytes', '1 MiB'],
    [1023, 'bytes', '1,023 B'],
    [-4194664, 'bytes', '-4 MiB'],
    [-1536, 'byte', '-1.5 KiB'],
    [360000000, 'nanoseconds', '360 ms'],
    [999_999_999, 'nanoseconds', '1 s'],
    [90_000_000_000, 'nanoseconds', '1.5 min'],
    [12, 'microseconds', '12 µs'],
    [6055, 'count', '6,055'],
    [2n ** 60n + 1n, 'count', '1,152,921,504,606,846,977'],
    [2n ** 60n, 'bytes', '1,024 PiB'],
    [7, 'objects', '7 objects'],
    [7, '', '7'],
    [7, 'constructor', '7 constructor'],
  ])('%s %s: %s', (value, unit, expected) => {
    expect(format(value, unit)).toBe(expected);
  });

  test('and with all their digits', () => {
    expect(formatExact(26217928, 'bytes')).toBe('26,217,928 bytes');
    expect(formatExact(-(2n ** 62n), 'nanoseconds')).toBe('-4,611,686,018,427,387,904 nanoseconds');
  });
});
