import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Page, readPage } from './page.ts';
import { amountOf, minutesToRead } from './reading-time.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LOCALES = ['en', 'zh-cn'] as const;

const pageOf = (path: string): Page =>
  readPage(`content/${path}`, readFileSync(`${CONTENT}${path}`, 'utf8'));

/** The minutes that a chapter states, and those that its text and the runbook cards on it take. */
function readingOf(locale: string, file: string): { stated: number; measured: number } {
  const chapter = pageOf(`${locale}/chapters/${file}`);
  const cards = chapter.tags
    .filter(({ it }) => it.name === 'Card')
    .map(({ it }) => pageOf(`${locale}/runbook/${it.attributes.id}.mdx`));
  const { read } = chapter.matter.minutes as { read: number };
  return { stated: read, measured: minutesToRead([chapter, ...cards].map(amountOf)) };
}

const chapters = readdirSync(`${CONTENT}en/chapters`).filter((file) => file.endsWith('.mdx'));

test.each(chapters)('%s: its minutes of reading are those of its text', (file) => {
  for (const locale of LOCALES) {
    const { stated, measured } = readingOf(locale, file);
    const hint = `content/${locale}/chapters/${file}: minutes.read is ${stated}, its text takes ${measured}`;
    expect(Math.abs(stated - measured), hint).toBeLessThanOrEqual(1);
  }
});

describe('what there is to read', () => {
  const source = [
    '---',
    'title: Tides',
    '---',
    '',
    'Two words, and `client.go:209`. 潮水 rises.',
    '',
    '```sh',
    'ls',
    'pwd',
    '```',
  ].join('\n');

  test('is words, characters and lines of code, each counted once', () => {
    expect(amountOf(readPage('tides.mdx', source))).toEqual({ words: 5, characters: 2, lines: 2 });
  });

  test('takes its time: of two pages the sum is rounded, not each', () => {
    expect(minutesToRead([{ words: 200, characters: 300, lines: 20 }])).toBe(3);
    const third = { words: 70, characters: 0, lines: 0 };
    expect(minutesToRead([third, third, third])).toBe(1);
  });
});
