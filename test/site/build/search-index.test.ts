import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wholeSearchIndex } from '../../../src/site/build/search-index.ts';

let dist = '';
const entry = () => path.join(dist, 'pagefind/pagefind-entry.json');

beforeAll(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'search-index-'));
  const page = '<html lang="en"><body><main data-pagefind-body><h1>Tides</h1></main></body></html>';
  await writeFile(path.join(dist, 'index.html'), page);
});
afterAll(() => rm(dist, { recursive: true }));

test('a search index is made where there is none, left alone when whole, and made anew when its last file is empty', async () => {
  expect(await wholeSearchIndex(dist)).toBe('made anew');
  const written = await readFile(entry(), 'utf8');
  expect(JSON.parse(written).languages.en.page_count).toBe(1);
  expect(await wholeSearchIndex(dist)).toBe('whole');
  await writeFile(entry(), '');
  expect(await wholeSearchIndex(dist)).toBe('made anew');
  expect(await readFile(entry(), 'utf8')).toBe(written);
});
