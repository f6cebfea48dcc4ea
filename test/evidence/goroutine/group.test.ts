import { describe, expect, test } from 'vitest';
import { type Creation, creations } from '../../../src/evidence/goroutine/creations.ts';
import { diff } from '../../../src/evidence/goroutine/diff.ts';
import { type GroupBy, group } from '../../../src/evidence/goroutine/group.ts';
import { isStandard, packageOf } from '../../../src/evidence/goroutine/package-name.ts';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump, Goroutine, Stack } from '../../../src/evidence/goroutine/types.ts';
import { waits } from '../../../src/evidence/goroutine/waits.ts';
import { bytes, only, readText, serverLines } from './evidence.ts';

const pod = only(read(bytes('containerd-1.4.11/pod-deadlock/shim.usr1.log')));

function goroutine(
  id: number,
  state: string,
  frames: string[],
  by?: string,
  creator?: number,
): string {
  const lines = frames.map((frame) => `${frame}(0x${id})\n\t/src/${frame}.go:7 +0x1\n`).join('');
  const site = by
    ? `created by ${by}${creator ? ` in goroutine ${creator}` : ''}\n\t/src/${by}.go:9 +0x2\n`
    : '';
  return `goroutine ${id} [${state}]:\n${lines}${site}\n`;
}

const text =
  goroutine(1, 'select', ['main.wait', 'main.main']) +
  goroutine(5, 'chan receive, 3 minutes', ['sync.wait', 'k8s.io/x.(*T).call'], 'main.main', 1) +
  goroutine(6, 'chan send, 12 minutes', ['sync.wait', 'k8s.io/x.(*T).call'], 'main.main', 1) +
  goroutine(7, 'chan receive', ['sync.wait', 'k8s.io/x.(*T).call'], 'main.main', 1) +
  goroutine(8, 'IO wait', ['sync.wait', 'k8s.io/x.(*T).read'], 'k8s.io/x.(*T).call', 5);
const small = only(readText(text));

describe('groups', () => {
  test('by stack: count, states, longest wait, top, creation site, ids, members', () => {
    const [first, ...rest] = group(small);
    expect(first).toMatchObject({
      count: 3,
      states: [
        { state: 'chan receive', count: 2 },
        { state: 'chan send', count: 1 },
      ],
      minutes: 12,
      top: { func: 'sync.wait' },
      createdBy: { func: 'main.main' },
      stacks: 1,
    });
    expect([...(first?.ids ?? [])]).toEqual([5, 6, 7]);
    expect([...(first?.members ?? [])]).toEqual([1, 2, 3]);
    expect(rest.map(({ count }) => count)).toEqual([1, 1]);
  });

  test.each<[GroupBy, [string, number][]]>([
    [
      'state',
      [
        ['chan receive', 2],
        ['chan send', 1],
        ['IO wait', 1],
        ['select', 1],
      ],
    ],
    [
      'top',
      [
        ['sync.wait /src/sync.wait.go:7', 4],
        ['main.wait /src/main.wait.go:7', 1],
      ],
    ],
    [
      'package',
      [
        ['k8s.io/x', 4],
        ['main', 1],
      ],
    ],
    [
      'createdBy',
      [
        ['main.main /src/main.main.go:9', 3],
        ['', 1],
        ['k8s.io/x.(*T).call /src/k8s.io/x.(*T).call.go:9', 1],
      ],
    ],
  ])('by %s', (by, expected) => {
    expect(group(small, by).map(({ key, count }) => [key, count])).toEqual(expected);
  });

  test('by locations count what sort | uniq -c counts', () => {
    const rows = group(pod, 'locations').filter(({ key }) => key.includes('ttrpc/server.go:'));
    const counts = Object.fromEntries(
      rows.map(({ key, count }) => [key.slice(key.lastIndexOf(':') + 1), count]),
    );
    expect(counts).toEqual(serverLines(pod));
  });

  test.each<GroupBy>(['stack', 'top', 'createdBy', 'package', 'state'])(
    'by %s every goroutine is in one',
    (by) => {
      const groups = group(pod, by);
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(47);
      const members = groups.flatMap((each) => [...each.members]).sort((one, other) => one - other);
      expect(members).toEqual(Array.from({ length: 47 }, (_, index) => index));
      for (const { ids, members: places } of groups) {
        expect([...places].map((place) => pod.goroutine(place).id)).toEqual([...ids]);
      }
    },
  );

  test('of a dump that a model made, not the reader', () => {
    expect(
      group(made([...small])).map(({ key, count, minutes, ids }) => [
        key,
        count,
        minutes,
        [...ids],
      ]),
    ).toEqual(group(small).map(({ key, count, minutes, ids }) => [key, count, minutes, [...ids]]));
  });
});

/** A dump as another maker would give it: plain objects. */
function made(goroutines: readonly Goroutine[]): Dump {
  return {
    form: 'text',
    from: 1,
    to: 1,
    source: '',
    headers: goroutines.length,
    size: goroutines.length,
    goroutine: (index) => goroutines[index] as Goroutine,
    [Symbol.iterator]: () => goroutines[Symbol.iterator](),
  };
}

describe('packages of function names', () => {
  test.each([
    ['github.com/containerd/ttrpc.(*Client).run', 'github.com/containerd/ttrpc'],
    [
      'github.com/a/b/vendor/github.com/containerd/ttrpc.(*Client).run',
      'github.com/containerd/ttrpc',
    ],
    ['gopkg.in/yaml%2ev3.(*parser).parse', 'gopkg.in/yaml.v3'],
    ['main.F[github.com/x/y.T]', 'main'],
    ['net/http.(*conn).serve', 'net/http'],
    ['runtime.gopark', 'runtime'],
    ['c_sleep', ''],
  ])('%s', (func, path) => {
    expect(packageOf(func)).toBe(path);
  });

  test('the standard library has no dot in its first element', () => {
    expect(['net/http', 'runtime', 'github.com/a', 'k8s.io/x', 'main', ''].map(isStandard)).toEqual(
      [true, true, false, false, false, false],
    );
  });
});

describe('two dumps of one process', () => {
  const later =
    goroutine(1, 'select', ['main.wait', 'main.main']) +
    goroutine(5, 'chan receive, 5 minutes', ['sync.wait', 'k8s.io/x.(*T).call'], 'main.main', 1) +
    goroutine(6, 'select', ['main.other'], 'main.main', 1) +
    [9, 10, 11].map((id) => goroutine(id, 'select', ['main.leak'], 'main.main', 1)).join('');
  const found = diff(small, only(readText(later)));

  test('stacks that appeared, went, grew and shrank, the largest change first', () => {
    expect(
      found.stacks.map(({ kind, before, after, stack }) => [
        kind,
        before,
        after,
        stack.frames[0]?.func,
      ]),
    ).toEqual([
      ['appeared', 0, 3, 'main.leak'],
      ['shrank', 3, 1, 'sync.wait'],
      ['appeared', 0, 1, 'main.other'],
      ['gone', 1, 0, 'sync.wait'],
      ['same', 1, 1, 'main.wait'],
    ]);
  });

  test('goroutines that stayed where they were, moved, ended and started, by id', () => {
    expect(found.process).toBe('same');
    const plain = Object.fromEntries(
      Object.entries(found.movement ?? {}).map(([key, ids]) => [key, [...ids]]),
    );
    expect(plain).toEqual({ stayed: [1, 5], moved: [6], ended: [7, 8], started: [9, 10, 11] });
  });

  test('one id with two creation sites: another process', () => {
    const other = only(readText(goroutine(5, 'select', ['main.f'], 'main.else', 1)));
    expect(diff(small, other)).toMatchObject({ process: 'other', movement: null });
    expect(diff(small, other, true).movement).not.toBeNull();
  });

  test('two pids: another process', () => {
    const log = (pid: number) =>
      only(
        readText(
          `msg=${JSON.stringify(`=== BEGIN goroutine stack dump ===\n${text}\n=== END goroutine stack dump ===`)} pid=${pid}\n`,
        ),
      );
    expect(diff(log(1), log(2)).process).toBe('other');
    expect(diff(log(1), log(1)).process).toBe('same');
  });

  test('a dump against itself: nothing changed', () => {
    const same = diff(pod, pod);
    expect(same.stacks.every(({ kind }) => kind === 'same')).toBe(true);
    expect(same.movement?.stayed).toHaveLength(47);
  });
});

describe('who created whom', () => {
  test('as the runtime prints it since Go 1.21', () => {
    const [main] = creations(small);
    expect(main).toMatchObject({ site: null, count: 1, parent: 'none' });
    const [calls] = main?.children ?? [];
    expect(calls).toMatchObject({
      site: { func: 'main.main' },
      count: 3,
      minutes: 12,
      parent: 'printed',
    });
    expect(calls?.children[0]).toMatchObject({
      site: { func: 'k8s.io/x.(*T).call' },
      count: 1,
      parent: 'printed',
    });
  });

  test('a chain without end is cut into trees, and none of its goroutines is lost', () => {
    const length = 20_000;
    const chain = Array.from(
      { length },
      (_, at) =>
        `goroutine ${at + 1} [select]:\nmain.f${at}()\n\t/f.go:${at + 1} +0x1\ncreated by main.g${at} in goroutine ${at}\n\t/g.go:${at + 1} +0x1\n`,
    ).join('\n');
    const forest = creations(only(readText(chain)));
    let counted = 0;
    let deepest = 0;
    const visit = (nodes: readonly Creation[], depth: number): void => {
      for (const { count, children } of nodes) {
        counted += count;
        deepest = Math.max(deepest, depth);
        visit(children, depth + 1);
      }
    };
    visit(forest, 1);
    expect(counted).toBe(length);
    expect(deepest).toBe(200);
  });

  test('before that, inferred from who is in the creating function', () => {
    const old = only(readText(text.replaceAll(/ in goroutine \d+/g, '')));
    const [main] = creations(old);
    expect(main?.children[0]).toMatchObject({ site: { func: 'main.main' }, parent: 'inferred' });
    expect(main?.children[0]?.children[0]).toMatchObject({
      site: { func: 'k8s.io/x.(*T).call' },
      parent: 'inferred',
    });
  });

  test('in a captured dump: the handlers of ttrpc under the connection that started them', () => {
    const find = (forest: readonly Creation[]): Creation[] =>
      forest.flatMap((each) => [each, ...find(each.children)]);
    const all = find(creations(pod));
    const handlers = all.find(
      ({ site }) => site?.file.endsWith('ttrpc/server.go') && site.line === 434,
    );
    expect(handlers).toMatchObject({ count: 8, parent: 'inferred' });
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(47);
  });

  test('goroutines that create each other end in no circle', () => {
    const circle = only(
      readText(
        goroutine(1, 'select', ['main.a'], 'main.b', 2) +
          goroutine(2, 'select', ['main.b'], 'main.a', 1),
      ),
    );
    const count = (forest: readonly Creation[]): number =>
      forest.reduce((sum, each) => sum + each.count + count(each.children), 0);
    expect(count(creations(circle))).toBe(2);
  });
});

describe('waits', () => {
  test('fall into buckets that add up to all', () => {
    const buckets = waits(small);
    expect(
      buckets.filter(({ count }) => count > 0).map(({ from, to, count }) => [from, to, count]),
    ).toEqual([
      [0, 1, 3],
      [2, 5, 1],
      [10, 30, 1],
    ]);
    expect(buckets[0]?.from).toBe(0);
    expect(buckets.at(-1)?.to).toBe(Number.POSITIVE_INFINITY);
  });

  test('a day and more is the last', () => {
    const old = only(readText(goroutine(1, 'select, 2000000 minutes', ['main.a'])));
    expect(waits(old).at(-1)?.count).toBe(1);
  });
});

test('stacks are shared by all goroutines that have them', () => {
  const stacks = new Set<Stack>([...pod].map(({ stack }) => stack));
  expect(stacks.size).toBe(group(pod).length);
});
