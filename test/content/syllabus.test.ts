import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isAsked, questionsOf } from '../../src/lesson/syllabus.ts';
import { TRIAGE_EXERCISE } from '../../src/lesson/triage/seed.ts';
import { pathOfPart, readSyllabus } from '../../src/site/syllabus.ts';
import { readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const syllabus = readSyllabus();
const asks = syllabus.parts.map((part) => [part.slug, part] as const);

/** The page of a part, by its address: numbers in file names are not in it. */
function pageOf(locale: string, path: string) {
  const [folder = '', slug = ''] = path.split('/');
  const file = readdirSync(`${CONTENT}${locale}/${folder}`).find(
    (name) => name.replace(/^\d+-|\.mdx$/g, '') === slug,
  );
  return readPage(path, readFileSync(`${CONTENT}${locale}/${folder}/${file}`, 'utf8'));
}

describe.each(['en', 'zh-cn'])('the syllabus and the pages of %s', (locale) => {
  test.each(asks)('agree on what %s asks', (_, part) => {
    const page = pageOf(locale, pathOfPart(part));
    const named = page.tags.flatMap(({ it }) => {
      if (it.name === 'Widget' && it.attributes.name === 'triage') return [TRIAGE_EXERCISE];
      if (it.name !== 'Widget' || !/^(exercise|prediction)$/.test(it.attributes.name ?? ''))
        return [];
      return (
        /\b(?:exercise|prediction):\s*['"]([^'"]+)['"]/.exec(it.attributes.state ?? '')?.[1] ?? []
      );
    });
    const own = named.filter((id) => id.startsWith(`${part.slug}-`));
    expect([...new Set(own)].sort()).toEqual([...part.exercises, ...part.predictions].sort());
    expect(page.tags.filter(({ it }) => it.name === 'Question')).toHaveLength(part.questions);
    // The page of progress links to #recall.
    const recalls = page.tags.filter(({ it }) => it.name === 'Recall');
    expect(recalls).toHaveLength(part.questions > 0 ? 1 : 0);
  });
});

test('every exercise belongs to a page', () => {
  const files = readdirSync(`${CONTENT}exercises`).filter((file) => file.endsWith('.yaml'));
  const asked = syllabus.parts.flatMap(({ exercises, predictions }) => [
    ...exercises,
    ...predictions,
  ]);
  expect(
    files.map((file) => file.replace('.yaml', '')).filter((id) => !asked.includes(id)),
  ).toEqual([]);
});

test('a card of every chapter with questions is asked', () => {
  const questions = questionsOf(syllabus);
  expect(Object.keys(questions).length).toBeGreaterThan(8);
  for (const [slug, n] of Object.entries(questions)) {
    expect([isAsked(questions, `${slug}.${n}`), isAsked(questions, `${slug}.${n + 1}`)]).toEqual([
      true,
      false,
    ]);
  }
});
