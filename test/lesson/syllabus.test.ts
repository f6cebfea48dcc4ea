import { describe, expect, it } from 'vitest';
import { isAsked, questionsOf, syllabusOf } from '../../src/lesson/syllabus.ts';

const pages = [
  { slug: 'the-circle', isChapter: true, questions: 4 },
  { slug: 'the-circle-again', isChapter: true, questions: 0 },
  { slug: 'appendix-channels', isChapter: false, questions: 0 },
  { slug: 'appendix-glossary', isChapter: false, questions: 0 },
];
const sources = [
  { id: 'the-circle-way-out', kind: 'choose' },
  { id: 'the-circle-again-order', kind: 'order' },
  { id: 'the-circle-frames', kind: 'number' },
  { id: 'the-circle-full', kind: 'prediction' },
  { id: 'appendix-channels-hand', kind: 'choose' },
  { id: 'of-no-page', kind: 'choose' },
] as const;
const syllabus = syllabusOf(pages, sources);

describe('a syllabus', () => {
  it('gives each exercise to the page that its id begins with, guesses apart', () => {
    expect(syllabus.parts.map(({ slug, exercises }) => [slug, exercises])).toEqual([
      ['the-circle', ['the-circle-frames', 'the-circle-way-out']],
      ['the-circle-again', ['the-circle-again-order']],
      ['appendix-channels', ['appendix-channels-hand']],
    ]);
    expect(syllabus.parts[0]?.predictions).toEqual(['the-circle-full']);
  });

  it('keeps a chapter that asks nothing, and leaves out another page that does', () => {
    const bare = syllabusOf(pages, []);
    expect(bare.parts.map(({ slug }) => slug)).toEqual(['the-circle', 'the-circle-again']);
  });

  it('has one code for the same content, in whatever order its files were read', () => {
    expect(syllabusOf(pages, sources.toReversed()).code).toBe(syllabus.code);
    expect(syllabusOf(pages.slice(0, 3), sources.slice(0, 5)).code).toBe(syllabus.code);
  });

  it('has another code when anything is asked otherwise', () => {
    const [first, ...rest] = pages;
    const others = [
      syllabusOf([{ ...first!, questions: 5 }, ...rest], sources),
      syllabusOf(pages, sources.slice(1)),
      syllabusOf(pages, [
        { ...sources[0], solution: 'b' } as (typeof sources)[0],
        ...sources.slice(1),
      ]),
      syllabusOf(rest, sources),
    ];
    expect(new Set([syllabus, ...others].map(({ code }) => code)).size).toBe(5);
  });

  it('knows which cards are still asked', () => {
    const questions = questionsOf(syllabus);
    expect(questions).toEqual({ 'the-circle': 4 });
    const cards = ['the-circle.1', 'the-circle.4', 'the-circle.5', 'gone.1', 'constructor.1', 'x'];
    expect(cards.filter((card) => isAsked(questions, card))).toEqual([
      'the-circle.1',
      'the-circle.4',
    ]);
  });
});
