import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/model/ttrpc/wire/input.ts';

const utf8 = new TextEncoder();
const session = readFileSync(
  new URL('../../../../content/evidence/wire/1.0.1-set1.json', import.meta.url),
);

describe('a file of frames', () => {
  it('is told apart by its bytes, not by a name', () => {
    const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 0);
    const one = [{ name: '', bytes }];
    expect(readInput(bytes)).toMatchObject({ ok: true, form: 'binary', streams: one });
    expect(readInput(utf8.encode('00000000000000010200'))).toMatchObject({
      ...{ ok: true, form: 'hex', streams: one, notHex: null },
    });
    const capture = readInput(session);
    if (!capture.ok) throw new Error(capture.problem);
    expect(capture.form).toBe('capture');
    expect(capture.streams.map((stream) => [stream.name, stream.bytes.length])).toEqual([
      ['client_to_server', 5623],
      ['server_to_client', 9321],
    ]);
  });

  it('keeps the bytes before what is no hex, and says where that begins', () => {
    expect(readInput(utf8.encode('0001\n zz'))).toMatchObject({
      ...{ ok: true, form: 'hex', streams: [{ bytes: Uint8Array.of(0, 1) }] },
      notHex: { problem: 'other', line: 2, column: 2, text: 'zz' },
    });
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['hello', 'not-hex'],
    ['{"a"', 'not-json'],
    ['{"a":1}', 'no-frames'],
  ])('%j is none: %s', (text, problem) => {
    expect(readInput(utf8.encode(text))).toMatchObject({ ok: false, problem });
  });

  it('of any bytes is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => utf8.encode(text)),
        ),
        (bytes) => {
          const input = readInput(bytes);
          if (input.ok && input.form === 'binary') expect(input.streams[0]?.bytes).toEqual(bytes);
          else if (bytes.includes(0)) throw new Error('a zero byte is no text');
        },
      ),
    );
  });
});
