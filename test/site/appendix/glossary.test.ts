import { describe, expect, test } from 'vitest';
import {
  firstChapter,
  initialOf,
  lettersOf,
  type Term,
} from '../../../src/site/appendix/glossary.ts';
import { readPage } from '../../../src/site/appendix/pages.ts';

const term = (name: string, zh?: string): Term => ({
  term: name,
  ...(zh === undefined ? {} : { 'zh-cn': zh }),
  means: { en: name, 'zh-cn': name },
});

describe('the letter of a word', () => {
  test.each([
    ['goroutine', 'G'],
    ['Go', 'G'],
    ['环', 'H'],
    ['应答', 'Y'],
    ['主循环', 'Z'],
    ['帧', 'Z'],
    ['空间', 'K'],
    ['请求', 'Q'],
    ['记账', 'J'],
    ['背压', 'B'],
    ['accept 循环', 'A'],
    ['7', '#'],
  ])('%s stands under %s', (name, letter) => {
    expect(initialOf(name)).toBe(letter);
  });
});

test('terms stand in the order of the language', () => {
  const terms = [term('room', '空间'), term('kubelet'), term('answer', '应答')];
  const order = (locale: 'en' | 'zh-cn') =>
    lettersOf(terms, locale).map(({ letter, terms: all }) => [letter, all.map((one) => one.term)]);
  expect(order('en')).toEqual([
    ['A', ['answer']],
    ['K', ['kubelet']],
    ['R', ['room']],
  ]);
  expect(order('zh-cn')).toEqual([
    ['K', ['room', 'kubelet']],
    ['Y', ['answer']],
  ]);
});

describe('the first chapter of a term', () => {
  const page = (number: number, body: string) =>
    readPage(
      `chapters/0${number}-c${number}.mdx`,
      `---\ntitle: T\n---\n\n${body}\n`,
      new Map([[`c${number}`, number]]),
    );
  const pages = [
    page(1, 'Rooms. A go-between.'),
    page(2, 'It waits for `room`, with main\nloops and Go.'),
    page(3, '<Question q="a stream?">x</Question>'),
  ];
  test.each([
    ['room', 1],
    ['main loop', 2],
    ['Go', 2],
    ['stream', 3],
    ['shim', undefined],
  ])('%s: %s', (name, number) => {
    expect(firstChapter(term(name), pages)?.number).toBe(number);
  });
});
