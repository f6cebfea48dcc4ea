import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingTwins } from '../../src/site/build/twins.ts';

let content = '';

beforeEach(async () => {
  content = await mkdtemp(path.join(tmpdir(), 'twins-'));
  for (const locale of ['en', 'zh-cn'])
    await mkdir(path.join(content, locale, 'chapters'), { recursive: true });
});
afterEach(() => rm(content, { recursive: true }));

describe('missingTwins', () => {
  it('finds a page that only one language has, whichever it is', async () => {
    await writeFile(path.join(content, 'en/chapters/01-a.mdx'), '');
    await writeFile(path.join(content, 'zh-cn/chapters/02-b.mdx'), '');
    expect(await missingTwins(content)).toEqual([
      path.join(content, 'en/chapters/02-b.mdx'),
      path.join(content, 'zh-cn/chapters/01-a.mdx'),
    ]);
  });

  it('is content when each page has its twin', async () => {
    await writeFile(path.join(content, 'en/chapters/01-a.mdx'), '');
    await writeFile(path.join(content, 'zh-cn/chapters/01-a.mdx'), '');
    expect(await missingTwins(content)).toEqual([]);
  });
});
