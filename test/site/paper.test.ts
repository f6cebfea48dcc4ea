import { expect, test } from 'vitest';
import { paperOf } from '../../src/site/paper.ts';

test.each([
  ['/en/facilitate/handout/', 'handout'],
  ['/kit/zh-cn/facilitate/answers/', 'answers'],
  ['/en/facilitate/', null],
  ['/en/facilitate/the-circle/', null],
  ['/en/chapters/the-circle/', null],
])('%s is printed as %s', (address, paper) => {
  expect(paperOf(new URL(address, 'http://localhost'))).toBe(paper);
});
