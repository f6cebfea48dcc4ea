import { describe, expect, test } from 'vitest';
import { scopeIds } from '../../src/site/scoped-ids.ts';

const scope = (html: string) => scopeIds(html, 'one', ['one', 'two']);

describe('ids of a chapter that shares a page', () => {
  test.each([
    ['<p id="a">', '<p id="one-a">'],
    ['<p aria-labelledby="a b" class="a">', '<p aria-labelledby="one-a one-b" class="a">'],
    ['<label for="a">', '<label for="one-a">'],
    ['<a href="#a">', '<a href="#one-a">'],
    [
      '<path fill="url(#g)" clip-path="url(#c)"/>',
      '<path fill="url(#one-g)" clip-path="url(#one-c)"/>',
    ],
    ['<use xlink:href="#g"></use>', '<use xlink:href="#one-g"></use>'],
  ])('%s', (html, expected) => {
    expect(scope(html)).toBe(expected);
  });

  test.each([
    ['<a href="../../chapters/two/">', '<a href="#two">'],
    ['<a href="../two/#x">', '<a href="#two-x">'],
    ['<a href="../../chapters/unwritten/">', '<a href="../../chapters/unwritten/">'],
    ['<a href="../../how-true/#x">', '<a href="../../how-true/#x">'],
    ['<a href="https://example.org/#x">', '<a href="https://example.org/#x">'],
  ])('%s leads on to %s', (html, expected) => {
    expect(scope(html)).toBe(expected);
  });

  test.each([
    'id="a" in words',
    '<code>x id="a"</code>',
    '<p title="a > b" data-id="a">',
    '<a href="#">',
    'a < b id="c">',
  ])('%s stays as it is', (html) => {
    expect(scope(html)).toBe(html);
  });

  test('a > inside quotes does not end a tag', () => {
    expect(scope('<p title="a > b" id="c">')).toBe('<p title="a > b" id="one-c">');
  });
});
