import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPlain } from '../../src/evidence/pprof/read.ts';
import { report } from '../../src/evidence/pprof/report.ts';
import { EVIDENCE, gzipBomb, stuck, stuckInside, stuckJson } from './stuck.ts';

interface Row {
  readonly func: string;
  readonly file: string;
  readonly flat: number | string;
  readonly cum: number | string;
}

interface Profile {
  readonly sampleTypes: readonly { readonly type: string; readonly unit: string }[];
  readonly totals: readonly (number | string)[];
  readonly top: readonly (readonly Row[])[];
  readonly peek?: readonly { readonly callers: readonly { readonly func: string }[] }[];
}

/** A profile.proto with one sample of two huge values: fields by google/pprof proto/profile.proto. */
function hugeProfile(): Uint8Array {
  const varint = (value: bigint): number[] => {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, value);
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    return [...bytes, Number(rest)];
  };
  const number = (field: number, value: bigint) => [
    ...varint(BigInt(field << 3)),
    ...varint(value),
  ];
  const message = (field: number, body: number[]) => [
    ...varint(BigInt((field << 3) | 2)),
    ...varint(BigInt(body.length)),
    ...body,
  ];
  const text = (value: string) => message(6, [...new TextEncoder().encode(value)]);
  return Uint8Array.from([
    ...message(1, [...number(1, 1n), ...number(2, 2n)]),
    ...message(2, [...number(1, 1n), ...number(2, 9007199254740993n)]),
    ...message(4, [...number(1, 1n), ...message(4, [...number(1, 1n)])]),
    ...message(5, [...number(1, 1n), ...number(2, 3n)]),
    ...['', 'delay', 'nanoseconds', 'main.wait'].flatMap(text),
  ]);
}

describe('stuck profile', { timeout: 30_000 }, () => {
  it('writes what the reader finds, for each sample type', async () => {
    const { code, err, value } = await stuckJson<Profile>(['profile', EVIDENCE.heap]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const read = readPlain(gunzipSync(readFileSync(EVIDENCE.heap)));
    if (!read.ok) throw new Error(read.problem);
    const { sampleTypes, totals, top } = report(read.value);
    expect(value).toMatchObject({ sampleTypes, totals, top });
    expect(value.sampleTypes.map(({ type, unit }) => `${type}/${unit}`)).toEqual([
      'alloc_objects/count',
      'alloc_space/bytes',
      'inuse_objects/count',
      'inuse_space/bytes',
    ]);
    expect(value.totals[3]).toBe(26_217_928);
  });

  it('limits sample types and rows where that is asked', async () => {
    const args = ['profile', EVIDENCE.heap, '--type', 'inuse_space', '--top', '3'];
    const { value } = await stuckJson<Profile>(args);
    expect(value.sampleTypes).toEqual([{ type: 'inuse_space', unit: 'bytes' }]);
    expect(value.top.map((rows) => rows.length)).toEqual([3]);
    const { out } = await stuck(args);
    expect(out).toContain('inuse_space: 25 MiB in all (26,217,928 bytes)');
    expect(out).toContain('ttrpc.(*Client).dispatch');
    expect(out).toContain('more: --top 0 shows all');
  });

  it('keeps values exact: a text where a number would not be', async () => {
    const { value } = await stuckJson<Profile>(['profile', '-'], { input: hugeProfile() });
    expect(value.totals).toEqual(['9007199254740993']);
    expect(value.top).toEqual([
      [{ func: 'main.wait', file: '', flat: '9007199254740993', cum: '9007199254740993' }],
    ]);
  });

  it('takes a base away, and tells growth by its sign', async () => {
    const args = ['profile', EVIDENCE.heap, '--base', EVIDENCE.firstHeap, '--type', 'inuse_space'];
    const { value } = await stuckJson<Profile>(args);
    const dispatch = (rows: readonly Row[] | undefined) =>
      Number(rows?.find(({ func }) => func.endsWith('ttrpc.(*Client).dispatch'))?.flat);
    const [after, before] = await Promise.all(
      [EVIDENCE.heap, EVIDENCE.firstHeap].map((file) =>
        stuckJson<Profile>(['profile', file, '--type', 'inuse_space']),
      ),
    );
    const grown = dispatch(after?.value.top[0]) - dispatch(before?.value.top[0]);
    expect(grown).toBeGreaterThan(4_000_000);
    expect(dispatch(value.top[0])).toBe(grown);
    const { code, out } = await stuck(args);
    expect(code).toBe(0);
    expect(out).toMatch(/\+4 MiB .*ttrpc\.\(\*Client\)\.dispatch/);
  });

  it('focuses, ignores, and shows who calls whom', async () => {
    const focused = await stuckJson<Profile>(['profile', EVIDENCE.heap, '--focus', 'ttrpc']);
    expect(focused.value.top[3]?.[0]?.func).toMatch(/ttrpc\.\(\*Client\)\.dispatch$/);
    const ignored = await stuckJson<Profile>(['profile', EVIDENCE.heap, '--ignore', 'ttrpc']);
    const names = ignored.value.top.flat().map(({ func }) => func);
    expect(names.filter((name) => name.includes('/ttrpc.'))).toEqual([]);
    const args = [
      'profile',
      EVIDENCE.heap,
      '--type',
      'inuse_space',
      '--peek',
      '(*Client).dispatch',
    ];
    const peeked = await stuckJson<Profile>(args);
    expect(peeked.value.peek?.[0]?.callers[0]?.func).toMatch(/ttrpc\.defaultClientInterceptor$/);
    expect((await stuck(args)).out).toContain('↓ ');
  });

  it('complains of patterns, types and functions at the place', async () => {
    const pattern = await stuckInside(['profile', EVIDENCE.heap, '--focus', 'ttr(pc']);
    expect(pattern).toMatchObject({ code: 2, out: '' });
    expect(pattern.err).toContain("at: --focus 'ttr▸(pc'");
    const type = await stuckInside(['profile', EVIDENCE.heap, '--type', 'inuse_spac']);
    expect(type).toMatchObject({ code: 2, out: '' });
    expect(type.err).toContain('Did you mean inuse_space?');
    const many = await stuckInside(['profile', EVIDENCE.heap, '--peek', 'ttrpc']);
    expect(many).toMatchObject({ code: 2, out: '' });
    expect(many.err).toContain('functions are named like ttrpc');
    const none = await stuckInside(['profile', EVIDENCE.heap, '--peek', 'no.such']);
    expect(none.code).toBe(2);
  });

  it.each([
    ['a dump in a log', EVIDENCE.shim],
    ['a plain dump', EVIDENCE.pair],
  ])('says of %s that it is one, and which command reads it', async (_, file) => {
    const { code, out, err } = await stuck(['profile', file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('This is a goroutine dump, not a profile.');
    expect(err).toContain(`npm run -s stuck -- goroutines ${file}`);
  });

  it('names what is neither', async () => {
    const page = await stuckInside(['profile', '-'], {
      input: '<!doctype html><title>Log in</title>',
    });
    expect(page.code).toBe(2);
    expect(page.err).toContain('This is a web page, not a profile.');
    const empty = await stuckInside(['profile', '-'], { input: '' });
    expect(empty).toMatchObject({ code: 2 });
    expect(empty.err).toContain('The file is empty.');
  });

  it('reads a cut gzip as far as it goes, and says so', async () => {
    const packed = gzipSync(hugeProfile());
    const { code, out, err } = await stuckInside(['profile', '-'], {
      input: packed.subarray(0, -8),
    });
    expect(code).toBe(0);
    expect(out).toContain('main.wait');
    expect(err).toContain('The gzip data ends too early');
  });

  it('stops at a gzip bomb', async () => {
    const bomb = gzipBomb();
    const { code, out, err } = await stuckInside(['profile', '-'], { input: bomb });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('larger than the limit');
  });
});
