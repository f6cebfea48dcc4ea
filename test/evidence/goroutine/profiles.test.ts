import { describe, expect, test } from 'vitest';
import { group } from '../../../src/evidence/goroutine/group.ts';
import { only, readText } from './evidence.ts';

describe('a counts profile (debug=1)', () => {
  const text = `goroutine profile: total 25
20 @ 0x43a6f6 0x406dec
#	0x5022e4	main.spawn.func1+0x24			/src/main.go:37

4 @ 0x43a6f6 0x4078d0
# labels: {"route":"/x", "tenant":"a b\\"c"}
#	0x501908	main.inner+0x28		/src/main.go:65
#	0x501908	main.outer+0x28		/src/main.go:66
#	0x5015f4	main.(*T).run+0x14	/src/my dir/main.go:42

1 @
#	0x0
`;

  test('gives as many goroutines as it counts, with stacks and labels', () => {
    const reading = readText(text);
    expect(reading).toMatchObject({ forms: ['counts'], leftovers: [], notices: [] });
    const dump = only(reading);
    expect(dump).toMatchObject({ size: 25, headers: 25, from: 1, to: 12 });
    expect([...dump]).toHaveLength(25);
    expect(dump.goroutine(19).stack.frames[0]?.func).toBe('main.spawn.func1');
    expect(dump.goroutine(20)).toMatchObject({
      id: 0,
      state: '',
      labels: '"route":"/x", "tenant":"a b\\"c"',
      line: 5,
    });
    expect(dump.goroutine(24).stack.frames).toEqual([
      { func: '0x0', file: '', line: 0, inlined: false },
    ]);
    expect(() => dump.goroutine(25)).toThrow(RangeError);
  });

  test('several lines of one address: all but the last were inlined', () => {
    expect(only(readText(text)).goroutine(22).stack.frames).toEqual([
      { func: 'main.inner', file: '/src/main.go', line: 65, inlined: true },
      { func: 'main.outer', file: '/src/main.go', line: 66, inlined: false },
      { func: 'main.(*T).run', file: '/src/my dir/main.go', line: 42, inlined: false },
    ]);
  });

  test('groups by its counts', () => {
    expect(group(only(readText(text))).map(({ count }) => count)).toEqual([20, 4, 1]);
  });

  test('a total that is not the sum is said', () => {
    const { dumps, notices } = readText(text.replace('total 25', 'total 26'));
    expect(dumps[0]).toMatchObject({ size: 25, headers: 26 });
    expect(notices).toEqual([{ code: 'wrong-total', line: 1, count: 1 }]);
  });

  test('an absurd count costs no time', () => {
    const dump = only(
      readText(
        'goroutine profile: total 900000000000\n900000000000 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n',
      ),
    );
    expect(dump.size).toBe(900_000_000_000);
    expect(group(dump)[0]?.count).toBe(900_000_000_000);
    expect(dump.goroutine(899_999_999_999).stack.frames).toHaveLength(1);
  });

  test.each([
    'heap profile: 1: 2 [3: 4] @ heap/1024\n1: 2 [3: 4] @ 0x1 0x2\n#\t0x1\tmain.f+0x1\t/a.go:1\n\n# runtime.MemStats\n# Alloc = 1\n',
    '--- mutex:\ncycles/second=2445446582\nsampling period=1\n12 3 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n',
    'threadcreate profile: total 8\n7 @\n#\t0x0\n\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n',
  ])('another profile is named and passed over: %s', (profile) => {
    expect(readText(profile)).toMatchObject({
      dumps: [],
      leftovers: [],
      notices: [{ code: 'other-profile', line: 1, count: 1 }],
    });
  });

  test('a dump may follow', () => {
    const { forms } = readText(`${text}\ngoroutine 7 [select]:\nmain.f()\n\t/a.go:1 +0x1\n`);
    expect(forms).toEqual(['counts', 'text']);
  });
});

describe('a race report', () => {
  const report = `==================
WARNING: DATA RACE
Read at 0x00c0000a8268 by goroutine 7:
  main.main.func5()
      /src/main.go:128 +0x39
  main.(*T).run()
      /src/main.go:99 +0x1

Previous write at 0x00c0000a8268 by main goroutine:
  main.main()
      /src/main.go:128 +0x26a

Goroutine 7 (finished) created at:
  main.main()
      /src/main.go:128 +0x245
==================
`;

  test('gives the goroutines that raced, what they did, and where they were created', () => {
    const reading = readText(`${report}Found 1 data race(s)\nexit status 66\n`);
    expect(reading).toMatchObject({ forms: ['race'], leftovers: [], notices: [] });
    const dump = only(reading);
    expect(dump).toMatchObject({ source: '0x00c0000a8268', headers: 2, size: 2 });
    expect(dump.goroutine(0)).toMatchObject({
      id: 7,
      state: 'read',
      marks: ['finished'],
      line: 3,
      stack: {
        frames: [
          { func: 'main.main.func5', line: 128 },
          { func: 'main.(*T).run', line: 99 },
        ],
        createdBy: { func: 'main.main', file: '/src/main.go', line: 128 },
      },
    });
    expect(dump.goroutine(1)).toMatchObject({
      id: 1,
      state: 'previous write',
      stack: { createdBy: null },
    });
  });

  test('two reports are two dumps', () => {
    expect(readText(report + report).dumps.map(({ size }) => size)).toEqual([2, 2]);
  });

  test('a stack that the detector lost', () => {
    const { leftovers, dumps } = readText(
      report.replace(/ {2}main\.main\(\)\n.*26a/, '  [failed to restore the stack]'),
    );
    expect(leftovers).toEqual([]);
    expect(dumps[0]?.goroutine(1).stack.frames).toEqual([]);
  });
});
