import { describe, expect, it } from 'vitest';
import { CHAPTERS, CHAPTERS_OF, cardsFor } from '../../../src/widgets/card-writer/sections.ts';

const COURSES = CHAPTERS.map((slug) => ({ slug, title: slug, commands: [] }));
const slugs = (id: keyof typeof CHAPTERS_OF) => cardsFor(id, COURSES).map(({ slug }) => slug);

describe('the cards whose commands a section offers', () => {
  it('begin with those that answer it, in the order of its hint', () => {
    expect(slugs('now').slice(0, 2)).toEqual(['the-circle', 'ask-the-shim']);
    expect(slugs('proof')[0]).toBe('the-repair');
  });

  it('are all of them, each once, the others by chapter', () => {
    expect(slugs('look').toSorted()).toEqual(CHAPTERS.toSorted());
    expect(slugs('look').slice(2)).toEqual(
      CHAPTERS.filter((slug) => !CHAPTERS_OF.look.includes(slug)),
    );
  });

  it('are only those that there are', () => {
    expect(cardsFor('now', COURSES.slice(0, 1)).map(({ slug }) => slug)).toEqual(['one-gigabyte']);
  });
});
