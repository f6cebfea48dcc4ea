import { describe, expect, it } from 'vitest';
import { createWord, pickWords } from '../../src/share/words.ts';

describe('createWord', () => {
  const word = createWord(
    { a: '{n} {n|goroutine|goroutines} in {place}', b: 'as it is {unknown}' },
    'en',
  );

  it('fills places, writes numbers in the locale, and picks the plural form', () => {
    expect(word('a', { n: 1, place: 'x' })).toBe('1 goroutine in x');
    expect(word('a', { n: 1234, place: 'x' })).toBe('1,234 goroutines in x');
  });

  it('leaves a place without a value visible', () => {
    expect(word('b')).toBe('as it is {unknown}');
  });

  it('shows a missing word as its key', () => {
    expect(word('nowhere')).toBe('[nowhere]');
  });

  it('uses the one form of Chinese for every number', () => {
    const zh = createWord({ a: '{n} {n|个|个}' }, 'zh-cn');
    expect(zh('a', { n: 1 })).toBe('1 个');
    expect(zh('a', { n: 2 })).toBe('2 个');
  });
});

describe('pickWords', () => {
  it('takes only the words under the prefixes', () => {
    expect(pickWords({ 'a.x': '1', 'ab.y': '2', 'b.z': '3' }, ['a.', 'b.'])).toEqual({
      'a.x': '1',
      'b.z': '3',
    });
  });
});
