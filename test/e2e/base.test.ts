import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, startBrowser, wakeAll } from './browser.ts';
import { type Served, serveSite } from './site.ts';

let browser: Browser;
let site: Served;

// Built with BASE=/kit/ by `npm test` before the browser tests.
beforeAll(async () => {
  [browser, site] = await Promise.all([
    startBrowser(),
    serveSite('./test/.output/dist-kit', '/kit/'),
  ]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const PAGES = [
  '',
  'en/',
  'zh-cn/',
  'en/chapters/reading-164/',
  'zh-cn/runbook/reading-164/',
  'en/embed/goroutine-dump/',
];

describe('under a base path', () => {
  it('every link, script, style and picture of a page leads somewhere', async () => {
    const seen = new Map<string, number>();
    for (const address of PAGES) {
      const html = await (await fetch(site.url + address)).text();
      for (const [, target = ''] of html.matchAll(/(?:href|src)="([^"#?]+)/g)) {
        const url = new URL(
          target.replace('http://localhost:4321/', site.url.replace(/kit\/$/, '')),
          site.url + address,
        );
        if (url.origin !== new URL(site.url).origin || seen.has(url.href)) continue;
        seen.set(url.href, (await fetch(url)).status);
      }
    }
    expect(seen.size).toBeGreaterThan(30);
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
    expect([...seen.keys()].filter((url) => !new URL(url).pathname.startsWith('/kit/'))).toEqual(
      [],
    );
  });

  it('widgets find their evidence, and workers their file', async () => {
    const { page, errors, strangers, close } = await openPage(
      browser,
      `${site.url}en/chapters/reading-164/`,
    );
    await wakeAll(page);
    await page.locator('#dump input[type=file]').setInputFiles({
      name: 'containerd.log',
      mimeType: 'text/plain',
      buffer: gunzipSync(
        readFileSync('content/evidence/containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz'),
      ),
    });
    await expect
      .poll(() => page.locator('#dump [data-testid=total]').innerText(), { timeout: 20_000 })
      .toBe('3047');
    await page.locator('#dump select').first().selectOption('post/shim-ttrpc-lines.txt');
    await expect.poll(() => page.locator('#dump').innerText()).toContain('server.go:444');
    expect(errors).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  });

  it('search finds the chapter and leads to it', async () => {
    const { page, close } = await openPage(browser, `${site.url}zh-cn/`);
    await page.locator('button[data-open-modal]').click();
    await page.locator('#starlight__search input').fill('创建行');
    await page.locator('.pagefind-ui__result-link[href*="/reading-164/"]').first().click();
    await page.waitForURL(/\/kit\/zh-cn\/(chapters|runbook)\/reading-164\//);
    await close();
  });

  it('the copied embed points under it', async () => {
    const oembed = await (await fetch(`${site.url}en/embed/goroutine-dump/oembed.json`)).json();
    expect(oembed.html).toContain('src="http://localhost:4321/kit/en/embed/goroutine-dump/"');
    expect(oembed.html).toContain('src="http://localhost:4321/kit/embed.js"');
  });
});
