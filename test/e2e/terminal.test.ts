import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, violations, wakeAll } from './browser.ts';
import { servePage } from './site.ts';
import { browser, site } from './stand.ts';

/** The line exactly as the post has it, spaces and all. */
const POSTS_LINE = 'cat shim.goroutine.profile |grep ttrpc/server | sort |uniq -c |sort';
const POSTS_TABLE = readFileSync('content/evidence/post/shim-ttrpc-lines.txt', 'utf8');

/** Opens the chapter's shell and waits until it can be typed into. */
async function openShell(page: Page) {
  await wakeAll(page);
  const widget = page.locator('#run');
  await widget.getByRole('button', { name: 'Open a shell here' }).click();
  await widget.locator('.xterm-helper-textarea').waitFor({ state: 'attached', timeout: 20_000 });
  return widget;
}

/** Types a line as a person does and waits until the transcript has one entry more. */
async function type(page: Page, line: string): Promise<string> {
  const entries = page.locator('#run .tm-twin .tm-entry');
  const before = await entries.count();
  await page.locator('#run .xterm-helper-textarea').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await expect.poll(() => entries.count(), { timeout: 20_000 }).toBe(before + 1);
  return (await entries.last().locator('.tm-out').textContent()) ?? '';
}

describe('the terminal of the chapter', () => {
  it("gives the post's table for the post's own line, typed in the folder of its rows", async () => {
    const { page, errors, strangers, close } = await openPage(
      browser,
      `${site.url}en/chapters/reading-164/`,
    );
    await openShell(page);
    await type(page, 'cd ~/post');
    expect(await type(page, POSTS_LINE)).toBe(POSTS_TABLE);
    expect(await page.locator('#run .xterm-screen').isVisible()).toBe(true);
    expect(errors).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  });

  it('gives the true counts for the captured dumps', async () => {
    const { page, close } = await openPage(
      browser,
      `${site.url}zh-cn/embed/terminal/?v=1&cwd=captured`,
    );
    await wakeAll(page);
    const widget = page.locator('stuck-widget');
    await widget.locator('button.b-go').first().click();
    await widget.locator('.xterm-helper-textarea').waitFor({ state: 'attached', timeout: 20_000 });
    await widget.evaluate((element) => element.setAttribute('id', 'run'));
    const rows = (await type(page, POSTS_LINE)).trimEnd().split('\n');
    const counts = Object.fromEntries(
      rows.map((row) => [/:(\d+) /.exec(row)?.[1], Number(row.trim().split(/\s/)[0])]),
    );
    expect(counts).toEqual({
      87: 1,
      127: 2,
      332: 2,
      362: 1,
      404: 1,
      431: 1,
      434: 8,
      438: 6,
      444: 2,
      459: 1,
    });
    await close();
  });

  it('stops a line that never ends, and goes on', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`);
    await openShell(page);
    await type(page, 'cd ~/idle');
    await page.locator('#run .xterm-helper-textarea').focus();
    await page.keyboard.type('while true; do :; done');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+C');
    await expect
      .poll(() => page.locator('#run .tm-twin').textContent(), { timeout: 15_000 })
      .toContain('while true');
    expect((await type(page, 'pwd')).trim()).toMatch(/\/idle$/);
    await close();
  });

  it('has no violation while it is open, and can be left by keyboard', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`, {
      colorScheme: 'dark',
    });
    await openShell(page);
    await type(page, 'ls');
    expect(await violations(page)).toEqual([]);
    await page.locator('#run .xterm-helper-textarea').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() =>
      document.activeElement?.classList.contains('xterm-helper-textarea'),
    );
    expect(inside).toBe(false);
    await close();
  });

  it('runs in a sandboxed frame of another origin', async () => {
    const host = await servePage(
      `<!doctype html><title>wiki</title><iframe width="900" height="700" sandbox="allow-scripts" src="${site.url}en/embed/terminal/?v=1&cwd=post"></iframe>`,
    );
    const { page, errors, close } = await openPage(browser, host.url, { home: [site.url] });
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Open a shell here' }).click();
    await frame.locator('.xterm-helper-textarea').focus({ timeout: 20_000 });
    await page.keyboard.type(POSTS_LINE);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => frame.locator('.tm-twin .tm-out').last().textContent(), { timeout: 20_000 })
      .toBe(POSTS_TABLE);
    expect(errors).toEqual([]);
    await close();
    await host.stop();
  });

  it('never runs a line that came with a link until the reader says so', async () => {
    const { page, close } = await openPage(
      browser,
      `${site.url}en/embed/terminal/?v=1&run=${encodeURIComponent('echo from-a-link > x; cat x')}`,
    );
    await wakeAll(page);
    const widget = page.locator('stuck-widget');
    await page.waitForTimeout(800);
    expect(await widget.locator('.tm-out').count()).toBe(0);
    expect(await widget.locator('.tm-waiting').innerText()).toContain('echo from-a-link');
    await close();
  });
});
