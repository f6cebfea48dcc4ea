import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decoding, decode } from '../../../../src/model/ttrpc/wire/decode.ts';
import { encode } from '../../../../src/model/ttrpc/wire/encode.ts';
import { hexOf, readHex } from '../../../../src/model/ttrpc/wire/hex.ts';
import { FATAL } from '../../../../src/model/ttrpc/wire/leftover.ts';
import { leaves } from '../../../../src/model/ttrpc/wire/part.ts';
import { joined } from '../../../../src/model/ttrpc/wire/typed.ts';
import { directions } from './captures.ts';

const STATE = '000000190000000101000a106c61622e7461736b2e76312e5461736b12055374617465';

function decodeHex(hex: string): Decoding {
  return decode(readHex(hex).bytes);
}

/** A request on stream 1 with this body. */
function request(body: string): Decoding {
  const length = (body.replaceAll(' ', '').length / 2).toString(16).padStart(8, '0');
  return decodeHex(`${length} 00000001 01 00 ${body}`);
}

describe('a frame that is cut', () => {
  it.each([1, 9])('after %i bytes has no header', (have) => {
    const { value, leftovers } = decodeHex(STATE.slice(0, 2 * have));
    expect(value).toEqual([]);
    expect(leftovers).toMatchObject([
      { problem: 'header-cut', at: have, from: 0, to: have, fills: { have } },
    ]);
  });

  it('in its body says how much is missing, and shows what is there', () => {
    const { value, leftovers } = decodeHex(`${STATE}${STATE.slice(0, 60)}`);
    expect(value).toHaveLength(1);
    expect(leftovers).toMatchObject([
      { problem: 'body-cut', at: 65, from: 35, to: 65, fills: { want: 25, have: 20 } },
    ]);
    expect(leaves(leftovers[0]?.parts ?? []).map(({ path, value: told }) => [path, told])).toEqual([
      ['header.length', 25],
      ['header.stream-id', 1],
      ['header.type', 1],
      ['header.flags', 0],
      ['body.service.tag', 10],
      ['body.service.length', 16],
      ['body.service.value', 'lab.task.v1.Task'],
      ['body.unread', null],
    ]);
  });
});

describe('a header', () => {
  it('of more than 4 MiB is not followed', () => {
    const { value, leftovers } = decodeHex('00400001 00000001 01 00 0a0a');
    expect(value).toEqual([]);
    expect(leftovers).toMatchObject([
      { problem: 'too-long', at: 0, from: 0, to: 12, fills: { want: 4194305, have: 2 } },
    ]);
  });

  it('of just 4 MiB is', () => {
    const bytes = new Uint8Array(10 + (4 << 20));
    bytes.set([0, 0x40, 0, 0, 0, 0, 0, 1, 3, 0]);
    expect(decode(bytes)).toMatchObject({ value: [{ to: bytes.length }], leftovers: [] });
  });

  it('of more than 4 MiB is read past where its bytes are there, as the receiver does', () => {
    const length = (4 << 20) + 1;
    const long = new Uint8Array(10 + length);
    new DataView(long.buffer).setUint32(0, length);
    const { value, leftovers } = decode(joined([long, readHex(STATE).bytes]));
    expect(leftovers).toMatchObject([{ problem: 'too-long', to: 10 + length }]);
    expect(value).toMatchObject([{ from: 10 + length, frame: { streamId: 1 } }]);
  });

  it('of a type that there is not is kept, and said', () => {
    const { value, leftovers } = decodeHex('00000002 00000007 09 00 abcd');
    expect(value).toMatchObject([{ frame: { streamId: 7, type: 9, body: { is: 'bytes' } } }]);
    expect(leftovers).toMatchObject([{ problem: 'unknown-type', at: 8, fills: { type: 9 } }]);
  });

  it('made of text is told from its impossible length', () => {
    const { value, leftovers } = decode(new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'));
    expect(value).toEqual([]);
    expect(leftovers).toMatchObject([{ problem: 'too-long', fills: { want: 0x47455420 } }]);
  });
});

describe('a body', () => {
  it.each([
    ['0a05 4c61', 'field-cut', 12, { number: 1, want: 5, have: 2 }],
    ['12', 'number-cut', 11, { have: 0 }],
    ['20 8080', 'number-cut', 11, { have: 2 }],
    ['20 ffffffffffffffffff02', 'number-long', 11, { bytes: 10 }],
    ['02 00', 'field-number', 10, { number: 0 }],
    ['fe01 00', 'wire-type', 10, { number: 31, type: 6 }],
    ['0c', 'wire-type', 10, { number: 1, type: 4 }],
    ['0a02 c328', 'not-utf8', 12, { name: 'service' }],
    ['2a04 0a01 ff00', 'not-utf8', 14, { name: 'key' }],
    ['7b 08', 'number-cut', 12, { have: 0 }],
    ['7b 8301 0b 8401 7c', 'wire-type', 14, { number: 16, type: 4 }],
  ])('%s stops with %s at byte %i, and is kept as it is', (body, problem, at, fills) => {
    const { value, leftovers } = request(body);
    expect(leftovers[0]).toMatchObject({ problem, at, fills });
    const [read] = value;
    expect(read?.frame.body).toEqual({ is: 'bytes', bytes: readHex(body).bytes });
    expect(leaves(read?.parts ?? []).at(-1)?.to).toBe(read?.to);
  });

  it('that stops in one message is read on behind it', () => {
    const { value, leftovers } = request('2a03 0a05 6b 1202 4f4b');
    expect(leftovers.map(({ problem, from, to }) => [problem, from, to])).toEqual([
      ['field-cut', 12, 15],
    ]);
    const paths = leaves(value[0]?.parts ?? []).map(({ path }) => path);
    expect(paths.slice(-4)).toEqual([
      ...['body.metadata.value.unread', 'body.method.tag', 'body.method.length'],
      'body.method.value',
    ]);
  });

  it('keeps fields that nobody knows behind those that Go writes', () => {
    const { value, leftovers } = request('4a01 07 1202 4f4b');
    expect(leftovers).toMatchObject([
      { problem: 'unknown-field', at: 10, from: 10, to: 13, fills: { number: 9, type: 2 } },
    ]);
    expect(value[0]?.frame.body).toMatchObject({
      is: 'request',
      request: { method: 'OK', unknown: Uint8Array.of(0x4a, 1, 7) },
    });
    const again = value[0] && hexOf(encode(value[0].frame).slice(10));
    expect(again).toBe('12024f4b4a0107');
  });

  it('takes a known field of another kind for one that it does not know, as Go does', () => {
    const { value, leftovers } = request('2202 4f4b');
    expect(leftovers).toMatchObject([
      { problem: 'other-kind', at: 10, fills: { name: 'timeout_nano', number: 4, type: 2 } },
    ]);
    expect(value[0]?.frame.body).toMatchObject({ is: 'request', request: { timeoutNano: 0n } });
  });

  it('may hold groups and fixed numbers that nobody knows', () => {
    const { value, leftovers } = request('7b 0801 83010b0c8401 7c 7d 01020304 79 0102030405060708');
    expect(leftovers.map(({ problem }) => problem)).toEqual(Array(3).fill('unknown-field'));
    const [first] = value;
    expect(first && hexOf(encode(first.frame))).toBe(
      '00000018 00000001 0100 7b 0801 83010b0c8401 7c 7d 01020304 79 0102030405060708'.replaceAll(
        ' ',
        '',
      ),
    );
  });

  it('lets the last of two count, and puts two messages together', () => {
    const first = request('0a01 61 0a01 62').value[0];
    expect(first?.frame.body).toMatchObject({ request: { service: 'b' } });
    expect(leaves(first?.parts ?? []).map(({ path }) => path)).toContain('body.service-2.value');
    const [answer] = decodeHex('00000009 00000001 02 00 0a02 0805 0a03 1201 78').value;
    expect(answer?.frame.body).toMatchObject({
      response: { status: { code: 5, message: 'x', details: [] } },
    });
  });

  it('tells a status that is there and empty from none', () => {
    const [answer] = decodeHex('00000002 00000001 02 00 0a00').value;
    expect(answer?.frame.body).toMatchObject({ response: { status: { code: 0, message: '' } } });
    expect(answer && hexOf(encode(answer.frame))).toBe('000000020000000102000a00');
  });
});

describe('whatever the bytes', () => {
  const frames = directions('1.0.1-set1.json').flatMap((one) => one.frames.slice(0, 10));
  const spoilt = fc
    .tuple(
      fc.constantFrom(...frames),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 5 }),
      fc.nat(),
    )
    .map(([frame, changes, cut]) => {
      const bytes = Uint8Array.from(frame);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes.slice(0, bytes.length - (cut % 4 === 0 ? cut % bytes.length : 0));
    });

  it('nothing is thrown, nothing is swallowed, and what Go would refuse is kept as it is', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const { value, leftovers } = decode(bytes);
        const lost = leftovers.filter(({ parts }) => parts.length > 0);
        const spans = [...value, ...lost].sort((a, b) => a.from - b.from);
        let at = 0;
        for (const { from, to, parts } of spans) {
          expect(from).toBe(at);
          const all = leaves(parts);
          for (const [i, leaf] of all.entries()) expect(leaf.from).toBe(all[i - 1]?.to ?? from);
          expect(all.at(-1)?.to ?? to).toBe(to);
          at = to;
        }
        expect(at).toBe(bytes.length);
        for (const { from, to, frame } of value) {
          const inside = leftovers.some((one) => one.from >= from && one.to <= to);
          const fatal = leftovers.some(
            (one) => one.from >= from && one.to <= to && FATAL.has(one.problem),
          );
          expect(!fatal || frame.body.is === 'bytes').toBe(true);
          const same = hexOf(encode(frame)) === hexOf(bytes.slice(from, to));
          // A readable body may be written in another order or with empty fields; its meaning stays.
          if (!same) expect(decode(encode(frame)).value[0]?.frame).toEqual(frame);
          if (fatal) expect(same || !inside).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
