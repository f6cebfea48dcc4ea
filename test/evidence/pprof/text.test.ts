import { describe, expect, test } from 'vitest';
import {
  framesOf,
  labelsOf,
  type Profile,
  sampleValue,
} from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { bytesOf, profileOf, wholeProfile } from './files.ts';

const CORPUS = 'test/corpus/pprof';

function readText(text: string) {
  const found = readPlain(new TextEncoder().encode(text));
  if (!found.ok) throw new Error(found.problem);
  return { value: found.value, remarks: found.leftovers };
}

/** Values and named frames of all samples that are not nothing, in one order. */
function named(profile: Profile): string[] {
  const lines: string[] = [];
  for (let sample = 0; sample < profile.samples.size; sample++) {
    const values = profile.sampleTypes.map((_, type) => Number(sampleValue(profile, sample, type)));
    const frames = framesOf(profile, sample).map(
      ({ func, file, line }) => `${func} ${file}:${line}`,
    );
    if (values.some((value) => value !== 0))
      lines.push(JSON.stringify([values, frames, labelsOf(profile, sample)]));
  }
  return lines.sort();
}

describe('debug=1 of a moment says the same as its debug=0', () => {
  test.each(['heap', 'mutex', 'block'])('%s: every sample', (kind) => {
    const unitless = (lines: string[]) =>
      lines.map((line) => line.replaceAll(',"unit":"bytes"', '').replaceAll(',"unit":""', ''));
    const text = unitless(named(profileOf(`${CORPUS}/${kind}.debug1.txt`)));
    expect(text).toEqual(unitless(named(profileOf(`${CORPUS}/${kind}.pb.gz`))));
    expect(text.length).toBeGreaterThan(0);
  });

  test('goroutine: but for the frames of the runtime, which debug=1 does not name', () => {
    const cum = (profile: Profile, func: string) => top(profile, 0).find(func)?.cum;
    const text = profileOf(`${CORPUS}/goroutine.debug1.txt`);
    const proto = profileOf(`${CORPUS}/goroutine.pb.gz`);
    expect(cum(text, 'main.receive')).toBe(25);
    expect(cum(proto, 'main.receive')).toBe(25);
    expect(cum(proto, 'runtime.gopark')).toBe(25);
    expect(cum(text, 'runtime.gopark')).toBeUndefined();
    expect(top(text, 0).find('main.receive')?.flat).toBe(25);
  });

  test('go 1.27 heap: as many records with the same stacks, though taken at another moment', () => {
    const folder = `${CORPUS}/go-versions/go1.27/client.heap`;
    const functions = (profile: Profile) =>
      top(profile, 1)
        .rows()
        .map(({ func }) => func);
    const [text, proto] = [profileOf(`${folder}.debug1.txt`), profileOf(`${folder}.pb.gz`)];
    expect(text.sampleTypes).toEqual(proto.sampleTypes);
    expect(functions(proto).filter((func) => !functions(text).includes(func))).toEqual([]);
  });
});

describe('what is in a text is read', () => {
  test('heap: four values, the size of a block, names and lines, statistics of the runtime', () => {
    const profile = profileOf(`${CORPUS}/heap.debug1.txt`);
    expect(profile).toMatchObject({
      form: 'heap text',
      period: 512,
      periodType: { type: 'space', unit: 'bytes' },
    });
    expect(profile.sampleTypes.map(({ type }) => type)).toEqual([
      'alloc_objects',
      'alloc_space',
      'inuse_objects',
      'inuse_space',
    ]);
    expect(Object.fromEntries(profile.stats)).toMatchObject({
      NumGC: expect.stringMatching(/^\d+$/),
      DebugGC: 'false',
    });
  });

  test('a function that calls itself from one line stands as often as it did', () => {
    const profile = profileOf(`${CORPUS}/heap.debug1.txt`);
    const depths = Array.from(
      { length: profile.samples.size },
      (_, sample) =>
        framesOf(profile, sample).filter(({ func, inlined }) => func === 'main.nest' && !inlined)
          .length,
    );
    expect(Math.max(...depths)).toBe(13);
  });

  test('lines of one address are inlined into the last of them', () => {
    const { value } = readText(
      'heap profile: 1: 64 [1: 64] @ heap/2\n1: 64 [1: 64] @ 0x20 0x30\n#\t0x1f\tmain.in+0x4\t/a.go:1\n#\t0x1f\tmain.out+0x4\t/a.go:9\n#\t0x2f\tmain.main+0x2\t/a.go:20\n',
    );
    expect(framesOf(value, 0)).toMatchObject([
      { func: 'main.in', line: 1, inlined: true },
      { func: 'main.out', line: 9, inlined: false },
      { func: 'main.main', line: 20, inlined: false },
    ]);
  });

  test('labels as Go quotes them', () => {
    const { value, remarks } = readText(
      'goroutine profile: total 3\n3 @ 0x10\n# labels: {"a":"b\\"c", "tab":"\\t\\x41\\u4f60", "empty":""}\n#\t0xf\tmain.f+0x1\t/x y/a.go:7\n',
    );
    expect(remarks).toEqual([]);
    expect(labelsOf(value, 0)).toMatchObject([
      { key: 'a', text: 'b"c' },
      { key: 'tab', text: '\tA你' },
      { key: 'empty' },
    ]);
    expect(framesOf(value, 0)).toMatchObject([{ func: 'main.f', file: '/x y/a.go', line: 7 }]);
  });

  test('tabs may have become blanks, and line ends CRLF', () => {
    const { value, remarks } = readText(
      'goroutine profile: total 2\r\n2 @ 0x10 0x20\r\n# 0xf main.(*T).f+0x1   /a.go:7\r\n# 0x1f main.g+0x1 /a.go:8\r\n',
    );
    expect(remarks).toEqual([]);
    expect(framesOf(value, 0).map(({ func, line }) => [func, line])).toEqual([
      ['main.(*T).f', 7],
      ['main.g', 8],
    ]);
  });

  test('a stack of no frames, which go tool pprof refuses', () => {
    const profile = profileOf(`${CORPUS}/threadcreate.debug1.txt`);
    expect(profile.samples.size).toBe(1);
    expect(framesOf(profile, 0)).toEqual([]);
    expect(sampleValue(profile, 0, 0)).toBe(5);
  });

  test('without names, an address is the call before it, in the file that the memory map says', () => {
    const { value, remarks } = readText(
      'heap profile: 2: 64 [2: 64] @ heapz_v2/1\n 2: 64 [ 2: 64] @ 0x400010 0x7f0000000001\n\nMAPPED_LIBRARIES:\n' +
        'dir=/opt\n00400000-00500000: $dir/server\n7f0000000000-7f0000001000 r-xp 00000000 fd:01 12 /lib/libc.so\n' +
        '7f0000002000-7f0000003000 rw-p 00000000 fd:01 12 /lib/libc.so\n',
    );
    expect(remarks).toEqual([]);
    expect(value.mappings.map(({ file }) => file)).toEqual(['/opt/server', '/lib/libc.so']);
    expect(framesOf(value, 0).map(({ address }) => address)).toEqual([0x40000f, 0x7f0000000000]);
    expect(
      top(value, 1)
        .rows()
        .map(({ func, flat }) => [func, flat]),
    ).toEqual([
      ['[server]', 64],
      ['[libc.so]', 0],
    ]);
  });

  test('contention: cycles become nanoseconds, both times the sampling period', () => {
    const { value } = readText(
      '--- mutex:\ncycles/second=2000000000\nsampling period=5\n1000 3 @ 0x10\n',
    );
    expect([0, 1].map((type) => sampleValue(value, 0, type))).toEqual([15, 2500]);
  });
});

describe('what is not understood in a text is told with its line', () => {
  test('lines between, a count that is no count, words above the header', () => {
    const { value, remarks } = readText(
      'HTTP/1.1 200 OK\n\nheap profile: 1: 64 [1: 64] @ heap/2\n1: 64 [1: 64] @ 0x20\n<b>oops</b>\n1: 64 @ 0x20\n',
    );
    expect(value.samples.size).toBe(1);
    expect(remarks.map(({ at, in: where, text }) => [at, where, text])).toEqual([
      [1, 'line', 'HTTP/1.1 200 OK'],
      [5, 'line', '<b>oops</b>'],
      [6, 'line', '1: 64 @ 0x20'],
    ]);
  });

  test('records that do not sum up to what the header says', () => {
    const { remarks } = readText('goroutine profile: total 9\n2 @ 0x10\n5 @ 0x11\n');
    expect(remarks).toMatchObject([
      { at: 1, text: 'the header says 9 in all, the records have 7' },
    ]);
  });

  test('a count beyond 64 bits', () => {
    const { remarks } = readText(
      'goroutine profile: total 1\n99999999999999999999 @ 0x10\n1 @ 0x10\n',
    );
    expect(remarks).toMatchObject([{ at: 2 }]);
  });

  test('a text cut at any line loses what was cut and nothing else', () => {
    const lines = new TextDecoder().decode(bytesOf(`${CORPUS}/goroutine.debug1.txt`)).split('\n');
    let before = 0;
    for (let cut = 1; cut < lines.length; cut++) {
      const profile = readText(lines.slice(0, cut).join('\n')).value;
      expect(profile.samples.size).toBeGreaterThanOrEqual(before);
      before = profile.samples.size;
    }
    expect(before).toBe(wholeProfile(bytesOf(`${CORPUS}/goroutine.debug1.txt`)).samples.size);
  });
});
