import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readNode } from '../../src/shell/practice/file.ts';
import { HINTS, STEPS } from '../../src/widgets/practice-node/hints.ts';
import { openPage, tabTo, violations, wakeAll } from './browser.ts';
import { servePage } from './site.ts';
import { browser, site } from './stand.ts';

const FIRST_CLOCK = '07:50';

async function logIn(page: Page): Promise<void> {
  await wakeAll(page);
  await page.getByRole('button', { name: 'Log in to the node' }).click();
  await page.locator('.xterm-helper-textarea:focus').waitFor({ timeout: 20_000 });
}

const entries = (page: Page) => page.locator('.tm-twin .tm-entry');

/** Types a line as a person does, waits until it has ended, and gives what it said. */
async function type(page: Page, line: string): Promise<string> {
  const before = await entries(page).count();
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await expect.poll(() => entries(page).count(), { timeout: 20_000 }).toBe(before + 1);
  return entries(page)
    .last()
    .evaluate((entry) => entry.querySelector('.tm-out')?.textContent ?? '');
}

const clock = (page: Page) => page.locator('.pn-clock time b').innerText();

const done = (page: Page) =>
  page
    .locator('.pn-steps [data-done=true]')
    .evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset.goal));

/** RES of a command in the output of top, bytes. */
function resOf(command: string, table: string): number {
  const row = table.split('\n').find((text) => text.endsWith(` ${command}`));
  const [, size = '', unit = ''] =
    /^([\d.]+)([mg]?)$/.exec(row?.trim().split(/\s+/)[5] ?? '') ?? [];
  return Number(size) * { '': 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[unit as '' | 'm' | 'g'];
}

describe('the investigation', () => {
  it('is walked by typed commands from the storm to the proof, and the node is kept in a file', async () => {
    const { page, errors, strangers, close } = await openPage(browser, `${site.url}en/practice/`);
    await logIn(page);
    expect(await done(page)).toEqual([]);
    const [top = ''] = HINTS.memory;
    const healthy = resOf('kubelet', await type(page, top));
    expect(await type(page, 'crictl stats')).toContain('CONTAINER');

    await type(page, './exec.sh 200');
    await expect.poll(() => done(page)).toEqual(['storm']);
    await page.keyboard.press('Escape');
    await tabTo(page, '8 hours later');
    await page.keyboard.press('Enter');
    await expect.poll(() => clock(page)).toMatch(/^15:5/);
    expect(resOf('kubelet', await type(page, top))).toBeGreaterThan(5 * healthy);

    await page.keyboard.type('crictl stats');
    await page.keyboard.press('Enter');
    await page.getByText('This line does not come back.').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '10 minutes later' }).click();
    await expect.poll(() => clock(page)).toMatch(/^16:0/);
    const before = await entries(page).count();
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+c');
    await expect.poll(() => entries(page).count()).toBe(before + 1);
    await expect.poll(() => done(page)).toEqual(['storm', 'memory', 'stats']);

    for (const goal of ['kubelet', 'containerd', 'shim', 'lines'] as const) {
      for (const line of HINTS[goal]) await type(page, line);
      await expect.poll(() => done(page), { message: goal }).toContain(goal);
    }
    const table = await entries(page)
      .locator('.tm-out')
      .evaluateAll((all) => all.map(({ textContent }) => textContent).join(''));
    expect(table).toMatch(/^ +1 ttrpc\/server\.go:404$/m);
    expect(table).toMatch(/^ +1 ttrpc\/server\.go:459$/m);

    for (const line of [...HINTS.cure, ...HINTS.proof]) await type(page, line);
    await expect.poll(() => done(page)).toEqual(STEPS);
    expect(await page.locator('.pn-clock').innerText()).toContain('containerd 1.5.8');
    expect(await violations(page)).toEqual([]);

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the node' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('stuck-in-send-node.json');
    const path = await file.path();
    const at = await clock(page);
    await page.getByRole('button', { name: 'New node' }).click();
    await expect.poll(() => clock(page)).toContain(FIRST_CLOCK);
    expect(await done(page)).toEqual([]);
    const back = page.getByRole('button', { name: 'Back to the node before' });
    await back.click();
    await expect.poll(() => clock(page)).toBe(at);
    expect(await type(page, 'echo on')).toBe('on\n');
    await page.getByRole('button', { name: 'New node' }).click();
    await expect.poll(() => clock(page)).toContain(FIRST_CLOCK);

    const picker = page.locator('.pn-files input[type=file]');
    const bad = { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') };
    await picker.setInputFiles(bad);
    expect(await page.getByRole('alert').innerText()).toMatch(/^a\.json is JSON, but not a saved/);
    expect(await clock(page)).toContain(FIRST_CLOCK);
    await picker.setInputFiles({ ...bad, name: 'node.json', buffer: await readFile(path) });
    await expect.poll(() => clock(page)).toBe(at);
    expect(await done(page)).toEqual(STEPS);
    await page.getByRole('button', { name: 'Log in to the node' }).click();
    await page.locator('.xterm-helper-textarea:focus').waitFor();
    expect(await type(page, 'echo *.heap')).toBe('containerd.heap kubelet.heap\n');
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
    await close();
  }, 180_000);
});

describe('a practice node elsewhere', () => {
  it('runs in a sandboxed frame of another origin, where its file is a text to copy', async () => {
    const host = await servePage(
      `<!doctype html><title>wiki</title><iframe width="900" height="1800" sandbox="allow-scripts" src="${site.url}en/embed/practice-node/?v=1&run="></iframe>`,
    );
    const { page, errors, close } = await openPage(browser, host.url, { home: [site.url] });
    const frame = page.frameLocator('iframe');
    // A link's own state is drawn afresh over the still: what was opened there before would close again.
    await frame.locator('[data-live=true]').waitFor();
    await frame.locator('[data-goal=storm] summary').click();
    await frame.getByRole('button', { name: './exec.sh 200' }).click();
    await frame.locator('.xterm-helper-textarea:focus').waitFor({ timeout: 20_000 });
    await frame.getByText('Typed: ./exec.sh 200. Enter runs it.').waitFor({ state: 'attached' });
    expect(await frame.locator('[data-done=true]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await frame.locator('[data-goal=storm][data-done=true]').waitFor();
    await frame.getByRole('button', { name: 'Save the node' }).click();
    const text = await frame.locator('.pn-copy textarea').inputValue();
    expect(readNode(text)).toMatchObject({ ok: true, saved: { node: { reached: ['storm'] } } });
    expect(errors).toEqual([]);
    await close();
    await host.stop();
  });

  it('never runs a line of a link by itself, and is sound in the dark', async () => {
    const { page, errors, close } = await openPage(
      browser,
      `${site.url}zh-cn/embed/practice-node/?v=1&goals=0&run=${encodeURIComponent('touch ran\n./exec.sh 200')}`,
      { colorScheme: 'dark' },
    );
    await wakeAll(page);
    await page.locator('.tm-waiting code', { hasText: './exec.sh 200' }).waitFor();
    expect(await page.locator('.pn-steps').count()).toBe(0);
    expect(await page.locator('.tm-entry').count()).toBe(0);
    expect(await clock(page)).toContain(FIRST_CLOCK);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it('is led through a drill by numbers: what they do is seen, and the log says what they were', async () => {
    const { page, errors, close } = await openPage(
      browser,
      `${site.url}en/embed/practice-node/?v=1&run=&goals=0&start=morning&drill=1`,
    );
    await logIn(page);
    const kubelet = () => page.locator('.pn-curve.pn-kubelet b').innerText();
    expect(Number.parseFloat((await kubelet()).replace(',', ''))).toBeGreaterThan(900);
    await page.getByRole('button', { name: 'Begin the drill' }).click();
    await page.getByRole('button', { name: 'Event 1' }).click();
    await expect.poll(kubelet).toMatch(/^\d\d MiB$/);
    await page.getByRole('button', { name: 'Event 4' }).click();
    await expect.poll(() => entries(page).last().textContent()).toContain('Broadcast message from');
    expect(await violations(page)).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the log' }).click();
    const log = await readFile(await (await saving).path(), 'utf8');
    expect(log).toMatch(
      /\| 0 \| 15:5\d:\d\d \| Event 4: A colleague is about to kill the pod\. \|/,
    );
    expect(errors).toEqual([]);
    await close();
  });

  it('tells its story without script', async () => {
    const { page, close } = await openPage(browser, `${site.url}zh-cn/practice/`, {
      javaScriptEnabled: false,
    });
    const widget = page.locator('#node');
    expect(await widget.locator('.tm-log').textContent()).toContain('test-74cf75b654-gw5hk');
    expect(await widget.locator('.pn-question').count()).toBe(STEPS.length);
    await widget.locator('[data-goal=cure] summary').click();
    expect(await widget.locator('[data-goal=cure] code').first().innerText()).toBe(
      'apt-get update',
    );
    expect(await widget.locator('button').count()).toBe(0);
    await close();
  });
});
