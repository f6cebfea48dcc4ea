import { describe, expect, test } from 'vitest';
import { merge } from '../../../src/evidence/pprof/merge.ts';
import { labelsOf, type Profile, sampleValue } from '../../../src/evidence/pprof/profile.ts';
import { golden, profileOf } from './files.ts';
import { type RawSample, readRaw } from './golden.ts';

const CORPUS = 'test/corpus/pprof';

/** The samples of a profile in the words of `-raw`. */
function rawOf(profile: Profile): RawSample[] {
  const { samples, locations, functions, strings } = profile;
  const placeText = (place: number): string => {
    const lines: string[] = [];
    for (
      let line = locations.firstLine[place] ?? 0;
      line < (locations.lastLine[place] ?? 0);
      line++
    ) {
      const fn = locations.lineFunction[line] ?? -1;
      const file = strings.text(functions.file[fn] ?? 0);
      lines.push(`${strings.text(functions.name[fn] ?? 0)} ${file}:${locations.lineNumber[line]}`);
    }
    return `0x${BigInt(locations.address.exact(place)).toString(16)} ${lines.join('; ')}`.trimEnd();
  };
  return Array.from({ length: samples.size }, (_, sample) => ({
    values: profile.sampleTypes.map((_type, type) => String(sampleValue(profile, sample, type))),
    stack: [...samples.locations.subarray(samples.first[sample], samples.last[sample])].map(
      placeText,
    ),
    labels: labelsOf(profile, sample)
      .map((label) =>
        'text' in label ? `${label.key}:[${label.text}]` : `${label.key}:[${label.number}]`,
      )
      .sort()
      .join(' '),
  }));
}

function merged(profile: Profile): Profile {
  const one = merge([{ profile, sign: 1 }]);
  if (!one.ok) throw new Error(one.problem);
  return one.value;
}

/** Order of samples is no part of a profile. */
function sorted(samples: readonly RawSample[]): string[] {
  return samples.map((sample) => JSON.stringify(sample)).sort();
}

describe('every value, address, inlined line and label is what go tool pprof -raw prints', () => {
  test.each(['cpu', 'goroutine', 'block', 'mutex', 'heap', 'difference'])('%s', (kind) => {
    const profile = merged(profileOf(`${CORPUS}/${kind}.pb.gz`));
    expect(sorted(rawOf(profile))).toEqual(sorted(readRaw(golden(`${kind}.raw`))));
  });

  test('inlined lines stand in the heap and the CPU profile, so the test above can see them', () => {
    for (const kind of ['cpu', 'heap'])
      expect(
        readRaw(golden(`${kind}.raw`)).some(({ stack }) =>
          stack.some((place) => place.includes('; ')),
        ),
      ).toBe(true);
  });

  test('negative values stand in the difference', () => {
    expect(
      readRaw(golden('difference.raw')).some(({ values }) =>
        values.some((value) => value.startsWith('-')),
      ),
    ).toBe(true);
  });
});

describe('a text of debug=1 has the values that go tool pprof makes of it', () => {
  test.each(['heap', 'block', 'mutex'])('%s', (kind) => {
    const counted = (samples: readonly RawSample[]) =>
      samples
        .filter(({ values }) => values.some((value) => value !== '0'))
        .map(({ values, labels }) =>
          JSON.stringify([values, /bytes:\[\d+\]/.exec(labels)?.[0] ?? '']),
        )
        .sort();
    const profile = profileOf(`${CORPUS}/${kind}.debug1.txt`);
    expect(counted(rawOf(profile))).toEqual(counted(readRaw(golden(`${kind}.debug1.raw`))));
  });

  test('goroutine, but for labels: pprof does not see them in a text and adds their stack to its twin', () => {
    const theirs = readRaw(golden('goroutine.debug1.raw')).map(({ values }) => Number(values[0]));
    const ours = rawOf(profileOf(`${CORPUS}/goroutine.debug1.txt`));
    const labelled = ours.filter(({ labels }) => labels !== '');
    expect(labelled).toMatchObject([{ values: ['5'], labels: 'route:[/x] tenant:[a b"c]' }]);
    expect(theirs.sort()).toEqual([1, 4, 4, 4, 4, 9]);
    expect(ours.map(({ values }) => Number(values[0])).sort()).toEqual([1, 4, 4, 4, 4, 4, 5]);
  });
});
