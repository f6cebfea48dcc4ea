import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/model/ttrpc/wire/decode.ts';
import { encode } from '../../../../src/model/ttrpc/wire/encode.ts';
import type { Frame } from '../../../../src/model/ttrpc/wire/frame.ts';
import { hexOf } from '../../../../src/model/ttrpc/wire/hex.ts';
import { leaves, type Part, partOf } from '../../../../src/model/ttrpc/wire/part.ts';
import { joined } from '../../../../src/model/ttrpc/wire/typed.ts';
import { directions, said } from './captures.ts';

const SESSIONS = ['1.0.1-set1.json', '1.1.0-set1.json'] as const;
const captured = SESSIONS.flatMap((file) =>
  directions(file).flatMap(({ name, frames }) =>
    frames.map((bytes, at) => ({ title: `${file} ${name} ${at + 1}`, bytes })),
  ),
);

describe('captured frames', () => {
  it('are 48, in two sessions', () => expect(captured).toHaveLength(48));

  it.each(captured)('$title comes out as it went in', ({ bytes }) => {
    const { value, leftovers } = decode(bytes);
    expect(leftovers).toEqual([]);
    expect(value.map(({ from, to }) => [from, to])).toEqual([[0, bytes.length]]);
    const [read] = value;
    if (!read) throw new Error('no frame');
    expect(read.frame.body.is).not.toBe('bytes');
    expect(hexOf(encode(read.frame))).toBe(hexOf(bytes));
  });

  it('say what another decoder read in them, one direction after the other', () => {
    const [toServer, toClient] = directions('1.0.1-set1.json').map(({ frames }) => {
      return decode(joined(frames)).value;
    });
    const ours = { c2s: toServer ?? [], s2c: toClient ?? [] };
    const theirs = said();
    expect(ours.c2s.length + ours.s2c.length).toBe(theirs.length);
    for (const one of theirs) {
      const read = ours[one.dir].find(({ from }) => from === one.offset);
      if (!read) throw new Error(`nothing begins at ${one.dir} ${one.offset}`);
      const { frame, from, to } = read;
      expect(to - from).toBe(one.length + 10);
      expect([frame.streamId, frame.type, frame.flags]).toEqual([
        ...[one.stream_id, one.type, one.flags],
      ]);
      const { body } = frame;
      if (body.is === 'bytes') throw new Error('no message');
      if (body.is === 'request') {
        const { service, method, timeoutNano, metadata } = body.request;
        expect({ service, method, timeout_nano: Number(timeoutNano), metadata }).toEqual({
          ...{ service: one.body.service, method: one.body.method },
          ...{ timeout_nano: one.body.timeout_nano, metadata: one.body.metadata },
        });
      } else {
        const { status } = body.response;
        expect(status && { code: status.code, message: status.message }).toEqual(one.body.status);
      }
      const { payload } = body.is === 'request' ? body.request : body.response;
      const { payload_hex: hex, payload_len: length, payload_sha256: hash } = one.body;
      if (hash === undefined) expect(hexOf(payload)).toBe(hex);
      else {
        expect(payload).toHaveLength(length ?? 0);
        expect(createHash('sha256').update(payload).digest('hex')).toBe(hash);
      }
    }
  });
});

describe('parts', () => {
  const [, , , , , , request] = directions('1.0.1-set1.json')[0]?.frames ?? [];

  it('name every byte of a request with a deadline', () => {
    const [frame] = decode(request ?? new Uint8Array()).value;
    const told = leaves(frame?.parts ?? []).map(({ path, from, to, value }) => [
      ...[path, from, to],
      value,
    ]);
    expect(told).toEqual([
      ['header.length', 0, 4, 38],
      ['header.stream-id', 4, 8, 13],
      ['header.type', 8, 9, 1],
      ['header.flags', 9, 10, 0],
      ['body.service.tag', 10, 11, 10],
      ['body.service.length', 11, 12, 16],
      ['body.service.value', 12, 28, 'lab.task.v1.Task'],
      ['body.method.tag', 28, 29, 18],
      ['body.method.length', 29, 30, 8],
      ['body.method.value', 30, 38, 'Deadline'],
      ['body.payload.tag', 38, 39, 26],
      ['body.payload.length', 39, 40, 2],
      ['body.payload.value', 40, 42, null],
      ['body.timeout_nano.tag', 42, 43, 32],
      ['body.timeout_nano.value', 43, 48, 1498130822n],
    ]);
  });

  it('are found by their paths, also in messages within messages', () => {
    const [, , , , , , , metadata] = directions('1.0.1-set1.json')[0]?.frames ?? [];
    const [frame] = decode(metadata ?? new Uint8Array()).value;
    const parts = frame?.parts ?? [];
    expect(partOf(parts, 'body.metadata-3.value.value.value')).toMatchObject({ value: 'b' });
    expect(partOf(parts, 'body.metadata.value.key')).toMatchObject({
      ...{ means: 'key-value.key', value: 'containerd-namespace-ttrpc' },
    });
    expect(partOf(parts, 'body.metadata-9')).toBeNull();
  });
});

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
/** A field that no message of ttrpc has: number 15 as a varint, or 16 and up with bytes. */
const unknown = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: 0, max: 127 }).map((value) => Uint8Array.from([15 * 8, value])),
  fc
    .uint8Array({ minLength: 1, maxLength: 9 })
    .map((value) => Uint8Array.from([130, 1, value.length, ...value])),
);
const withUnknown = <T extends object>(message: T, more: Uint8Array | undefined) =>
  more ? { ...message, unknown: more } : message;
const keyValues = fc
  .tuple(text, text, unknown)
  .map(([key, value, more]) => withUnknown({ key, value }, more));
const anys = fc
  .tuple(text, bytes, unknown)
  .map(([typeUrl, value, more]) => withUnknown({ typeUrl, value }, more));
const statuses = fc
  .tuple(
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    text,
    fc.array(anys, { maxLength: 3 }),
    unknown,
  )
  .map(([code, message, details, more]) => withUnknown({ code, message, details }, more));
const header = fc.record({
  streamId: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  flags: fc.integer({ min: 0, max: 255 }),
});
const requests = fc
  .tuple(
    header,
    fc.record({
      ...{ service: text, method: text, payload: bytes },
      timeoutNano: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      metadata: fc.array(keyValues, { maxLength: 4 }),
    }),
    unknown,
  )
  .map(([head, request, more]): Frame => {
    return { ...head, type: 1, body: { is: 'request', request: withUnknown(request, more) } };
  });
const responses = fc
  .tuple(header, fc.record({ status: fc.option(statuses), payload: bytes }), unknown)
  .map(([head, response, more]): Frame => {
    return { ...head, type: 2, body: { is: 'response', response: withUnknown(response, more) } };
  });
const others = fc
  .tuple(header, fc.integer({ min: 3, max: 255 }), bytes)
  .map(([head, type, content]): Frame => {
    return { ...head, type, body: { is: 'bytes', bytes: content } };
  });
const frames = fc.array(fc.oneof(requests, responses, others), { maxLength: 6 });

/** Fails unless the parts stand one behind the other from `from` to `to`, at every level. */
function expectCover(parts: readonly Part[], from: number, to: number): void {
  expect(parts.map((part) => part.from)).toEqual([
    from,
    ...parts.slice(0, -1).map((part) => part.to),
  ]);
  expect(parts.at(-1)?.to).toBe(to);
  for (const part of parts) if (part.parts.length > 0) expectCover(part.parts, part.from, part.to);
}

describe('any frames', () => {
  it('come back from their bytes as they were', () => {
    fc.assert(
      fc.property(frames, (given) => {
        const { value, leftovers } = decode(joined(given.map(encode)));
        expect(value.map(({ frame }) => frame)).toEqual(given);
        const odd = leftovers.map(({ problem }) => problem);
        expect(odd.filter((one) => one !== 'unknown-field' && one !== 'unknown-type')).toEqual([]);
      }),
    );
  });

  it('are covered by their parts without gaps, and by paths that differ', () => {
    fc.assert(
      fc.property(frames, (given) => {
        for (const { from, to, parts } of decode(joined(given.map(encode))).value) {
          expectCover(parts, from, to);
          const paths = leaves(parts).map(({ path }) => path);
          expect(new Set(paths).size).toBe(paths.length);
        }
      }),
    );
  });
});

describe('encode', () => {
  it('refuses a number that its place in the header cannot hold', () => {
    const frame: Frame = {
      ...{ streamId: 1, type: 2, flags: 0 },
      body: { is: 'response', response: { status: null, payload: new Uint8Array() } },
    };
    expect(hexOf(encode(frame))).toBe('00000000000000010200');
    expect(() => encode({ ...frame, streamId: 2 ** 32 })).toThrow(RangeError);
    expect(() => encode({ ...frame, flags: 256 })).toThrow('flags: 256');
    expect(() => encode({ ...frame, type: 1.5 })).toThrow(RangeError);
  });
});
