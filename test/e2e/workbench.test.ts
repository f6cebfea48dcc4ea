import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, sidewaysScroll, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

const EVIDENCE = 'content/evidence/';

/** Lays captured files on the bench under names that say nothing. */
async function lay(page: Page, ...files: string[]) {
  await page.locator('#bench input[type=file]').setInputFiles(
    files.map((file, at) => ({
      name: `file-${at}`,
      mimeType: 'application/octet-stream',
      buffer: readFileSync(EVIDENCE + file),
    })),
  );
  await expect
    .poll(() => page.locator('#bench .wb-sheet').count(), { timeout: 30_000 })
    .toBe(files.length);
}

async function openBench(locale = 'en', colorScheme: 'light' | 'dark' = 'light', width = 1440) {
  const watched = await openPage(browser, `${site.url}${locale}/workbench/`, {
    colorScheme,
    viewport: { width, height: 900 },
  });
  await wakeAll(watched.page);
  return watched;
}

describe('the workbench', () => {
  it('proves the circle from the dumps of both ends, and sends nothing', async () => {
    const { page, strangers, errors, close } = await openBench();
    const calls: string[] = [];
    page.on('request', (request) => calls.push(request.url()));
    await lay(
      page,
      'containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz',
      'containerd-1.4.11/pod-deadlock/shim.usr1.log',
    );
    const first = page.locator('#bench .wb-finding').first();
    expect(await first.innerText()).toMatch(/server\.go:459[\s\S]*file-1/);
    expect(await first.innerText()).toMatch(/client\.go:259[\s\S]*file-0/);
    expect(calls.filter((url) => /^https?:/.test(url) && !url.includes('/_astro/'))).toEqual([]);
    expect([...strangers, ...errors]).toEqual([]);
    await close();
  });

  it('tells a profile, a dump and a picture apart, and opens the evidence of each', async () => {
    const { page, errors, close } = await openBench();
    await lay(
      page,
      'containerd-1.4.11/pod-deadlock/containerd.heap.pb.gz',
      'containerd-1.4.11/idle/shim.usr1.log',
      'post/shim-ttrpc-lines.txt',
    );
    const sheets = page.locator('#bench .wb-sheet');
    expect(await sheets.nth(0).innerText()).toContain('inuse_space');
    expect(await sheets.nth(1).innerText()).toContain('23 goroutines');
    expect(await sheets.nth(2).innerText()).toContain('10 source lines');
    await sheets.nth(1).getByRole('button', { name: 'Show the evidence' }).press('Enter');
    await expect.poll(() => sheets.nth(1).locator('[data-testid=total]').innerText()).toBe('23');
    await sheets.nth(0).getByRole('button', { name: 'Show the evidence' }).click();
    await expect.poll(() => sheets.nth(0).innerText()).toMatch(/flat/i);
    await sheets
      .nth(0)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect.poll(() => sheets.count()).toBe(2);
    expect(errors).toEqual([]);
    await close();
  });

  it.each([
    ['en', 'light'],
    ['zh-cn', 'dark'],
  ] as const)(
    'has no violation in %s, %s, empty and full, and no sideways scroll',
    async (locale, scheme) => {
      const { page, close } = await openBench(locale, scheme, 390);
      expect(await violations(page)).toEqual([]);
      await lay(page, 'containerd-1.4.11/pod-deadlock/shim.usr1.log');
      expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await close();
    },
  );

  it('tries captured files at a press of a button', async () => {
    const { page, close } = await openBench();
    await page.getByRole('button', { name: 'a healthy shim' }).click();
    await expect.poll(() => page.locator('#bench .wb-finding').count()).toBeGreaterThan(0);
    expect(await page.locator('#bench .wb-stuck').count()).toBe(0);
    await close();
  });
});
