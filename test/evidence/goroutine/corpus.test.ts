import { describe, expect, test } from 'vitest';
import { read } from '../../../src/evidence/goroutine/read.ts';
import { bytes, hasShared, json, SHARED } from './evidence.ts';

interface Entry {
  readonly file: string;
  readonly kind: string;
  readonly header_lines?: number;
  readonly declared_total?: number;
  readonly records?: number;
  readonly gostackparse?: {
    readonly goroutines: string;
    readonly errors: string;
    readonly frames: string;
  };
}

/** Where gostackparse gives up on a goroutine whose header and functions are whole; ours keeps it. */
const GIVEN_UP: Readonly<Record<string, { frames: number; leftovers: number }>> = {
  'gostackparse_empty_stack.txt': { frames: 0, leftovers: 0 },
  'gostackparse_errorhandling.txt': { frames: 2, leftovers: 2 },
  'gostackparse_partial_createdby.txt': { frames: 2, leftovers: 0 },
  'gostackparse_partial_stack.txt': { frames: 2, leftovers: 0 },
};

if (!hasShared)
  console.warn('SKIPPED: the shared corpus is absent, its reference counts were not compared');

describe.skipIf(!hasShared)('the corpus against its reference counts', () => {
  const entries = hasShared ? json<Entry[]>('corpus/manifest.json', SHARED) : [];
  const load = (file: string) => read(bytes(`corpus/${file}`, SHARED));
  // The gzip in this corpus are profiles: the reader must see them as they are.
  const raw = (file: string) => read(bytes(`corpus/${file}`, SHARED, false));

  test.each(entries.filter(({ header_lines }) => header_lines && header_lines > 0))(
    '$file: $header_lines headers, as many goroutines, all frames',
    ({ file, header_lines = 0, gostackparse }) => {
      const { dumps, leftovers } = load(file);
      expect(dumps).toHaveLength(1);
      const [dump] = dumps;
      expect(dump).toMatchObject({ headers: header_lines, size: header_lines });
      const frames = [...(dump ?? [])].reduce((sum, { stack }) => sum + stack.frames.length, 0);
      const expected = GIVEN_UP[file] ?? { frames: Number(gostackparse?.frames), leftovers: 0 };
      expect({ frames, leftovers: leftovers.length }).toEqual(expected);
    },
  );

  test.each(entries.filter(({ declared_total }) => declared_total))(
    '$file: $records records, $declared_total goroutines',
    ({ file, declared_total, records }) => {
      const { dumps, leftovers, notices } = load(file);
      expect({ leftovers, notices }).toEqual({ leftovers: [], notices: [] });
      expect(dumps[0]).toMatchObject({
        form: 'counts',
        headers: declared_total,
        size: declared_total,
      });
      expect(new Set([...(dumps[0] ?? [])].map(({ line }) => line)).size).toBe(records);
    },
  );

  test.each(['go119_containerd_journal.log', 'go119_containerd_text.log'])(
    '%s: the escaped record that other readers do not see',
    (file) => {
      const { dumps, leftovers } = load(file);
      expect(leftovers).toEqual([]);
      expect(dumps.map(({ form, size }) => [form, size])).toEqual([['log', 66]]);
    },
  );

  test.each(
    entries.filter(({ file }) => /^go119_(allocs|heap|block|mutex|threadcreate)_debug1/.test(file)),
  )('$file: another profile, and no goroutines', ({ file }) => {
    expect(load(file)).toMatchObject({
      dumps: [],
      leftovers: [],
      notices: [{ code: 'other-profile' }],
    });
  });

  test.each(
    entries.filter(({ kind, file }) => /profile|pprof/.test(kind) || file.endsWith('.pb.gz')),
  )('$file: no dump, and no flood of leftovers', ({ file }) => {
    const { dumps, leftovers } = raw(file);
    expect(dumps).toEqual([]);
    expect(leftovers.length).toBeLessThan(10);
  });

  test('a race that panicparse stumbles over', () => {
    const { dumps, leftovers } = load('go119_race.txt');
    expect(leftovers).toEqual([]);
    expect([...(dumps[0] ?? [])].map(({ id, state }) => [id, state])).toEqual([
      [7, 'read'],
      [1, 'previous write'],
    ]);
  });

  test('the text is what counts, not the name', () => {
    const { dumps } = read(bytes('corpus/go119_goroutine_debug2.txt', SHARED));
    expect(dumps[0]?.form).toBe('text');
    expect(read(bytes('corpus/go119_goroutine_debug1.txt', SHARED)).dumps[0]?.form).toBe('counts');
  });

  test('registers, signal and panic are context, not leftovers', () => {
    for (const file of ['go119_sigquit.txt', 'go119_nil_crash.txt']) {
      const { dumps, leftovers } = load(file);
      expect(leftovers).toEqual([]);
      expect(dumps[0]?.context?.length).toBeGreaterThan(1);
    }
  });
});
