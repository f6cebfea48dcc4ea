import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatAt } from '../../../src/evidence/ttrpc/at.ts';
import { factsOf, versions } from '../../../src/evidence/ttrpc/book.ts';
import { positionOf } from '../../../src/evidence/ttrpc/positions.ts';
import {
  clientFamilies,
  connect,
  serverFamilies,
  slots,
} from '../../../src/model/ttrpc/connection.ts';
import { placeOf, stackAt, standFor } from '../../../src/model/ttrpc/places.ts';

type Family = keyof typeof clientFamilies | keyof typeof serverFamilies;

const families = { ...clientFamilies, ...serverFamilies };
const versionsOf = (family: string) =>
  versions.filter((one) => factsOf(one).client === family || factsOf(one).server === family);

/** What a goroutine may wait at. The other lines are passed in the step before. */
const WAITS = ['select', 'read', 'write', 'lock', 'rlock', 'method', 'deliver', 'abort', 'turn'];

/**
 * Lines at which a goroutine of the model may wait, but for which the book has no line: by family, goroutine and line,
 * with the versions that lack it and why.
 */
const notInTheBook: readonly (readonly [line: string, versions: string, why: string])[] = [
  ...(['A', 'B', 'C', 'D'] as const).map(
    (family) =>
      [
        `${family} client.caller turn`,
        'all',
        "the model's own: a call that has not begun",
      ] as const,
  ),
  ['A client.loop refuse', 'all', "a call's channel has room for the one value it ever gets"],
  ['A client.loop give', 'all', "a call's channel has room for the one value it ever gets"],
  ['A client.loop abort', 'all', "a call's channel has room; only a second value would wait"],
  ['B client.sender lock', 'all', 'the mutex of the map is held for a moment'],
  ['B client.sender refuse', 'all', 'waits only after an end, for ever then; in no capture'],
  ['B client.sender relock', 'all', 'waits only after an end; in no capture'],
  ['B client.receiver lock', 'all', 'the mutex of the map is held for a moment'],
  ['B client.receiver give', 'all', "a call's channel has room for the one value it ever gets"],
  ['B client.supervisor lock', 'all', 'the mutex of the map is held for a moment'],
  ['B client.supervisor abort', 'all', 'waits only after an end, for ever then; in no capture'],
  ['C client.receiver give', 'all', "a stream's channel has room for the one value it ever gets"],
  ['C client.receiver cleanUp', 'all', 'only after an end; in no capture'],
  ['C client.receiver abort', 'all', 'it closes streams and waits for nobody'],
  ['D client.receiver give', 'all', "a stream's channel has room for the one value it ever gets"],
  ['D client.receiver cleanUp', 'all', 'only after an end; in no capture'],
  ['D client.receiver abort', 'all', 'it closes streams and waits for nobody'],
  ['D client.caller streamLock', 'all', 'streamLock is held for a moment; in no capture'],
  ['D client.receiver lock', '1.2.5', 'streamLock is held for a moment; in no capture of 1.2.5'],
  ['D client.caller forget', '1.2.5', 'streamLock is held for a moment; in no capture of 1.2.5'],
  [
    'D client.caller forgetLeft',
    '1.2.5',
    'streamLock is held for a moment; in no capture of 1.2.5',
  ],
  [
    'D client.caller forgetFailed',
    '1.2.5',
    'streamLock is held for a moment; in no capture of 1.2.5',
  ],
  ['S2 server.loop write', '1.2.2 1.2.5', 'no server of 1.2 was captured while it wrote'],
  ['S2 server.loop wait', '1.2.2', 'no server of 1.2.2 was captured'],
  ['S2 server.receiver read', '1.2.2', 'no server of 1.2.2 was captured'],
  ['S2 server.handler call', '1.2.2', 'no server of 1.2.2 was captured'],
  ['S2 server.handler offer', '1.2.2', 'no server of 1.2.2 was captured'],
];

const lines = Object.entries(families).flatMap(([family, program]) =>
  program.flatMap(({ name, lines: own }) =>
    Object.entries(own).map(([line, source]) => ({ family, kind: name, line, source })),
  ),
);

describe('every line at which a goroutine may wait', () => {
  it('is in the book of lines, for every version of its family, or is named here with the reason', () => {
    const missing = lines
      .filter(({ source }) => WAITS.includes(source.do.op))
      .flatMap(({ family, kind, line, source: { at } }) => {
        const lacks = at === null ? ['all'] : versionsOf(family).filter((one) => !stackAt(at, one));
        return lacks.length > 0 ? [`${family} ${kind} ${line}: ${lacks.join(' ')}`] : [];
      });
    const named = notInTheBook.map(([line, versions]) => `${line}: ${versions}`);
    expect(missing.sort()).toEqual(named.sort());
  });

  it.each(lines.filter(({ source }) => source.at !== null))(
    '$family $kind $line has a position of its own side and role',
    ({ kind, source }) => {
      const { side, role } = positionOf(source.at!);
      expect(kind).toBe(`${side}.${role}`);
    },
  );

  it('rests only where the book says that it does', () => {
    for (const { source } of lines) {
      if (source.at !== null)
        expect(source.rest ?? false).toBe(positionOf(source.at).posture === 'rest');
      else expect(source.rest).toBeUndefined();
    }
  });
});

/** Sections of incident.md that cite the lines of a version's client or server. */
const cited: Readonly<Record<Family, string>> = {
  A: '### 1a.',
  B: '### 1c.',
  C: '### 1d.',
  D: '### 1e.',
  S1: '## 2.',
  S2: '## 6.',
};

/** The line after :246, at which section 1a has the goroutine wait; what it does there is in section 1a, too. */
const NEXT = 'client.go:247';

const facts = new URL('../../../../shared/facts/incident.md', import.meta.url);

describe.skipIf(!existsSync(facts))('every file and line beside a line where nobody waits', () => {
  const text = existsSync(facts) ? readFileSync(facts, 'utf8') : '';
  const section = (heading: string) => {
    const from = text.indexOf(heading);
    const next = text.slice(from + 3).search(/\n#{2,3} [0-9]/);
    return text.slice(from, next < 0 ? undefined : from + 3 + next);
  };

  const places = lines.flatMap(({ family, line, kind, source }) =>
    Object.entries(source.place ?? {}).map(([version, place]) => ({
      family,
      kind,
      line,
      version,
      place,
    })),
  );

  it.each(places)(
    '$family $kind $line: $place at $version is cited',
    ({ family, version, place }) => {
      const all = section(cited[family as Family]);
      expect(all.length).toBeGreaterThan(100);
      const next = place === NEXT ? 1 : 0;
      // Servers of 1.1.1 and 1.1.2 are one line further down than those of 1.0.1 (section 2).
      const shift = family === 'S1' && (version === '1.1.1' || version === '1.1.2') ? 1 : 0;
      const wanted = Number(place.split(':')[1]) - shift - next;
      const numbers = [...all.matchAll(/:(\d+)(?:-(\d+))?/g)].map(([, from, to]) => [
        Number(from),
        Number(to ?? from),
      ]);
      expect(numbers.some(([from = 0, to = 0]) => from <= wanted && wanted <= to)).toBe(true);
    },
  );
});

describe('the place of a line', () => {
  it('is that of the book: the lines of the incident, on both sides', () => {
    const machine = connect({
      client: 'A',
      server: 'S1',
      calls: 1,
      toServer: slots(1),
      toClient: slots(1),
    });
    const placeAt = (kind: string, name: string, version: string) => {
      const line = machine.compiled.lines.find((one) => one.kind === kind && one.name === name);
      return line && placeOf(line, version);
    };
    expect(
      [
        ['client.loop', 'write'],
        ['client.receiver', 'hand'],
        ['client.caller', 'queue'],
        ['client.caller', 'await'],
      ].map(([kind = '', name = '']) => [
        placeAt(kind, name, '1.0.1'),
        placeAt(kind, name, '1.0.2'),
      ]),
    ).toEqual([
      ['client.go:259', 'client.go:273'],
      ['client.go:209', 'client.go:222'],
      ['client.go:153', 'client.go:155'],
      ['client.go:161', 'client.go:163'],
    ]);
    expect(
      [
        ['server.loop', 'write'],
        ['server.receiver', 'hand'],
        ['server.loop', 'wait'],
        ['server.receiver', 'read'],
        ['server.handler', 'call'],
        ['server.handler', 'offer'],
        ['server.loop', 'start'],
      ].map(([kind = '', name = '']) => placeAt(kind, name, '1.0.1')),
    ).toEqual([459, 404, 431, 362, 438, 444, 434].map((line) => `server.go:${line}`));
  });

  it('of a family is shown by a version that the book has all of it of, as far as it was captured', () => {
    for (const [family, version] of Object.entries(standFor)) {
      expect(versionsOf(family)).toContain(version);
    }
    const known = stackAt('server.loop.write', '1.0.1');
    expect(known && formatAt(known.names.at)).toBe('server.go:459');
    expect(stackAt('server.loop.write', '1.2.5')).toBeNull();
  });
});
