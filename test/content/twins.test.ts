import { expect, test } from 'vitest';
import { LEDGER, readMarks, twinPages } from '../../src/site/twin-marks.ts';

const marks = readMarks();
const pages = twinPages();

test.each(pages)('%s was read side by side with its twin at least once', (page) => {
  const hint = `${LEDGER} lacks ${page}. Read both sides, then: npm run twins -- --read ${page}`;
  for (const locale of ['en', 'zh-cn'] as const)
    expect(marks[page]?.[locale], hint).toMatch(/^[0-9a-f]{12}$/);
});

test('the ledger names no page that is gone', () => {
  expect(Object.keys(marks).filter((page) => !pages.includes(page))).toEqual([]);
});
