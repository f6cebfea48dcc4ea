import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAgendas, readMinutes } from '../../src/site/agendas.ts';
import { readCourse } from '../../src/site/course.ts';
import { type Page, readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const course = readCourse().flatMap(({ stations }) => stations);
const read = (path: string) => readFileSync(`${CONTENT}${path}`, 'utf8');

describe('the agendas', () => {
  const agendas = readAgendas();
  const written = readMinutes();

  test('are made for 45, 90 and 180 minutes, and keep to them', () => {
    expect(agendas.map(({ minutes }) => minutes)).toEqual([45, 90, 180]);
    for (const { minutes, taken, spare } of agendas) expect(taken + spare).toBe(minutes);
  });

  test('of three hours has every chapter that is written, and a drill', () => {
    const rows = agendas.at(-1)?.rows ?? [];
    const chapters = rows.flatMap((row) => (row.kind === 'chapter' ? [row.chapter] : []));
    expect(chapters).toEqual(course.map(({ slug }) => slug).filter((slug) => slug in written));
    expect(rows.some(({ kind }) => kind === 'drill')).toBe(true);
  });

  test.each(['en', 'zh-cn'])(
    'each stand once, under their minutes, on the index page of %s',
    (locale) => {
      const page = readPage('index.mdx', read(`${locale}/facilitate/index.mdx`));
      const shown = page.tags.filter(({ it }) => it.name === 'Agenda');
      expect(shown.map(({ it }) => Number(it.attributes.minutes))).toEqual([45, 90, 180]);
      for (const { it, section } of shown) {
        const heading = page.prose.find((text) => text.section === section)?.it;
        expect(heading).toMatch(new RegExp(`^${it.attributes.minutes} `));
      }
    },
  );
});

const guides = ['en', 'zh-cn'].flatMap((locale) =>
  readdirSync(`${CONTENT}${locale}/facilitate`)
    .filter((file) => /^\d/.test(file))
    .map((file): [string, string] => [locale, file]),
);

describe.each(guides)('%s: the guide %s', (locale, file) => {
  const source = read(`${locale}/facilitate/${file}`);
  const page: Page = readPage(file, source);
  const station = course.find(({ slug }) => file.endsWith(`-${slug}.mdx`));

  test('is named after a chapter that is written, and labelled as it is', () => {
    const chapter = readPage(file, read(`${locale}/chapters/${file}`));
    expect(file.startsWith(String(station?.number).padStart(2, '0'))).toBe(true);
    expect(page.matter.sidebar).toEqual({
      label: `${station?.number} ${String(chapter.matter.title)}`,
    });
  });

  test('has its five parts, and says something in each', () => {
    expect(page.headings.map(({ it }) => it)).toEqual([2, 2, 2, 2, 2]);
    for (const section of [1, 2, 3, 4, 5]) {
      const words = page.prose.filter((text) => text.section === section).map(({ it }) => it);
      expect(words.join('').length).toBeGreaterThan(40);
    }
  });

  test('links to places that the chapter has', () => {
    const chapter = readPage(file, read(`${locale}/chapters/${file}`));
    const ids = chapter.tags.flatMap(({ it }) => it.attributes.id ?? []);
    const links = page.links.map(({ it }) => it).filter((it) => it.startsWith('../../chapters/'));
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const [, slug, id] = /^\.\.\/\.\.\/chapters\/([^/]+)\/(?:#(.+))?$/.exec(link) ?? [];
      expect(slug).toBe(station?.slug);
      if (id !== undefined) expect(ids).toContain(id);
    }
  });
});

test.each(guides.filter(([locale]) => locale === 'en'))(
  '%s: the guide %s can be read in two minutes: 200 to 400 words',
  (locale, file) => {
    const page = readPage(file, read(`${locale}/facilitate/${file}`));
    const words = page.prose.flatMap(({ it }) => it.match(/[\w'’-]+/g) ?? []).length;
    expect(words).toBeGreaterThanOrEqual(200);
    expect(words).toBeLessThanOrEqual(400);
  },
);
