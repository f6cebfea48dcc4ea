import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withPolicy } from './policy.ts';
import { wholeSearchIndex } from './search-index.ts';
import { missingTwins } from './twins.ts';
import { weighScripts } from './weight.ts';

/** Script that a chapter, or the page of cells, may load before a heavy widget is seen, in bytes after gzip. */
export const SCRIPT_BUDGET = 40 * 1024;

/**
 * What the build adds around Astro: a page that lacks its twin in the other language stops it before it starts;
 * the search index is seen to be whole; every page gets its Content-Security-Policy; chapters and the page of cells are weighed against their budget.
 */
export function finishPages(): AstroIntegration {
  let base = '/';
  return {
    name: 'stuck-in-send:finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:start': async () => {
        const missing = await missingTwins('content');
        if (missing.length > 0) {
          throw new Error(
            `Each page exists in both languages. Write these, or take their twins away:\n  ${missing.join('\n  ')}`,
          );
        }
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        logger.info(`search index: ${await wholeSearchIndex(dist)}`);
        const pages = (await readdir(dist, { recursive: true })).filter((file) =>
          file.endsWith('.html'),
        );
        for (const page of pages) {
          const file = path.join(dist, page);
          await writeFile(file, withPolicy(await readFile(file, 'utf8')));
        }
        for (const page of pages.filter((file) => /(chapters|cells)[/\\]/.test(file)).sort()) {
          const weighed = weighScripts(dist, path.join(dist, page), base);
          const total = weighed.reduce((sum, { gzip }) => sum + gzip, 0);
          const figure = `${(total / 1024).toFixed(1)} KB of script (gzip) before a widget is seen`;
          logger.info(`${path.dirname(page)}: ${figure}, budget ${SCRIPT_BUDGET / 1024} KB`);
          if (total > SCRIPT_BUDGET) {
            const parts = weighed.map(({ file, gzip }) => `  ${file} ${gzip}`).join('\n');
            throw new Error(
              `${page} loads ${figure}; the budget is ${SCRIPT_BUDGET / 1024} KB:\n${parts}`,
            );
          }
        }
      },
    },
  };
}
