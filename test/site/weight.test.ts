import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { weighScripts } from '../../src/site/build/weight.ts';

let dist = '';

beforeEach(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'weight-'));
  await mkdir(path.join(dist, '_astro'));
});
afterEach(() => rm(dist, { recursive: true }));

describe('weighScripts', () => {
  it('follows static imports and the search panel, and leaves what is loaded when seen', async () => {
    const files = {
      'page.js': 'import{a}from"./shared.js";import("./terminal.js");import("./ui-core.js");a()',
      'shared.js': 'export const a=()=>1',
      'terminal.js': 'heavy()',
      'ui-core.js': 'search()',
    };
    for (const [name, code] of Object.entries(files))
      await writeFile(path.join(dist, '_astro', name), code);
    const page = path.join(dist, 'index.html');
    await writeFile(
      page,
      '<script type="module" src="/kit/_astro/page.js"></script><script>now()</script>',
    );
    const weighed = weighScripts(dist, page, '/kit/');
    expect(weighed.map(({ file }) => file).sort()).toEqual([
      '(inline)',
      path.join('_astro', 'page.js'),
      path.join('_astro', 'shared.js'),
      path.join('_astro', 'ui-core.js'),
    ]);
    expect(weighed.every(({ gzip }) => gzip > 0)).toBe(true);
  });
});
