import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENTS } from '../../src/shell/practice/state.ts';
import { readAgendas } from '../../src/site/agendas.ts';
import { readCourse } from '../../src/site/course.ts';
import { codec } from '../../src/widgets/practice-node/state.ts';
import { readPage } from './page.ts';

const CONTENT = new URL('../../content/', import.meta.url).pathname;
const LOCALES = ['en', 'zh-cn'] as const;
const source = (locale: string) => readFileSync(`${CONTENT}${locale}/facilitate/drill.mdx`, 'utf8');

/** Rows of the page's tables whose first cell is a span of minutes. */
function spansIn(text: string): [number, number][] {
  return [...text.matchAll(/^\| (\d+)–(\d+) +\|/gm)].map(([, from, to]) => [
    Number(from),
    Number(to),
  ]);
}

describe.each(LOCALES)('%s: the drill', (locale) => {
  const text = source(locale);
  const page = readPage('drill.mdx', text);

  test('has a card for every event, in the order of their numbers, each with its five parts', () => {
    const cards = page.tags.filter(({ it }) => it.name === 'DrillCard');
    expect(cards.map(({ it }) => Number(it.attributes.n))).toEqual(EVENTS.map((_, i) => i + 1));
    const parts = text.split('<DrillCard').slice(1);
    for (const part of parts) {
      const card = part.slice(0, part.indexOf('</DrillCard>'));
      expect(card.match(/^- \*\*/gm)).toHaveLength(5);
    }
  });

  test('names chapters that there are', () => {
    const slugs = readCourse().flatMap(({ stations }) => stations.map(({ slug }) => slug));
    for (const { it } of page.tags) expect(slugs).toContain(it.attributes.chapter);
  });

  test('fills the minutes that the agenda gives it, without a gap', () => {
    const rows = readAgendas().flatMap((agenda) => agenda.rows);
    const [drill] = rows.filter(({ kind }) => kind === 'drill');
    const minutes = (drill?.to ?? 0) - (drill?.from ?? 0);
    const spans = spansIn(text);
    expect(spans[0]?.[0]).toBe(0);
    expect(spans.at(-1)?.[1]).toBe(minutes);
    for (const [i, [from]] of spans.slice(1).entries()) expect(from).toBe(spans[i]?.[1]);
  });

  test('gives links to nodes that open: the morning after, without steps, one of them with the panel', () => {
    const links = page.links.map(({ it }) => it).filter((it) => it.includes('/embed/'));
    const states = links.map((link) => {
      const { v, ...query } = Object.fromEntries(new URL(link, 'https://x/').searchParams);
      return codec.fromQuery(Number(v), new Map(Object.entries(query)));
    });
    const state = { run: [], goals: false, start: 'morning' };
    expect(states).toEqual([
      { ok: true, state: { ...state, drill: true } },
      { ok: true, state: { ...state, drill: false } },
    ]);
  });
});

describe.each(LOCALES)('%s: the way to the drill', (locale) => {
  test('begins at the page on leading a session', () => {
    const index = readFileSync(`${CONTENT}${locale}/facilitate/index.mdx`, 'utf8');
    expect(readPage('index.mdx', index).links.map(({ it }) => it)).toContain('drill/');
  });
});
