import { describe, expect, it } from 'vitest';
import { complete, wordAt } from '../../src/shell/completion.ts';

describe('the word at the cursor', () => {
  it.each([
    ['gre', { start: 0, word: 'gre', isCommand: true }],
    ['grep a b', { start: 7, word: 'b', isCommand: false }],
    ['a|so', { start: 2, word: 'so', isCommand: true }],
    ['for i in x; do ec', { start: 15, word: 'ec', isCommand: true }],
    ['cat a\\ b', { start: 4, word: 'a b', isCommand: false }],
    ['cat <x', { start: 5, word: 'x', isCommand: false }],
    ['echo $(l', { start: 7, word: 'l', isCommand: true }],
    ['cat ', { start: 4, word: '', isCommand: false }],
  ])('%j', (line, word) => {
    expect(wordAt(line, line.length)).toEqual(word);
  });
});

describe('completing', () => {
  it('finishes a single word with a blank, a folder with its slash', () => {
    expect(complete('ca', 2, 0, ['cat'])).toEqual({ text: 'cat ', cursor: 4, choices: [] });
    expect(complete('cd id', 5, 3, ['idle/'])).toEqual({
      text: 'cd idle/',
      cursor: 8,
      choices: [],
    });
  });

  it('puts in what all have in common, then shows them', () => {
    const words = ['shim.goroutine.profile', 'shim.log'];
    expect(complete('cat s', 5, 4, words)).toEqual({ text: 'cat shim.', cursor: 9, choices: [] });
    expect(complete('cat shim.', 9, 4, words)).toEqual({
      text: 'cat shim.',
      cursor: 9,
      choices: words,
    });
  });

  it('leaves the rest of the line, and no second blank', () => {
    expect(complete('so | uniq', 2, 0, ['sort'])).toEqual({
      text: 'sort | uniq',
      cursor: 5,
      choices: [],
    });
  });

  it('does nothing when nothing fits', () => {
    expect(complete('zz', 2, 0, [])).toEqual({ text: 'zz', cursor: 2, choices: [] });
  });
});
