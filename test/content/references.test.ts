import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPlace } from '../../src/shell/files.ts';
import { evidencePaths } from './evidence.ts';
import { facts } from './facts.ts';
import { typedFigures } from './figures.ts';
import { type Page, readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LOCALES = ['en', 'zh-cn'] as const;

const pages: Page[] = LOCALES.flatMap((locale) =>
  readdirSync(`${CONTENT}${locale}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .map((path) => {
      const at = `${locale}/${path}`;
      return readPage(at, readFileSync(`${CONTENT}${at}`, 'utf8'));
    }),
);
const byPath = pages.map((page) => [page.path, page] as const);
const chapters = byPath.filter(([path]) => path.includes('/chapters/'));

const words = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    JSON.parse(readFileSync(`${CONTENT}strings/${locale}.json`, 'utf8')) as Record<string, string>,
  ]),
);

/** Components of a page by name, as `line: attribute` for messages that name the place. */
const tags = (page: Page, name: string) => page.tags.filter(({ it }) => it.name === name);

/** What a widget's state says of one key: `exercise: 'reading-164-label'` gives the text between the quotes. */
function stated(page: Page, key: string): { line: number; value: string }[] {
  return tags(page, 'Widget').flatMap(({ line, it }) => {
    const value = new RegExp(`\\b${key}:\\s*['"]([^'"]+)['"]`).exec(it.attributes.state ?? '')?.[1];
    return value === undefined ? [] : [{ line, value }];
  });
}

describe.each(byPath)('%s', (path, page) => {
  const [locale = ''] = path.split('/');
  const at = (line: number, what: string) => `${path}:${line} ${what}`;

  test('names only facts that exist', () => {
    const unknown = tags(page, 'Fact').filter(
      ({ it }) => !((it.attributes.id ?? '') in facts.facts),
    );
    expect(unknown.map(({ line, it }) => at(line, it.attributes.id ?? 'no id'))).toEqual([]);
  });

  test('names only evidence that exists', () => {
    const cited = tags(page, 'Source').flatMap(({ line, it }) => {
      const value = /^content\/evidence\/(.+)$/.exec(it.attributes.at ?? '')?.[1];
      return value === undefined ? [] : [{ line, value }];
    });
    const unknown = [...stated(page, 'evidence'), ...cited].filter(
      ({ value }) => !evidencePaths().includes(value),
    );
    expect(unknown.map(({ line, value }) => at(line, value))).toEqual([]);
  });

  test('names only exercises that exist', () => {
    const unknown = stated(page, 'exercise').filter(
      ({ value }) => !existsSync(`${CONTENT}exercises/${value}.yaml`),
    );
    expect(unknown.map(({ line, value }) => at(line, value))).toEqual([]);
  });

  test('opens the terminal in a folder that the practice node has', () => {
    expect(stated(page, 'cwd').filter(({ value }) => !isPlace(value))).toEqual([]);
  });

  test('names only misconceptions that have words', () => {
    const mute = tags(page, 'Misconception').filter(({ it }) =>
      ['name', 'truth'].some(
        (part) => !words[locale]?.[`misconception.${it.attributes.id}.${part}`],
      ),
    );
    expect(mute.map(({ line, it }) => at(line, it.attributes.id ?? 'no id'))).toEqual([]);
  });

  test('shows only cards that have a page', () => {
    const unknown = tags(page, 'Card').filter(
      ({ it }) => !existsSync(`${CONTENT}${locale}/runbook/${it.attributes.id}.mdx`),
    );
    expect(unknown.map(({ line, it }) => at(line, it.attributes.id ?? 'no id'))).toEqual([]);
  });

  test('says of every source where it is', () => {
    const forms = [
      /^[\w.-]+\/[\w.-]+@(v\d+(\.\d+)+|[0-9a-f]{12}) [\w./-]+\.\w+(:\d+)?$/,
      /^[\w.-]+\/[\w.-]+#\d+$/,
      /^content\/evidence\/\S+$/,
    ];
    const vague = tags(page, 'Source').filter(
      ({ it }) => !forms.some((form) => form.test(it.attributes.at ?? '')),
    );
    expect(vague.map(({ line, it }) => at(line, it.attributes.at ?? 'nothing'))).toEqual([]);
  });
});

describe.each(chapters)('%s', (path, page) => {
  const [locale = ''] = path.split('/');

  test('has the title and question that the course gives it', () => {
    const slug = /(?:\d+-)?([^/]+)\.mdx$/.exec(path)?.[1];
    expect(page.matter.title).toBe(words[locale]?.[`course.${slug}.title`]);
    expect(page.matter.question).toBe(words[locale]?.[`course.${slug}.question`]);
  });

  test('is placed in the side bar by its number', () => {
    expect(page.matter.sidebar).toEqual({ order: page.matter.number });
  });

  test('types no measured number: it is a fact of facts.yaml, or code', () => {
    const typed = page.prose.flatMap(({ line, it }) =>
      typedFigures(it).map((figure) => `${path}:${line} ${figure}`),
    );
    expect(typed).toEqual([]);
  });
});

test('every fact is shown somewhere, or is part of one that is', () => {
  const shown = new Set(
    pages.flatMap((page) => tags(page, 'Fact').map(({ it }) => it.attributes.id)),
  );
  const parts = Object.values(facts.facts).flatMap(({ from }) =>
    'sum' in from ? from.sum : 'withFact' in from ? [from.withFact] : [],
  );
  expect(Object.keys(facts.facts).filter((id) => !shown.has(id) && !parts.includes(id))).toEqual(
    [],
  );
});

test.each(chapters.filter(([path]) => path.includes('reading-164')))(
  '%s quotes the ten rows as the post has them',
  (_, page) => {
    const quoted = page.code.find(({ it }) => it.language === 'text')?.it.text;
    expect(`${quoted}\n`).toBe(
      readFileSync(`${CONTENT}evidence/post/shim-ttrpc-lines.txt`, 'utf8'),
    );
  },
);

test.each([
  ['47 goroutines', ['47']],
  ['of 1,000 callers 164.', ['1,000', '164']],
  ['满 48K 就切断', ['48']],
  ['containerd 1.4.11 with Go 1.15', []],
  ['on 2021-11-09, in #94', []],
  ['SIGUSR1 in 2 minutes', []],
])('of "%s" these figures are typed: %j', (prose, expected) => {
  expect(typedFigures(prose)).toEqual(expected);
});
