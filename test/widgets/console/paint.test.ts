import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/shell/line.ts';
import { paint, placeAfter, widthOf } from '../../../src/widgets/console/paint.ts';

describe('where the cursor stands', () => {
  it('counts Chinese as two columns and marks as none', () => {
    expect(['a', '中', '。', '\u0301', '한'].map(widthOf)).toEqual([1, 2, 2, 0, 2]);
  });

  it('wraps at the edge, and a wide character that does not fit goes on', () => {
    expect(placeAfter('abc', 10)).toEqual({ row: 0, column: 3 });
    expect(placeAfter('abcde', 5)).toEqual({ row: 1, column: 0 });
    expect(placeAfter('abcd中', 5)).toEqual({ row: 1, column: 2 });
  });
});

describe('painting a line', () => {
  it('begins where the prompt began, from whatever row the cursor was in', () => {
    expect(paint('$ ', lineOf('ls'), 80, 0)).toEqual({
      text: '\r\x1b[J\x1b[32m$ \x1b[0mls\r\x1b[4C',
      row: 0,
    });
    expect(paint('$ ', lineOf('ls'), 80, 2).text.startsWith('\x1b[2A\r\x1b[J')).toBe(true);
  });

  it('puts the cursor inside a line of several rows', () => {
    const { text, row } = paint('$ ', { text: 'abcdefghij', cursor: 1 }, 5, 0);
    expect(row).toBe(0);
    expect(text.endsWith('\x1b[2A\r\x1b[3C')).toBe(true);
  });

  it('gives a full row its line feed, so that the next letter has a place', () => {
    expect(paint('$ ', lineOf('abc'), 5, 0)).toEqual({
      text: '\r\x1b[J\x1b[32m$ \x1b[0mabc\r\n\r',
      row: 1,
    });
  });

  it('leaves the cursor where a terminal would have it', () => {
    const columns = fc.integer({ min: 4, max: 40 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中') });
    fc.assert(
      fc.property(columns, text, fc.nat(), (width, typed, at) => {
        const cursor = [...typed].slice(0, at % ([...typed].length + 1)).join('').length;
        const painted = paint('$ ', { text: typed, cursor }, width, 0);
        const place = placeAfter(`$ ${typed.slice(0, cursor)}`, width);
        expect(painted.row).toBe(place.row);
        const right = painted.text.slice(painted.text.lastIndexOf('\r') + 1);
        expect(right).toBe(place.column > 0 ? `\x1b[${place.column}C` : '');
      }),
    );
  });
});
