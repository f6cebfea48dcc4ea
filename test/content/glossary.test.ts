import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { slips, type Term } from './glossary.ts';
import { readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const terms = parse(readFileSync(`${CONTENT}glossary.yaml`, 'utf8')) as Term[];

test.each(terms.map((term) => [term.term, term] as const))(
  '%s is explained in both languages',
  (_, term) => {
    expect(Object.keys(term.means)).toEqual(['en', 'zh-cn']);
    for (const text of Object.values(term.means)) expect(text.trim()).not.toBe('');
    expect(term.keep === true).toBe(term['zh-cn'] === undefined);
    expect(Array.isArray(term.not)).toBe(true);
  },
);

test('no term stands twice, and none is on the list of what not to write', () => {
  const names = terms.map(({ term }) => term);
  expect(new Set(names).size).toBe(names.length);
  const wanted = new Set(terms.flatMap(({ term, 'zh-cn': zh }) => [term, zh]));
  expect(terms.flatMap(({ not }) => not).filter((spelling) => wanted.has(spelling))).toEqual([]);
});

describe.each(['en', 'zh-cn'] as const)('the words of %s keep to the glossary', (locale) => {
  const pages = readdirSync(`${CONTENT}${locale}`, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.mdx'),
  );

  test.each(pages)('%s', (path) => {
    const page = readPage(path, readFileSync(`${CONTENT}${locale}/${path}`, 'utf8'));
    const matter = JSON.stringify(page.matter);
    const found = [...page.prose, { line: 1, it: matter }].flatMap(({ line, it }) =>
      slips(terms, locale, it).map(
        ({ found, write }) => `${path}:${line} ${found}: write ${write}`,
      ),
    );
    expect(found).toEqual([]);
  });

  test(`strings/${locale}.json`, () => {
    const strings = JSON.parse(readFileSync(`${CONTENT}strings/${locale}.json`, 'utf8')) as Record<
      string,
      string
    >;
    const found = Object.entries(strings).flatMap(([key, words]) =>
      slips(terms, locale, words.replaceAll(/`[^`]*`/g, '')).map(
        ({ found, write }) => `${key} ${found}: write ${write}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe('what the glossary flags', () => {
  const two: Term[] = [
    {
      term: 'goroutine',
      keep: true,
      means: { en: 'x', 'zh-cn': 'x' },
      not: ['Goroutine', 'go routine', '协程'],
    },
    { term: 'deadlock', 'zh-cn': '死锁', means: { en: 'x', 'zh-cn': 'x' }, not: ['dead-lock'] },
  ];
  test.each([
    ['en', 'a go routine waits', [{ found: 'go routine', write: 'goroutine' }]],
    ['en', 'two go routines wait', [{ found: 'go routine', write: 'goroutine' }]],
    ['en', 'one Goroutine waits', [{ found: 'Goroutine', write: 'goroutine' }]],
    ['en', 'a dead-lock', [{ found: 'dead-lock', write: 'deadlock' }]],
    ['zh-cn', '一个 dead-lock', [{ found: 'dead-lock', write: '死锁' }]],
    ['zh-cn', '一百个协程', [{ found: '协程', write: 'goroutine' }]],
  ] as const)('%s: %s', (locale, words, expected) => {
    expect(slips(two, locale, words)).toEqual(expected);
  });

  test.each([
    ['en', 'Goroutine 54 waits. Goroutine 55 too.'],
    ['en', 'it lets go routinely'],
    ['en', 'a goroutine in /go routine/'],
    ['zh-cn', 'Goroutine：54'],
  ] as const)('%s lets pass: %s', (locale, words) => {
    expect(slips(two, locale, words)).toEqual([]);
  });
});
