import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flame } from '../../../src/evidence/pprof/flame.ts';
import { merge } from '../../../src/evidence/pprof/merge.ts';
import { packages } from '../../../src/evidence/pprof/packages.ts';
import { framesOf, labelsOf, type Profile } from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { report } from '../../../src/evidence/pprof/report.ts';
import { seeded } from '../../bench/random.ts';
import { bytesOf, plainBytesOf, wholeProfile } from './files.ts';
import { SMALL } from './small.ts';
import { Out, write } from './write.ts';

/** Asks everything of a profile that a page would: nothing of it may throw, whatever the profile says. */
function askAll(profile: Profile): void {
  for (let sample = 0; sample < profile.samples.size; sample++) {
    framesOf(profile, sample);
    labelsOf(profile, sample);
  }
  JSON.stringify(report(profile));
  for (const type of profile.sampleTypes.keys()) {
    flame(profile, type);
    flame(profile, type, { reversed: true, by: 'package' });
    packages(profile, type);
  }
  expect(
    merge([
      { profile, sign: 1 },
      { profile, sign: -1 },
    ]),
  ).toMatchObject({ ok: true, value: { samples: { size: 0 } } });
}

/** FUZZ_RUNS=20 makes about 100,000 inputs of it. */
const MORE = Number(process.env.FUZZ_RUNS ?? 1);

/** Reads bytes that may be anything, and asks all of it if it is a profile. */
function survive(bytes: Uint8Array): ReturnType<typeof readPlain> {
  const start = performance.now();
  const reading = readPlain(bytes);
  expect(performance.now() - start).toBeLessThan(1000);
  if (reading.ok) askAll(reading.value);
  else expect(reading.problem && reading.hint).not.toBe('');
  return reading;
}

const small = write(SMALL);
const goroutines = plainBytesOf('test/corpus/pprof/goroutine.pb.gz');
const text = bytesOf('test/corpus/pprof/goroutine.debug1.txt');

/** Bytes, and changes to them: `[place, byte]`, place from 0 to 1. */
const changes = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)),
  {
    minLength: 1,
    maxLength: 8,
  },
);

function changed(bytes: Uint8Array, at: readonly (readonly [number, number])[]): Uint8Array {
  const copy = bytes.slice();
  for (const [place, byte] of at) copy[Math.floor(place * copy.length)] = byte;
  return copy;
}

describe('whatever is done to a profile, it reads as far as it can or says what it is', () => {
  test('cut at every byte: no sample is lost that stands whole before the cut', () => {
    // Ends of the three samples, from an outline made by hand: tag, length, message.
    const ends: number[] = [];
    for (let at = 0; at < small.length; ) {
      const [tag = 0, low = 0, high = 0] = small.subarray(at, at + 3);
      const wide = low >= 0x80;
      if ((tag & 7) === 2) at += (wide ? 3 : 2) + (wide ? (low & 0x7f) | (high << 7) : low);
      else break;
      if (tag === 0x12) ends.push(at);
    }
    expect(ends).toHaveLength(3);
    for (let cut = 0; cut < small.length; cut++) {
      const reading = survive(small.subarray(0, cut));
      const whole = ends.filter((end) => end <= cut).length;
      if (whole > 0) {
        expect(reading, `cut at ${cut}`).toMatchObject({
          ok: true,
          value: { samples: { size: whole } },
        });
        if (reading.ok) expect(reading.leftovers.length).toBeGreaterThan(0);
      }
    }
  });

  test('every byte set to every power of two and to the extremes', () => {
    for (let at = 0; at < small.length; at++)
      for (const byte of [0, 1, 2, 4, 8, 16, 32, 64, 127, 128, 255]) {
        const copy = small.slice();
        copy[at] = byte;
        survive(copy);
      }
  });

  test('a few bytes of a real one set to anything', () => {
    fc.assert(
      fc.property(changes, (at) => void survive(changed(goroutines, at))),
      { numRuns: 1500 * MORE },
    );
  });

  test('pieces taken out, doubled and moved', () => {
    const spot = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(spot, spot, spot, (a, b, c) => {
        const [from = 0, to = 0] = [a, b]
          .map((place) => Math.floor(place * small.length))
          .sort((x, y) => x - y);
        const at = Math.floor(c * small.length);
        const piece = small.subarray(from, to);
        survive(Uint8Array.of(...small.subarray(0, at), ...piece, ...small.subarray(at)));
        survive(Uint8Array.of(...small.subarray(0, from), ...small.subarray(to)));
      }),
      { numRuns: 500 * MORE },
    );
  });

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void survive(bytes)),
      { numRuns: 2000 * MORE },
    );
  });

  test('any bytes behind a sample type', () => {
    const start = write({ strings: ['', 'a'], types: [[1, 1]] });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => void survive(Uint8Array.of(...start, ...bytes)),
      ),
      { numRuns: 2000 * MORE },
    );
  });

  test('a text of debug=1: bytes set to anything, lines in any order', () => {
    fc.assert(
      fc.property(changes, (at) => void survive(changed(text, at))),
      { numRuns: 500 * MORE },
    );
    const lines = new TextDecoder().decode(text).split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (order) => {
        survive(new TextEncoder().encode(order.join('\n')));
      }),
      { numRuns: 100 * MORE },
    );
  });
});

describe('absurd profiles', () => {
  test('sizes of messages beyond the file', () => {
    for (const size of [2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
      const out = new Out();
      for (const byte of small.subarray(0, 40)) out.byte(byte);
      out.varint(0x12).varint(size).byte(1);
      survive(out.taken());
    }
  });

  test('more bytes than the limit are refused, unless they are plainly something else', () => {
    expect(readPlain(small, { limit: 10 })).toMatchObject({ ok: false, kind: 'too-large' });
    expect(readPlain(text, { limit: 10 })).toMatchObject({ ok: false, kind: 'too-large' });
    expect(readPlain(bytesOf('test/corpus/pprof/trace.out'), { limit: 10 })).toMatchObject({
      kind: 'execution-trace',
    });
  });

  test('a million types are not a profile', () => {
    const out = new Out();
    for (let type = 0; type < 1_000_000; type++) out.varint(0x0a).varint(0);
    expect(readPlain(out.taken())).toMatchObject({ ok: false });
  });

  test('a million empty samples cost remarks, not memory', () => {
    const out = new Out();
    for (const byte of write({
      strings: ['', 'a'],
      types: [
        [1, 1],
        [1, 1],
      ],
    }))
      out.byte(byte);
    for (let sample = 0; sample < 1_000_000; sample++) out.varint(0x12).varint(0);
    const reading = readPlain(out.taken());
    expect(reading).toMatchObject({ ok: true, value: { samples: { size: 0 } } });
    if (reading.ok) expect(reading.leftovers).toHaveLength(101);
  });

  test.each([
    ['that makes others hang', '((a*)*)*b|(a|aa)+$', []],
    ['that is large', '(a|b)*a(a|b){900}c', [{ text: expect.stringMatching(/takes too long/) }]],
  ])('a pattern of frames to hide %s does not hang the reader', (_, pattern, leftovers) => {
    const random = seeded(1);
    const letter = () => (random() < 0.5 ? 'a' : 'b');
    const names = Array.from({ length: 200 }, () => Array.from({ length: 2000 }, letter).join(''));
    const bytes = write({
      strings: ['', 'space', 'bytes', pattern, ...names],
      types: [[1, 2]],
      functions: names.map((_name, at) => ({ id: at + 1, name: at + 4 })),
      dropFrames: 3,
    });
    const start = performance.now();
    expect(readPlain(bytes)).toMatchObject({ ok: true, leftovers });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('a name of ten million characters', () => {
    const profile = wholeProfile(
      write({ ...SMALL, strings: SMALL.strings?.with(4, 'x'.repeat(10_000_000)) ?? [] }),
    );
    expect(report(profile).top[0]?.some(({ func }) => func.length === 10_000_000)).toBe(true);
  });

  test('a text of one line of ten million characters, and one of many numbers', () => {
    const header = 'goroutine profile: total 1\n';
    for (const line of [
      'x'.repeat(10_000_000),
      `1 @${' 0x10'.repeat(1_000_000)}`,
      `#${'\t'.repeat(5_000_000)}`,
      `#\t0x1\t${'+0x1 '.repeat(1_000_000)}`,
      `# labels: {${'"'.repeat(1_000_000)}`,
    ]) {
      const start = performance.now();
      const reading = readPlain(new TextEncoder().encode(`${header}1 @ 0x10\n${line}\n`));
      expect(reading.ok).toBe(true);
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });

  test('script and tags in names are text like any other', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const profile = wholeProfile(write({ ...SMALL, strings: SMALL.strings?.with(4, evil) ?? [] }));
    expect(report(profile).top[0]?.some(({ func }) => func === evil)).toBe(true);
  });
});
