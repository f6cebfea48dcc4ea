import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LOOKS, openPage, sidewaysScroll, violations } from './browser.ts';
import { browser, site } from './stand.ts';

const cell = (page: Page, id: string) => page.locator(`#cell-${id}`);

/** Opens the page of cells, awake, and keeps the paths that it asks for. */
async function open(locale = 'en', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}${locale}/cells/`, options);
  const { page } = watched;
  await page.locator('#cell-dump[data-awake] [data-live=true]').waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return { ...watched, asked };
}

/** Puts a text into a cell's editor, which it opens by the button. */
async function write(page: Page, id: string, text: string) {
  const edit = cell(page, id).locator('.cell-actions button').first();
  if ((await cell(page, id).locator('.cm-content').count()) === 0) await edit.click();
  await cell(page, id).locator('.cm-content').waitFor();
  await cell(page, id).locator('.cm-content').fill(text);
}

/** A run in a new thread runs all cells: on a busy machine that takes a while. */
const SOON = { timeout: 15_000 };

const shows = (page: Page, id: string) => cell(page, id).locator('.cell-shows').innerText();

describe('a page of cells', () => {
  it('without script has the text, the table, the tree and the picture of each', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/cells/`, {
      javaScriptEnabled: false,
    });
    expect(await page.locator('live-cell button:visible').count()).toBe(0);
    expect(await cell(page, 'callers').locator('.cell-listing').innerText()).toContain(
      'model.simulate',
    );
    const picture = cell(page, 'callers').locator('.cell-chart svg');
    const size = await picture.boundingBox();
    expect(size && size.width > 400 && size.height > 150).toBe(true);
    expect(await picture.locator('rect').count()).toBeGreaterThan(3);
    expect(await shows(page, 'dump')).toMatch(/8\s+server\.go:434/);
    expect(await shows(page, 'both-ends')).toContain('together');
    await close();
  });

  it('loads an editor when it is opened, and a thread when it runs; by keyboard, dependants follow', async () => {
    const { page, asked, errors, strangers, close } = await open();
    const heavy = () => asked.filter((path) => /editor|worker|cells\.html/.test(path));
    await cell(page, 'pairs').locator('.cell-actions button').first().focus();
    expect(heavy()).toEqual([]);
    await page.keyboard.press('Enter');
    const editor = cell(page, 'pairs').locator('.cm-content');
    await editor.waitFor();
    await expect.poll(() => editor.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(heavy().every((path) => path.includes('editor'))).toBe(true);

    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('5');
    expect(await cell(page, 'pairs').locator('.cell-stands').innerText()).toBe(
      'changed, not run yet',
    );
    expect(await shows(page, 'pairs')).toContain('deadlock');
    expect(heavy().some((path) => path.includes('worker'))).toBe(false);
    await page.keyboard.press('Control+Enter');
    const again = cell(page, 'trace').locator('[data-again]');
    await again.waitFor();
    expect(await again.innerText()).toBe('ran again, because between changed');
    expect(await shows(page, 'pairs')).not.toContain('deadlock');
    expect(await shows(page, 'trace')).not.toContain('server.loop');
    await expect
      .poll(() => page.locator('[data-said]').textContent(), SOON)
      .toBe('Cell pairs ran. Ran again: trace.');
    expect(await cell(page, 'leaking').locator('.cell-stands').innerText()).toBe(
      'ran when the page was built',
    );

    // What is offered while one types, and the way out.
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nttrpc.aff');
    await page.locator('.cm-completionLabel', { hasText: 'affected' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await editor.innerText()).toContain('ttrpc.aff');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-content') === null)).toBe(
      true,
    );
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
    await close();
  });

  it('stops a loop within 3 s while the page goes on, and the others keep what they had', async () => {
    const { page, errors, close } = await open();
    const before = await shows(page, 'releases');
    await write(page, 'dump', 'const dump = 1;\nfor (;;);');
    const start = Date.now();
    await page.keyboard.press('Control+Enter');
    await cell(page, 'dump').locator('[data-phase=runs]').waitFor();
    const running = Date.now();
    let longest = 0;
    let stopped = 0;
    while (stopped === 0 && Date.now() - start < 20_000) {
      const asked = Date.now();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      longest = Math.max(longest, Date.now() - asked);
      const said = await cell(page, 'dump').locator('.cell-stands').innerText();
      if (said === 'stopped') stopped = Date.now();
    }
    expect(stopped - running).toBeGreaterThan(1500);
    expect(stopped - running).toBeLessThan(3000);
    expect(longest).toBeLessThan(500);
    await expect.poll(() => shows(page, 'both-ends'), SOON).toContain('dump comes from cell dump');
    expect(await shows(page, 'releases')).toBe(before);

    // One that only waits is stopped by hand; then the author's text is put back.
    await write(page, 'dump', 'await new Promise(() => {});');
    await page.keyboard.press('Control+Enter');
    await cell(page, 'dump').locator('.cell-stop').click();
    await expect.poll(() => shows(page, 'dump'), SOON).toContain('You stopped it.');
    await cell(page, 'dump').getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => shows(page, 'dump'), SOON).toMatch(/8\s+server\.go:434/);
    await expect.poll(() => shows(page, 'both-ends'), SOON).toContain('together');
    expect(errors).toEqual([]);
    await close();
  });

  it('gives all cells, as they stand, as one program', async () => {
    const { page, close } = await open();
    await write(page, 'leaking', 'const rate = 7;\nrate;');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all as .ts' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('cells.ts');
    const program = await readFile(await download.path(), 'utf8');
    expect(program).toMatch(/^import \{ .*goroutines.* \} from 'stuck-in-send\/cells';/);
    expect(program).toContain('const rate = 7;');
    await close();
  });

  it.each(LOOKS)(
    'has no violation in %s at %i px while edited, changed and wrong',
    async (scheme, width) => {
      const { page, close } = await open('zh-cn', {
        colorScheme: scheme,
        viewport: { width, height: 900 },
      });
      await write(page, 'dump', 'const dump = goroutines;\nnowhere();');
      await page.keyboard.press('Control+Enter');
      await cell(page, 'dump').locator('.cell-problem').waitFor();
      expect(await cell(page, 'dump').locator('.cm-line.cell-wrong').innerText()).toBe(
        'nowhere();',
      );
      await write(page, 'pairs', 'const between = 1;');
      expect(await violations(page, ['#cell-dump', '#cell-both-ends', '#cell-pairs'])).toEqual([]);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await close();
    },
  );
});
