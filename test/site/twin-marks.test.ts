import { describe, expect, test } from 'vitest';
import { isBehind, marksOf, movedSides } from '../../src/site/twin-marks.ts';

const tides = { en: 'The water rises.\n', 'zh-cn': '潮水上涨。\n' };
const marks = marksOf(tides);

describe('sides that moved since a page and its twin were read side by side', () => {
  test('are none as long as both stand as they were', () => {
    expect(movedSides(tides, marks)).toEqual([]);
  });

  test('are told by any change of words, and not by spaces at line ends', () => {
    expect(movedSides({ ...tides, en: 'The water falls.\n' }, marks)).toEqual(['en']);
    expect(movedSides({ ...tides, 'zh-cn': '潮水退去。' }, marks)).toEqual(['zh-cn']);
    expect(movedSides({ ...tides, en: 'The water rises.  \n\n' }, marks)).toEqual([]);
  });

  test('are both on a page that was never compared', () => {
    expect(movedSides(tides, undefined)).toEqual(['en', 'zh-cn']);
  });
});

describe('a page is behind', () => {
  test('when the other side moved and it did not', () => {
    expect(isBehind('en', ['zh-cn'])).toBe(true);
    expect(isBehind('zh-cn', ['en'])).toBe(true);
  });

  test('and not when it moved itself, when both did, or when none did', () => {
    expect(isBehind('en', ['en'])).toBe(false);
    expect(isBehind('en', ['en', 'zh-cn'])).toBe(false);
    expect(isBehind('en', [])).toBe(false);
  });
});
