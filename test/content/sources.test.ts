import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { read } from '../../src/evidence/goroutine/read.ts';
import { readPlain } from '../../src/evidence/pprof/read.ts';
import { report } from '../../src/evidence/pprof/report.ts';
import { decodePlainly } from '../evidence/pprof/plain-decode.ts';
import {
  blocks,
  captured,
  evidencePaths,
  lines,
  names,
  placesIn,
  rows,
  sockets,
  tableRows,
  wireFrames,
} from './evidence.ts';

/** One file of content/evidence as sources.yaml describes it; the words of the fields are explained there. */
interface Entry {
  readonly capture: string;
  readonly form:
    | 'logrus'
    | 'stacks'
    | 'rows'
    | 'sockets'
    | 'profile'
    | 'frames'
    | 'decoded'
    | 'calls'
    | 'table';
  readonly madeFrom?: string;
  readonly what: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, unknown>>;
}

interface Capture {
  readonly origin: 'captured' | 'post' | 'generated';
  readonly how: Readonly<Record<string, string>>;
  readonly versions?: Readonly<Record<string, string | null>>;
}

const { captures, written, files } = parse(
  readFileSync(new URL('../../content/evidence/sources.yaml', import.meta.url), 'utf8'),
) as {
  captures: Record<string, Capture>;
  written: Record<string, string>;
  files: Record<string, Entry>;
};

const entries = Object.entries(files);
const stacks = entries.filter(([, { form }]) => form === 'logrus' || form === 'stacks');

/** Recounts a file in the words of `counts`. */
function recount(path: string, { form, counts }: Entry): Record<string, unknown> {
  if (form === 'table') {
    const table = tableRows(path);
    const sum = (column: string) => table.reduce((all, row) => all + Number(row[column]), 0);
    const columns = Object.keys(counts).filter((name) => name !== 'rows');
    return {
      rows: table.length,
      ...Object.fromEntries(columns.map((column) => [column, sum(column)])),
    };
  }
  if (form === 'rows') {
    const table = rows(path);
    return {
      rows: table.length,
      server: Object.fromEntries(table.map(({ line, count }) => [line, count])),
    };
  }
  if (form === 'sockets') {
    const all = sockets(path);
    return {
      sockets: all.length,
      full: all.filter(({ charged, allowed }) => charged >= allowed).length,
    };
  }
  if (form === 'frames' || form === 'decoded' || form === 'calls') {
    const of = (direction: string) =>
      wireFrames(path, form).filter((frame) => frame.direction === direction);
    const bytes = (direction: string) => of(direction).reduce((sum, { size }) => sum + size, 0);
    return {
      ...{ c2s: of('c2s').length, s2c: of('s2c').length },
      ...{ c2sBytes: bytes('c2s'), s2cBytes: bytes('s2c') },
    };
  }
  if (form === 'profile') {
    const { samples, types, strings } = decodePlainly(captured(path));
    const sum = (type: number) => samples.reduce((all, { values }) => all + (values[type] ?? 0), 0);
    const sums = types.map(({ 1: name = 0 }, type) => [strings[name], sum(type)]);
    return { samples: samples.length, ...Object.fromEntries(sums) };
  }
  const places = { server: placesIn(path, 'server.go'), client: placesIn(path, 'client.go') };
  return {
    goroutines: blocks(path).length,
    ...Object.fromEntries(Object.entries(places).filter(([, at]) => Object.keys(at).length > 0)),
  };
}

test('every evidence file has an entry, and every entry a file', () => {
  const inWritten = (path: string) =>
    path.split('/')[0] !== undefined && path.split('/')[0]! in written;
  expect(Object.keys(files).sort()).toEqual(evidencePaths().filter((path) => !inWritten(path)));
});

test('every entry names a capture, and every capture is used', () => {
  const used = [...entries.map(([, { capture }]) => capture), ...Object.values(written)];
  expect([...new Set(used)].sort()).toEqual(Object.keys(captures).sort());
});

test.each(Object.entries(captures))(
  'capture %s says in both languages how it was made',
  (_, { how, origin, versions }) => {
    expect(Object.keys(how)).toEqual(['en', 'zh-cn']);
    for (const text of Object.values(how)) expect(text.trim()).not.toBe('');
    expect(['captured', 'post', 'generated']).toContain(origin);
    if (origin !== 'generated')
      expect(Object.keys(versions ?? {})).toEqual(['containerd', 'ttrpc', 'go', 'kernel']);
  },
);

test.each(entries)('%s says in both languages what it is', (_, { what }) => {
  expect(Object.keys(what)).toEqual(['en', 'zh-cn']);
  for (const text of Object.values(what)) expect(text.trim()).not.toBe('');
});

test.each(entries)('%s holds what its entry counts', (path, entry) => {
  expect(recount(path, entry)).toEqual(entry.counts);
});

test.each(entries.filter(([, { madeFrom }]) => madeFrom !== undefined))(
  '%s is its log with the newlines restored, and nothing else',
  (path, { madeFrom }) => {
    const log = lines(posix.join(posix.dirname(path), madeFrom ?? '')).join('\n');
    expect(captured(path).toString('utf8')).toBe(log);
  },
);

describe('the reader of the kit counts as the lines do', () => {
  /** How often each line of one ttrpc file stands in stacks, where a goroutine is and where it was created. */
  function placesRead(path: string, file: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const dump of read(captured(path)).dumps)
      for (const { stack } of dump)
        for (const place of [...stack.frames, ...(stack.createdBy ? [stack.createdBy] : [])])
          if (new RegExp(`(^|/)ttrpc(@[^/]+)?/${file}$`).test(place.file))
            counts[place.line] = (counts[place.line] ?? 0) + 1;
    return counts;
  }

  test.each(stacks)('%s', (path, { counts }) => {
    const { dumps, leftovers } = read(captured(path));
    expect(leftovers).toEqual([]);
    expect(dumps.reduce((sum, { size }) => sum + size, 0)).toBe(counts.goroutines);
    expect(placesRead(path, 'server.go')).toEqual(counts.server ?? {});
    expect(placesRead(path, 'client.go')).toEqual(counts.client ?? {});
  });

  test.each(entries.filter(([, { form }]) => form === 'profile'))('%s', (path, { counts }) => {
    const reading = readPlain(captured(path));
    if (!reading.ok) throw new Error(reading.problem);
    expect(reading.leftovers).toEqual([]);
    const { sampleTypes, totals } = report(reading.value, 0);
    expect({
      samples: reading.value.samples.size,
      ...Object.fromEntries(sampleTypes.map(({ type }, at) => [type, totals[at]])),
    }).toEqual(counts);
  });

  test.each(entries.filter(([, { form }]) => form === 'rows'))('%s', (path, { counts }) => {
    const { tables, leftovers } = read(captured(path));
    expect(leftovers).toEqual([]);
    const found = tables.flatMap(({ rows }) => rows);
    expect(Object.fromEntries(found.map(({ line, count }) => [line, count]))).toEqual(
      counts.server,
    );
  });
});

describe('what the chapters say of all captured dumps', () => {
  test.each(stacks)(
    '%s: every handler that was created stands in the method or at the hand-over',
    (path) => {
      const at = placesIn(path, 'server.go');
      expect((at['438'] ?? 0) + (at['444'] ?? 0)).toBe(at['434'] ?? 0);
    },
  );

  test.each(stacks)('%s: every connection has one loop and one reader', (path) => {
    const at = placesIn(path, 'server.go');
    expect((at['431'] ?? 0) + (at['459'] ?? 0)).toBe(at['127'] ?? 0);
    expect((at['362'] ?? 0) + (at['404'] ?? 0)).toBe(at['332'] ?? 0);
  });

  test.each(stacks)('%s: one line of ttrpc has one offset, so offsets split no row', (path) => {
    const offsets = new Map<string, Set<string>>();
    for (const line of lines(path)) {
      const [, place, offset] = /ttrpc\/server\.go:(\d+) (\+0x[0-9a-f]+)$/.exec(line) ?? [];
      if (place && offset) offsets.set(place, (offsets.get(place) ?? new Set()).add(offset));
    }
    for (const [place, set] of offsets) expect([place, set.size]).toEqual([place, 1]);
  });

  test('a server of ttrpc 1.1.0 in this hang stands at the same ten lines as one of 1.0.1', () => {
    const tenLines = (path: string) => Object.keys(placesIn(path, 'server.go')).sort();
    const post = rows('post/shim-ttrpc-lines.txt')
      .map(({ line }) => line)
      .sort();
    expect(tenLines('families/ttrpc-110-server-deadlock.txt.gz')).toEqual(post);
    expect(tenLines('families/ttrpc-101-server.txt.gz')).toEqual(post);
    expect(tenLines('containerd-1.4.11/pod-deadlock/shim.usr1.log')).toEqual(post);
  });

  test('in the captured pod the reader at :404 names the connection of the loop at :459', () => {
    const pod = blocks('containerd-1.4.11/pod-deadlock/shim.usr1.log');
    const argumentsAt = (place: string) => {
      const frames = pod.flatMap((block) => block.lines);
      return frames[frames.findIndex((line) => names(line, place)) - 1]?.match(/0x[0-9a-f]+/g);
    };
    const [stuck] = argumentsAt('server.go:459') ?? [];
    const [idle] = argumentsAt('server.go:431') ?? [];
    expect(argumentsAt('server.go:404')).toContain(stuck);
    expect(argumentsAt('server.go:362')).toContain(idle);
    expect(stuck).not.toBe(idle);
  });

  test("a shim's own client rests at the line of the shim's ttrpc", () => {
    for (const shim of [
      'idle/shim.usr1.log',
      'pod-deadlock/shim.usr1.log',
      'exec-300-mutex/shim.unescaped.txt.gz',
    ])
      expect(placesIn(`containerd-1.4.11/${shim}`, 'client.go')['257']).toBe(1);
    expect(placesIn('families/ttrpc-102-client-deadlock.txt.gz', 'client.go')['271']).toBe(1);
    expect(placesIn('families/ttrpc-110-client-busy.txt.gz', 'client.go')['330']).toBe(2);
  });

  test('in ttrpc 1.0.2 client.go:259 is the harmless line that 1.0.1 has at :246', () => {
    const harmless = (path: string, place: string) =>
      blocks(path).filter(
        ({ state, lines: stack }) =>
          state === 'semacquire' && stack.some((line) => names(line, place)),
      ).length;
    expect(harmless('families/ttrpc-102-client-deadlock.txt.gz', 'client.go:259')).toBe(2);
    expect(harmless('families/ttrpc-101-client.txt.gz', 'client.go:246')).toBe(2);
  });

  test('of the real pair with a client of ttrpc 1.1.x, 4 of 9,640 runs stopped', () => {
    const table = tableRows('tables/onset.csv').filter(({ client }) => client?.startsWith('1.1.'));
    const sum = (column: string) => table.reduce((all, row) => all + Number(row[column]), 0);
    expect([sum('runs'), sum('stopped')]).toEqual([9640, 4]);
  });

  test('the post is the one place where the handlers do not add up', () => {
    const at = Object.fromEntries(
      rows('post/shim-ttrpc-lines.txt').map((row) => [row.line, row.count]),
    );
    expect((at['438'] ?? 0) + (at['444'] ?? 0) - (at['434'] ?? 0)).toBe(1);
  });
});

const shared = new URL('../../../shared/evidence/dumps.json', import.meta.url);
describe.skipIf(!existsSync(shared))('against the list made when the dumps were taken', () => {
  const listed = existsSync(shared)
    ? (JSON.parse(readFileSync(shared, 'utf8')) as {
        file: string;
        goroutines: number;
        ttrpcServerLines: Record<string, number>;
      }[])
    : [];
  test.each(stacks)('%s', (path, { counts }) => {
    const found = listed.find(({ file }) => file === path);
    expect(found, `${path} is not in dumps.json`).toBeDefined();
    expect(counts.goroutines).toBe(found?.goroutines);
    expect(counts.server ?? {}).toEqual(found?.ttrpcServerLines);
  });
});
