import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labelsOf, type Profile, sampleValue } from '../../../src/evidence/pprof/profile.ts';
import { read } from '../../../src/evidence/pprof/read.ts';
import { report } from '../../../src/evidence/pprof/report.ts';
import { SHARED, sharedIsHere } from './files.ts';

interface Listed {
  readonly file: string;
  readonly go_tool_pprof_raw?: {
    readonly samples: number;
    readonly locations: number;
    readonly types: string;
  };
  readonly declared_total?: number;
  readonly records?: number;
}

/** Refused by name: addresses alone, in a form that nothing writes any more. */
const REFUSED = ['pprof_go.crc32.cpu', 'pprof_java.cpu'];

function listed(): Listed[] {
  return JSON.parse(readFileSync(new URL('corpus/manifest.json', SHARED), 'utf8')) as Listed[];
}

async function readShared(path: string) {
  return read(new Uint8Array(readFileSync(new URL(path, SHARED))));
}

/**
 * What `-raw` counts: samples of one stack and one set of labels are one; those of nothing and those without a stack
 * are left out, and a label whose text is empty is not seen (google/pprof profile/merge.go, filter.go, encode.go).
 */
function shownByPprof(profile: Profile): { samples: number; locations: number } {
  const { samples, sampleTypes } = profile;
  const distinct = new Set<string>();
  const used = new Set<number>();
  for (let sample = 0; sample < samples.size; sample++) {
    const stack = samples.locations.subarray(samples.first[sample], samples.last[sample]);
    if (
      stack.length === 0 ||
      sampleTypes.every((_, type) => sampleValue(profile, sample, type) === 0)
    )
      continue;
    const labels = labelsOf(profile, sample).filter(
      (label) => !('text' in label) || label.text !== '',
    );
    const words = labels.map((label) =>
      'text' in label ? `${label.key}=${label.text}` : `${label.key}=${label.number}`,
    );
    distinct.add(`${stack.join()} ${words.sort().join()}`);
    for (const place of stack) used.add(place);
  }
  return { samples: distinct.size, locations: used.size };
}

describe.skipIf(!sharedIsHere)(
  'profiles of others have the counts that go tool pprof -raw states',
  () => {
    const profiles = sharedIsHere ? listed().filter((entry) => entry.go_tool_pprof_raw) : [];
    test.each(profiles.filter(({ file }) => !REFUSED.includes(file)))(
      '$file',
      async ({ file, go_tool_pprof_raw: raw }) => {
        const reading = await readShared(`corpus/${file}`);
        if (!reading.ok) throw new Error(reading.problem);
        expect(reading.leftovers).toEqual([]);
        const { value } = reading;
        expect(value.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ')).toBe(
          raw?.types,
        );
        expect(shownByPprof(value)).toEqual({ samples: raw?.samples, locations: raw?.locations });
      },
    );

    test.each(REFUSED)('%s is named as what it is', async (file) => {
      expect(await readShared(`corpus/${file}`)).toMatchObject({
        ok: false,
        kind: 'gperftools-cpu',
      });
    });

    test.each((sharedIsHere ? listed() : []).filter((entry) => entry.records !== undefined))(
      '$file: $records records of $declared_total',
      async ({ file, records, declared_total: total }) => {
        const reading = await readShared(`corpus/${file}`);
        expect(reading).toMatchObject({
          ok: true,
          leftovers: [],
          value: { form: 'count text', samples: { size: records } },
        });
        if (reading.ok) expect(report(reading.value, 0).totals).toEqual([total]);
      },
    );
  },
);

describe.skipIf(!sharedIsHere)('every profile that was captured for this kit reads whole', () => {
  const files = sharedIsHere
    ? readdirSync(SHARED, { recursive: true })
        .map(String)
        .filter((file) => /\.pb\.gz$|(?:heap|goroutine)\.debug1(?:\.txt)?(?:\.gz)?$/.test(file))
    : [];

  test('there are some', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  test.each(files)('%s', async (file) => {
    const reading = await readShared(file);
    if (!reading.ok) throw new Error(reading.problem);
    expect(reading.leftovers).toEqual([]);
    // Nothing was contended when this one was taken.
    if (file !== 'corpus/go119_mutex.pb.gz') expect(reading.value.samples.size).toBeGreaterThan(0);
  });
});
