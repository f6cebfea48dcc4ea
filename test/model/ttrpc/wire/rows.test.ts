import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/model/ttrpc/wire/decode.ts';
import { leaves } from '../../../../src/model/ttrpc/wire/part.ts';
import { nameOf, rowsOf } from '../../../../src/model/ttrpc/wire/rows.ts';
import { schema } from '../../../../src/model/ttrpc/wire/schema.ts';
import { sourceOf } from '../../../../src/model/ttrpc/wire/source.ts';
import { nanoseconds, seconds, valueText } from '../../../../src/model/ttrpc/wire/value.ts';
import { directions } from './captures.ts';

const [requests, responses] = directions('1.0.1-set1.json').map(({ frames }) =>
  frames.map((bytes) => decode(bytes).value[0]?.parts ?? []),
);

describe('rows', () => {
  it('are the fields of a frame, those of a message within it set in', () => {
    const told = rowsOf(responses?.[3] ?? []).map((row) => [
      ...[row.depth, nameOf(row.part), valueText(row.part)],
      row.pieces.map(({ layer }) => layer).join(),
    ]);
    expect(told).toEqual([
      [0, 'length', '15', 'header'],
      [0, 'stream-id', '7', 'header'],
      [0, 'type', '2 response', 'header'],
      [0, 'flags', '0', 'header'],
      [0, 'status', null, 'tag,length'],
      [1, 'code', '6 AlreadyExists', 'tag,value'],
      [1, 'message', '"id exec-9"', 'tag,length,value'],
    ]);
  });

  it('have the bytes of the whole frame between them, each once', () => {
    for (const parts of [...(requests ?? []), ...(responses ?? [])]) {
      expect(rowsOf(parts).flatMap(({ pieces }) => pieces)).toEqual(leaves(parts));
    }
  });

  it('name an unknown field by its number', () => {
    const [frame] = decode(Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 1, 1, 3, 0x48, 7)).value;
    const rows = rowsOf(frame?.parts ?? []);
    expect(rows.map(({ part }) => nameOf(part)).at(-1)).toBe('field-9');
    expect(rows.map(({ part }) => valueText(part)).slice(-2)).toEqual([
      '3 remote closed + remote open',
      '7',
    ]);
  });
});

describe('a source', () => {
  it('is known of every field', () => {
    const all = Object.values(schema).flatMap((fields) => fields.map(({ means }) => means));
    for (const means of [...all, 'header.length', 'header.flags', 'body.request'] as const) {
      expect(sourceOf(means), means).toMatch(/(channel|types)\.go:\d+$|\.proto$/);
    }
    expect(sourceOf('unread')).toBe('');
  });
});

describe('nanoseconds', () => {
  it.each([
    [1498130822n, '1.498130822'],
    [2_000_000_000n, '2'],
    [-500_000_000n, '-0.5'],
    [1n, '0.000000001'],
    [2n ** 63n - 1n, '9223372036.854775807'],
    [-(2n ** 63n), '-9223372036.854775808'],
  ])('%i are %s s, and back', (value, text) => {
    expect(seconds(value)).toBe(text);
    expect(nanoseconds(text)).toBe(value);
  });

  it.each(['', '1.', '.5', '1e3', '1,5', '9223372036.854775808', '0.0000000001'])(
    'are not %j',
    (text) => expect(nanoseconds(text)).toBeNull(),
  );
});
