import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/model/ttrpc/wire/decode.ts';
import type { Frame } from '../../../src/model/ttrpc/wire/frame.ts';
import { hexOf, readHex } from '../../../src/model/ttrpc/wire/hex.ts';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { runsOf } from '../../../src/widgets/wire/bytes.tsx';
import { changesOf } from '../../../src/widgets/wire/changes.ts';
import { editedHex, type FieldName, fieldsOf, withField } from '../../../src/widgets/wire/edit.ts';
import { readSamples } from '../../../src/widgets/wire/samples.ts';

const samples = await readSamples(evidenceFromDisk);

function frameOf(id: string): Frame {
  const bytes = samples.find((one) => one.id === id)?.bytes;
  const [read] = decode(bytes ?? new Uint8Array()).value;
  if (!read) throw new Error(`no frame ${id}`);
  return read.frame;
}

function read(hex: string) {
  const { bytes } = readHex(hex);
  return { bytes, parts: decode(bytes).value[0]?.parts ?? [] };
}

/** Hex of the bytes that differ, after a field of a captured frame is given a text. */
function changed(id: string, field: FieldName, text: string) {
  const frame = frameOf(id);
  const next = withField(frame, field, text);
  if (!next) return null;
  const [before, now] = [read(editedHex(frame)), read(editedHex(next))];
  const { bytes, gone } = changesOf(before, now);
  return { hex: hexOf(Uint8Array.from([...bytes].map((at) => now.bytes[at] ?? 0)), ' '), gone };
}

describe('a field of a frame', () => {
  it.each(samples.map(({ id }) => id))('of %s, given what it holds, changes nothing', (id) => {
    const frame = frameOf(id);
    const fields = fieldsOf(frame);
    expect(fields.length).toBeGreaterThan(3);
    for (const [name, text] of fields) {
      const same = withField(frame, name, text);
      expect(same && editedHex(same), name).toBe(editedHex(frame));
    }
  });

  it.each<[string, FieldName, string, string, string[]]>([
    ['1.0.1-request-13', 'stream-id', '15', '0f', []],
    ['1.0.1-request-13', 'flags', '3', '03', []],
    ['1.0.1-request-13', 'timeout', '2', '80 a8 d6 b9 07', []],
    ['1.0.1-request-13', 'timeout', '', '20', ['body.timeout_nano']],
    ['1.0.1-request-13', 'payload', '', '22', ['body.payload']],
    ['1.0.1-request-13', 'metadata', 'a=b=c', '30 2a 08 0a 01 61 12 03 62 3d 63', []],
    ['1.0.1-request-15', 'metadata', '', '20', ['body.metadata']],
    ['1.0.1-response-7', 'code', '5', '05', []],
    ['1.0.1-response-7', 'message', 'id exec-10', '10 0e 0a 31 30', []],
    ['1.0.1-response-7', 'code', '', '00', ['body.status']],
  ])('%s: %s as %j changes just the bytes %s', (id, field, text, hex, gone) => {
    const result = changed(id, field, text);
    expect(result?.hex).toBe(hex);
    const paths = result?.gone.map(({ path }) => path) ?? [];
    if (gone.length === 0) expect(paths).toEqual([]);
    else expect(paths).toEqual(expect.arrayContaining(gone));
  });

  it.each<[FieldName, string]>([
    ['stream-id', ''],
    ['stream-id', '-1'],
    ['stream-id', '1.5'],
    ['flags', '256'],
    ['timeout', 'soon'],
    ['timeout', '9223372037'],
    ['payload', '0'],
    ['payload', '00 xy'],
    ['metadata', 'key'],
  ])('%s cannot hold %j', (field, text) => {
    expect(withField(frameOf('1.0.1-request-13'), field, text)).toBeNull();
  });

  it('offers no payload that is too long for a field, nor pairs that lines cannot hold', () => {
    const names = (frame: Frame) => fieldsOf(frame).map(([name]) => name);
    expect(names(frameOf('1.0.1-request-21'))).not.toContain('payload');
    const frame = frameOf('1.0.1-request-13');
    if (frame.body.is !== 'request') throw new Error('no request');
    const metadata = [{ key: 'a', value: 'b\nc' }];
    const body = { is: 'request' as const, request: { ...frame.body.request, metadata } };
    expect(names({ ...frame, body })).not.toContain('metadata');
  });
});

describe('runs of changed bytes', () => {
  it('cover a piece once, in order, and alternate', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), fc.nat(20), fc.nat(20), (at, from, size) => {
        const set = new Set(at);
        const runs = runsOf(set, from, from + size);
        const all = runs.flatMap((run) =>
          Array.from({ length: run.to - run.from }, (_, i) => [run.from + i, run.changed]),
        );
        expect(all).toEqual(Array.from({ length: size }, (_, i) => [from + i, set.has(from + i)]));
        for (const [i, run] of runs.entries()) expect(run.changed).not.toBe(runs[i + 1]?.changed);
      }),
    );
  });
});
