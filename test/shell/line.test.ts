import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDITS, type Edit, insert, lineOf } from '../../src/shell/line.ts';

describe('editing a line as readline does', () => {
  it.each<[Edit, string, number, string, number]>([
    ['backward-delete-char', 'abc', 2, 'ac', 1],
    ['backward-delete-char', 'abc', 0, 'abc', 0],
    ['delete-char', 'abc', 1, 'ac', 1],
    ['kill-line', 'grep x f', 5, 'grep ', 5],
    ['unix-line-discard', 'grep x f', 5, 'x f', 0],
    ['unix-word-rubout', 'cat a/b.txt ', 12, 'cat ', 4],
    ['kill-word', 'cat a/b', 4, 'cat /b', 4],
    ['backward-word', 'cat a/b', 7, 'cat a/b', 6],
    ['forward-word', 'cat a/b', 0, 'cat a/b', 3],
    ['beginning-of-line', 'abc', 2, 'abc', 0],
    ['end-of-line', 'abc', 1, 'abc', 3],
  ])('%s of %j at %i', (edit, text, cursor, after, at) => {
    expect(EDITS[edit]({ text, cursor })).toEqual({ text: after, cursor: at });
  });

  it('takes a character of two units as one', () => {
    expect(EDITS['backward-delete-char'](lineOf('a𠮷'))).toEqual({ text: 'a', cursor: 1 });
    expect(EDITS['forward-char']({ text: '𠮷b', cursor: 0 })).toEqual({ text: '𠮷b', cursor: 2 });
  });

  it('puts text in at the cursor', () => {
    expect(insert({ text: 'ac', cursor: 1 }, 'b')).toEqual({ text: 'abc', cursor: 2 });
  });

  it('never leaves the cursor outside the line', () => {
    const edits = fc.array(fc.constantFrom(...(Object.keys(EDITS) as Edit[])));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), edits, (text, names) => {
        const line = names.reduce((now, name) => EDITS[name](now), lineOf(text));
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual(line.text.length);
      }),
    );
  });
});
