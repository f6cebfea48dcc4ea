import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPage } from './page.ts';
import { differences, spell } from './parity.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;

const pagesOf = (locale: string): string[] =>
  readdirSync(`${CONTENT}${locale}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .sort();

const all = [...new Set([...pagesOf('en'), ...pagesOf('zh-cn')])];

test.each(all)('%s exists in both languages', (path) => {
  for (const locale of ['en', 'zh-cn'])
    expect(existsSync(`${CONTENT}${locale}/${path}`), `content/${locale}/${path} is missing`).toBe(
      true,
    );
});

const pairs = all.filter((path) => pagesOf('en').includes(path) && pagesOf('zh-cn').includes(path));

test.each(pairs)('%s is the same page in both languages', (path) => {
  const [en, zh] = (['en', 'zh-cn'] as const).map((locale) =>
    readPage(`content/${locale}/${path}`, readFileSync(`${CONTENT}${locale}/${path}`, 'utf8')),
  );
  if (!en || !zh) throw new Error(path);
  expect(differences(en, zh).map(spell)).toEqual([]);
});
