import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, sidewaysScroll, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

const TABLE = readFileSync('content/evidence/post/shim-ttrpc-lines.txt', 'utf8');
const POSTED = 'cat shim.goroutine.profile |grep ttrpc/server | sort |uniq -c |sort';

async function openEmbed(query = '', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}en/embed/terminal/${query}`, options);
  await wakeAll(watched.page);
  return watched;
}

async function openShell(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open a shell here' }).click();
  await page.locator('.xterm-helper-textarea:focus').waitFor();
}

/** Types a line into the terminal, and waits for the sentence that tells of it. */
async function run(page: Page, line: string, said: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await page.locator('.w-words', { hasText: said }).waitFor();
}

/** What the text twin of the terminal holds. */
const twin = (page: Page) => page.locator('.tm-twin .tm-log').evaluate((log) => log.textContent);

describe('a terminal in the hand', () => {
  it("runs the post's line in a worker and gives the post's table, with the site's policy in force", async () => {
    const { page, errors, strangers, close } = await openEmbed('?v=1&run=');
    const heavy: string[] = [];
    page.on('request', (request) => {
      if (/worker|screen/.test(request.url())) heavy.push(request.url());
    });
    await page.waitForTimeout(300);
    expect(heavy).toEqual([]);
    await openShell(page);
    await run(page, POSTED, 'gave 10 lines');
    expect(await twin(page)).toBe(`root@lab:~/post# ${POSTED}\n${TABLE}`);
    await run(
      page,
      'awk \'BEGIN{RS=""} /server.go:404/{n++} END{print n}\' ../captured/shim.goroutine.profile',
      'gave 1 line',
    );
    expect(await twin(page)).toMatch(/\n1\n$/);
    expect(errors).toEqual([]);
    expect(strangers).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await close();
  });

  it('stops a loop without end on Ctrl-C, and goes on with folder, variables and files', async () => {
    const { page, close } = await openEmbed('?v=1&run=');
    await openShell(page);
    await run(page, 'cd ../idle; n=7; echo kept > /root/note', 'no output');
    await page.keyboard.type('while true; do :; done');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop (Ctrl-C)' }).waitFor();
    await page.keyboard.press('Control+c');
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    await run(page, 'echo $n $PWD; cat ~/note', 'gave 2 lines');
    expect(await twin(page)).toMatch(/\^C\n.*\n7 \/root\/idle\nkept\n$/);
    await close();
  });

  it('completes with Tab, goes back with the arrow, and lets go with Escape and Tab', async () => {
    const { page, close } = await openEmbed('?v=1&run=');
    await openShell(page);
    await page.keyboard.type('wc -l shim.g');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(300);
    await run(page, '', 'gave 1 line');
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(200);
    await run(page, ' README', 'gave 3 lines');
    expect(await twin(page)).toContain('wc -l shim.goroutine.profile  README\n');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.tm-screen') === null)).toBe(
      true,
    );
    await close();
  });

  it('never runs the lines of a link by itself', async () => {
    const query = `?v=1&cwd=captured&run=${encodeURIComponent(`touch /root/ran\ncd ../idle\nls /root`)}`;
    const { page, close } = await openEmbed(query);
    await page.getByText('This link brings 3 lines').waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator('.tm-entry').count()).toBe(0);
    await page.getByRole('button', { name: 'Run all, in order' }).click();
    await page.locator('.w-words', { hasText: 'A shell in ~/idle' }).waitFor();
    await page.locator('.tm-twin').waitFor();
    expect(await twin(page)).toContain('ran\n');
    expect(new URL(page.url()).searchParams.get('run')).toBe(
      'touch /root/ran\ncd ../idle\nls /root',
    );
    await close();
  });

  it('works by touch at 390 px: a button types the line, another runs it', async () => {
    const { page, errors, close } = await openEmbed('', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator('.tm-offer', { hasText: 'awk' }).tap();
    await page.getByRole('button', { name: 'Run', exact: true }).tap();
    await page.locator('.w-words', { hasText: 'gave 3 lines' }).waitFor();
    expect(await page.locator('.xterm').count()).toBe(0);
    expect(await page.locator('.tm-log').textContent()).toContain(
      '169 vendor/github.com/containerd/ttrpc/server.go:434\n',
    );
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it('tells the whole story without script', async () => {
    const { page, close } = await openPage(browser, `${site.url}zh-cn/embed/terminal/`, {
      javaScriptEnabled: false,
    });
    expect(await page.locator('.tm-log').textContent()).toContain(TABLE);
    expect(await page.locator('button').count()).toBe(0);
    await close();
  });
});
