import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/cli/columns.ts';
import { nearest } from '../../src/cli/nearest.ts';
import { cut, printable, widthOf } from '../../src/cli/printable.ts';
import { wrap } from '../../src/cli/prose.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { languageOf, wordsIn } from '../../src/cli/words.ts';

/** A terminal of so many cells that shows no colours; without, a pipe. */
function terminalOf(columns?: number): Terminal {
  const output = { isTTY: columns !== undefined, columns: columns ?? 0, write: () => true };
  const stream = { ...output, on: () => undefined, once: () => undefined };
  const stdin = Readable.from([]);
  return new Terminal({
    stdin,
    stdout: stream,
    stderr: stream,
    env: { NO_COLOR: '1' },
    folder: '/',
  });
}

describe('what is printed', () => {
  it('shows control characters and turned writing as what they are', () => {
    expect(printable('a\u001b[31mb\r\n\u009bc')).toBe('a\\x1b[31mb\\x0d\\x0a\\x9bc');
    expect(printable('a\u202eb\u2066c')).toBe('a\\u202eb\\u2066c');
    expect(printable('ttrpc.(*Client).run 主循环 →')).toBe('ttrpc.(*Client).run 主循环 →');
  });

  it('counts Chinese characters as two cells, and cuts by cells', () => {
    expect(widthOf('a主循环b')).toBe(8);
    expect(cut('a主循环b', 8)).toBe('a主循环b');
    expect(cut('a主循环b', 6)).toBe('a主循…');
    expect(cut('a主循环b', 5)).toBe('a主…');
  });

  it('breaks prose at blanks, Chinese anywhere but before a stop', () => {
    expect(wrap('one two three four', terminalOf(40), ' '.repeat(28), 2)).toEqual([
      `${' '.repeat(28)}one two`,
      `${' '.repeat(30)}three four`,
    ]);
    const lines = wrap('主循环在等空间。'.repeat(6), terminalOf(41));
    expect(lines.join('')).toBe('主循环在等空间。'.repeat(6));
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(42);
      expect(line).not.toMatch(/^。/);
    }
  });

  it('keeps a word that is longer than a line', () => {
    const word = 'x'.repeat(120);
    expect(wrap(`a ${word} b`, terminalOf())).toEqual(['a', word, 'b']);
  });

  it('makes columns as wide as their widest cell, and cuts the last where a terminal ends', () => {
    const columns = [{ title: 'N', align: 'right' as const }, { title: 'WHERE' }];
    const rows = [
      ['1', 'x'.repeat(50)],
      ['100', 'short'],
    ];
    expect(table(columns, rows, terminalOf())).toEqual([
      '  N  WHERE',
      `  1  ${'x'.repeat(50)}`,
      '100  short',
    ]);
    expect(table(columns, rows, terminalOf(40))[1]).toBe(`  1  ${'x'.repeat(34)}…`);
  });
});

describe('what was meant', () => {
  it.each([
    ['gruop', 'group'],
    ['filt', 'filter'],
    ['Group', 'group'],
    ['sjon', 'json'],
    ['xyzzy', null],
    ['', null],
  ])('%j is taken for %j', (typed, meant) => {
    expect(nearest(typed, ['group', 'filter', 'json', 'diff'])).toBe(meant);
  });

  it.each([
    ['zh', 'zh-cn'],
    ['zh_CN.UTF-8', 'zh-cn'],
    ['EN-gb', 'en'],
    ['fr', null],
  ])('the language %j is %j', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it('fills places, groups digits, and takes the form for a number', () => {
    const en = wordsIn('en');
    expect(en('cli.groups.title', { n: 1, by: 'state' })).toBe('1 group by state');
    expect(en('cli.groups.title', { n: 1200, by: 'state' })).toBe('1,200 groups by state');
    expect(wordsIn('zh-cn')('cli.groups.title', { n: 2, by: '状态' })).toBe('按状态分成 2 组');
  });
});
