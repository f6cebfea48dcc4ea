import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { GROUPS, indexCommands, readFamilies } from '../../src/site/appendix/commands.ts';
import {
  anchorOf,
  firstChapter,
  lettersOf,
  readGlossary,
} from '../../src/site/appendix/glossary.ts';
import {
  indexLines,
  type LineFact,
  readPlace,
  SHELVES,
  shelfOf,
} from '../../src/site/appendix/lines.ts';
import { knownOnNode } from '../../src/site/appendix/node-knows.ts';
import { readPages } from '../../src/site/appendix/pages.ts';
import { exerciseOf } from '../../src/site/exercise-files.ts';
import { slips, type Term } from './glossary.ts';
import { readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LOCALES = ['en', 'zh-cn'] as const;
const pagesOf = { en: readPages('en'), 'zh-cn': readPages('zh-cn') };
const facts = Object.fromEntries(
  Object.entries(
    (
      parse(readFileSync(`${CONTENT}facts.yaml`, 'utf8')) as {
        facts: Record<string, { from: LineFact }>;
      }
    ).facts,
  ).map(([id, { from }]) => [id, from]),
);

/** What the components of an appendix page are asked for: `group`, `shelf`. */
function asked(locale: string, page: string, component: string, attribute: string): string[] {
  const source = readFileSync(`${CONTENT}${locale}/appendix/${page}.mdx`, 'utf8');
  return readPage(page, source)
    .tags.filter(({ it }) => it.name === component)
    .map(({ it }) => it.attributes[attribute] ?? '');
}

test('a page is read with the address that the site gives it', () => {
  const files = readdirSync(`${CONTENT}en`, { recursive: true, encoding: 'utf8' });
  expect(pagesOf.en).toHaveLength(files.filter((file) => file.endsWith('.mdx')).length);
  expect(pagesOf.en[6]).toMatchObject({
    kind: 'chapter',
    address: 'chapters/reading-164',
    number: 7,
  });
  expect(pagesOf.en.map(({ address }) => address)).toEqual(
    pagesOf['zh-cn'].map(({ address }) => address),
  );
});

describe('the index of commands', () => {
  const families = readFamilies();
  const uses = indexCommands(pagesOf.en, families, exerciseOf);

  test.each(families.map((family) => [family.command, family] as const))(
    '%s has a heading, a line in both languages, and a page that types it',
    (command, { group, answers }) => {
      expect(GROUPS).toContain(group);
      expect(Object.keys(answers)).toEqual(['en', 'zh-cn']);
      for (const line of Object.values(answers)) expect(line).toMatch(/\S.*[.。]$/);
      expect(uses.find((use) => use.command === command)?.forms.length).toBeGreaterThan(0);
    },
  );

  test('has the same commands in both languages, each family once, under an anchor of its own', () => {
    const zh = indexCommands(pagesOf['zh-cn'], families, exerciseOf);
    const forms = (all: typeof uses) => all.map((use) => use.forms.map(({ text }) => text));
    expect(forms(zh)).toEqual(forms(uses));
    expect(new Set(uses.map(({ anchor }) => anchor)).size).toBe(families.length);
  });

  test.each(LOCALES)('shows every group once (%s)', (locale) => {
    expect(asked(locale, 'commands', 'CommandIndex', 'group')).toEqual([...GROUPS]);
  });

  test('asks the practice node what it knows', async () => {
    expect(await knownOnNode(['kubectl', './exec.sh', 'echo', 'lsof'])).toEqual(
      new Set(['kubectl', './exec.sh', 'echo']),
    );
  });

  test.each(LOCALES)('keeps to the glossary (%s)', (locale) => {
    const terms = parse(readFileSync(`${CONTENT}glossary.yaml`, 'utf8')) as Term[];
    const words = families.map(({ answers }) => answers[locale].replaceAll(/`[^`]*`/g, ''));
    expect(words.flatMap((line) => slips(terms, locale, line))).toEqual([]);
  });
});

describe('the index of lines', () => {
  test.each(LOCALES)('shows every shelf once, and each has lines (%s)', (locale) => {
    const entries = indexLines(pagesOf[locale], facts);
    expect(asked(locale, 'lines', 'LineIndex', 'shelf')).toEqual([...SHELVES]);
    expect(new Set(entries.map(({ repo }) => shelfOf(repo)))).toEqual(new Set(SHELVES));
    expect(new Set(entries.map(({ anchor }) => anchor)).size).toBe(entries.length);
  });

  test.each(LOCALES)('finds the four waits, with the chapter of the circle (%s)', (locale) => {
    const entries = indexLines(pagesOf[locale], facts);
    for (const at of ['client.go-259', 'server.go-404', 'server.go-459', 'client.go-209']) {
      const pages = entries.find(({ anchor }) => anchor === at)?.pages ?? [];
      expect(pages.length).toBeGreaterThan(2);
    }
  });

  test('has the same lines in both languages', () => {
    const places = (locale: 'en' | 'zh-cn') =>
      indexLines(pagesOf[locale], facts).map(({ anchor, pages }) => [
        anchor,
        pages.map(({ address }) => address),
      ]);
    expect(places('zh-cn')).toEqual(places('en'));
  });
});

describe('the glossary', () => {
  const terms = readGlossary();

  test.each(terms.map((term) => [term.term, term] as const))(
    '%s has a meaning in both languages, a chapter, and a source that can be read',
    (_, term) => {
      for (const meaning of Object.values(term.means)) expect(meaning).toMatch(/\S.*[.。]$/);
      expect(firstChapter(term, pagesOf.en)).not.toBeNull();
      if (term.source !== undefined) expect(readPlace(term.source)).not.toBeNull();
    },
  );

  test.each(LOCALES)('has every term once, under its letter (%s)', (locale) => {
    const shown = lettersOf(terms, locale).flatMap(({ terms: all }) => all);
    expect(new Set(shown)).toEqual(new Set(terms));
    expect(shown).toHaveLength(terms.length);
    expect(new Set(terms.map(anchorOf)).size).toBe(terms.length);
    expect(lettersOf(terms, locale).map(({ letter }) => letter)).not.toContain('#');
  });
});
