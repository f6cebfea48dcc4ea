import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesOf, type Profile, sampleValue } from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';
import { top } from '../../../src/evidence/pprof/top.ts';
import { type Written, writeProfile } from '../../../src/evidence/pprof/write.ts';
import { profileOf } from './files.ts';

function readBack(written: Written): Profile {
  const reading = readPlain(writeProfile(written));
  if (!reading.ok) throw new Error(reading.problem);
  expect(reading.leftovers).toEqual([]);
  return reading.value;
}

const frame = fc.record({
  func: fc.constantFrom('main.main', 'net/http.(*conn).serve', '函数.名', 'runtime.goexit'),
  file: fc.constantFrom('/src/main.go', '/go/src/net/http/server.go'),
  line: fc.nat({ max: 100_000 }),
});
const value = fc.oneof(fc.nat(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
const anyProfile = fc.record({
  sampleTypes: fc.constant([
    { type: 'inuse_objects', unit: 'count' },
    { type: 'inuse_space', unit: 'bytes' },
  ]),
  samples: fc.array(
    fc.record({
      stack: fc.array(frame, { maxLength: 6 }),
      values: fc.tuple(value, value),
      labels: fc.array(
        fc.oneof(
          fc.record({ key: fc.constant('pod'), text: fc.string({ minLength: 1 }) }),
          fc.record({
            key: fc.constant('bytes'),
            number: fc.integer({ min: 1 }),
            unit: fc.constant('bytes'),
          }),
        ),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 12 },
  ),
  comments: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
  period: fc.nat(),
});

describe('a profile that was written', () => {
  it('is read back: stacks, values beyond 53 bits, comments', () => {
    fc.assert(
      fc.property(anyProfile, (written) => {
        const profile = readBack(written);
        expect(profile.sampleTypes).toEqual(written.sampleTypes);
        expect(profile.samples.size).toBe(written.samples.length);
        expect(profile.comments).toEqual(written.comments);
        expect(profile.period).toBe(written.period);
        for (const [at, { stack, values }] of written.samples.entries()) {
          expect(
            framesOf(profile, at).map(({ func, file, line }) => ({ func, file, line })),
          ).toEqual(stack);
          for (const [type, wanted] of values.entries()) {
            expect(BigInt(sampleValue(profile, at, type))).toBe(BigInt(wanted));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of a captured heap has the same top, to the byte', () => {
    const captured = profileOf('content/evidence/containerd-1.4.11/leak/containerd/011.heap.pb.gz');
    const copy = readBack({
      sampleTypes: captured.sampleTypes,
      defaultType: captured.sampleTypes[captured.defaultType]?.type ?? '',
      samples: Array.from({ length: captured.samples.size }, (_, at) => ({
        stack: framesOf(captured, at),
        values: captured.sampleTypes.map((_, type) => sampleValue(captured, at, type)),
      })),
    });
    expect(copy.defaultType).toBe(captured.defaultType);
    for (const type of captured.sampleTypes.keys()) {
      expect(top(copy, type).rows()).toEqual(top(captured, type).rows());
    }
  });

  it('writes each text, function and place once', () => {
    const one = { func: 'main.work', file: '/main.go', line: 7 };
    const sampleTypes = [{ type: 'goroutine', unit: 'count' }];
    const sample = { stack: [one, one], values: [1] };
    const few = writeProfile({ sampleTypes, samples: [sample] });
    const many = writeProfile({ sampleTypes, samples: new Array(50).fill(sample) });
    // A further sample is two numbers of a stack and one value, with their lengths.
    expect(many.length - few.length).toBe(49 * 9);
  });

  it('refuses values that do not go with the types, and numbers that are none', () => {
    const sampleTypes = [{ type: 'goroutine', unit: 'count' }];
    const write = (values: (number | bigint)[]) => () =>
      writeProfile({ sampleTypes, samples: [{ stack: [], values }] });
    expect(write([1, 2])).toThrow('2 values for 1 types');
    expect(write([1.5])).toThrow(RangeError);
    expect(write([2n ** 63n])).toThrow('64 bits');
  });
});
