import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { generateProfile } from '../bench/profile-generator.ts';
import { openPage, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

const LEAK = 'containerd-1.4.11/leak/containerd';
const DUMP = 'content/evidence/ttrpc-pair/size-w169/server.goroutine.debug2.txt';

async function open(query = '', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}en/embed/profile/?v=1&${query}`, options);
  await wakeAll(watched.page);
  return watched;
}

const total = (page: Page) => page.locator('[data-testid=total]').innerText();
const words = (page: Page) => page.locator('.w-words').innerText();
const said = (page: Page) => page.locator('.w > [role=status]').innerText();

async function give(page: Page, name: string, buffer: Buffer, label = 'Open a file…') {
  await page
    .locator(`input[type=file][aria-label="${label}"]`)
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

describe('the tabs', () => {
  it('are walked by arrow keys, and each view says what it shows', async () => {
    const { page, errors, strangers, close } = await open();
    await page.getByRole('tab', { name: 'Top' }).focus();
    for (const [tab, says] of [
      ['Flame', 'as a flame graph of'],
      ['Difference', 'No profile to take away'],
      ['Packages', '15 packages'],
      ['Peek', '6 callees'],
      ['Top', '56 functions'],
    ] as const) {
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('tab', { selected: true }).innerText()).toBe(tab);
      await expect.poll(() => words(page)).toContain(says);
      await page.waitForTimeout(100);
      expect(await violations(page)).toEqual([]);
    }
    expect([...errors, ...strangers]).toEqual([]);
    await close();
  });

  it('bring the chart only when its tab is opened', async () => {
    const { page, close } = await open();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.getByRole('tab', { name: 'Peek' }).click();
    expect(scripts.filter((url) => url.includes('package-chart'))).toEqual([]);
    await page.getByRole('tab', { name: 'Packages' }).click();
    await page.locator('.pf-chart svg[role=img]').waitFor();
    expect(scripts.some((url) => url.includes('package-chart'))).toBe(true);
    await close();
  });
});

describe('the flame', () => {
  it('is walked, zoomed and left by keys alone, and says where one stands', async () => {
    const { page, close } = await open('p=flame');
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => said(page)).toContain('grpc.(*Server).handleRawConn.func1: 13.5 MiB');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => said(page)).toContain('serveStreams.func1.1: 6.5 MiB');
    await page.keyboard.press('Enter');
    await expect.poll(() => words(page)).toContain('zoomed in on grpc.(*Server).serveStreams');
    expect(page.url()).toMatch(/[?&]z=[0-9a-z]{1,7}/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => said(page)).toContain('No further that way');
    await page.keyboard.press('Escape');
    await expect.poll(() => words(page)).not.toContain('zoomed');
    await close();
  });

  it('draws in the colours of the theme, and again when the theme changes', async () => {
    const { page, close } = await open('p=flame');
    const pixel = () =>
      page.locator('.pf-scroll canvas').evaluate((canvas) => {
        const pen = (canvas as HTMLCanvasElement).getContext('2d');
        return Array.from(pen?.getImageData(3, 3, 1, 1).data ?? []).slice(0, 3);
      });
    const bright = async () => (await pixel()).reduce((sum, part) => sum + part, 0);
    await expect.poll(bright).toBeGreaterThan(600);
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
    });
    await expect.poll(bright).toBeLessThan(200);
    await close();
  });

  it('zooms where it is clicked, and its table tells the same', async () => {
    const { page, close } = await open('p=flame');
    const box = await page.locator('.pf-scroll').boundingBox();
    if (!box) throw new Error('no canvas');
    await page.mouse.move(box.x + 10, box.y + 25);
    await expect
      .poll(() => page.locator('.pf-box').innerText())
      .toContain('handleRawConn.func1: 13.5 MiB, 54% of all');
    await page.mouse.click(box.x + 10, box.y + 25);
    await expect.poll(() => words(page)).toContain('zoomed in on grpc.(*Server).handleRawConn');
    await page.getByText('The same as a table').click();
    const rows = page.locator('.pf-twin tbody tr');
    expect(await rows.first().innerText()).toMatch(/^0\s+13\.5 MiB\s+0 B\s+54%/);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => words(page)).not.toContain('zoomed');
    await close();
  });

  it('takes a focus from the box that one stands on', async () => {
    const { page, close } = await open('p=flame');
    await page.getByRole('application').focus();
    for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Focus on it' }).click();
    await expect.poll(() => total(page)).toBe('6.5 MiB');
    await expect.poll(() => words(page)).toMatch(/Only \d+ of 142 samples/);
    await close();
  });
});

describe('files of the reader', () => {
  it('are read here, and one is taken away from the other', async () => {
    const { page, errors, close } = await open('p=diff');
    const calls: string[] = [];
    await give(page, 'after.pb.gz', readFileSync(`content/evidence/${LEAK}/011.heap.pb.gz`));
    await expect.poll(() => words(page)).toContain('after.pb.gz');
    page.on('request', (request) => calls.push(request.url()));
    const base = readFileSync(`content/evidence/${LEAK}/001.heap.pb.gz`);
    await give(page, 'before.pb.gz', base, 'Open another file…');
    await expect.poll(() => words(page)).toContain('after.pb.gz less before.pb.gz');
    expect(await page.locator('.pf-net').innerText()).toContain('+14 MiB');
    expect(calls.filter((url) => /^https?:/.test(url))).toEqual([]);
    expect(page.url()).not.toContain('after');
    expect(errors).toEqual([]);
    await close();
  });

  it('that are no profile are named, and what was there stays', async () => {
    const { page, close } = await open();
    await give(page, 'dump.txt', readFileSync(DUMP));
    await expect
      .poll(() => page.locator('[role=alert]').innerText())
      .toMatch(/dump\.txt.*goroutine dump.*widget of this kit.*still shown/s);
    expect(await total(page)).toBe('25 MiB');
    await give(page, 'trace.out', Buffer.from('go 1.22 trace\0\0\0 and more'));
    await expect.poll(() => page.locator('[role=alert]').innerText()).toContain('go tool trace');
    await close();
  });

  it('over a megabyte are read in a worker, and asked there', async () => {
    const { page, errors, close } = await open('p=flame');
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    const large = generateProfile({
      ...{ samples: 40_000, locations: 20_000, functions: 6_000 },
      depth: 20,
    });
    await give(page, 'large.pb', Buffer.from(large));
    await expect.poll(() => words(page), { timeout: 20_000 }).toContain('large.pb');
    expect(started.length).toBe(1);
    await page.getByLabel('Focus', { exact: true }).fill('transport');
    await expect.poll(() => words(page), { timeout: 20_000 }).toMatch(/Only [\d,]+ of 40,000/);
    await page.getByRole('tab', { name: 'Top' }).click();
    await expect.poll(() => words(page), { timeout: 20_000 }).toContain('functions');
    expect(errors).toEqual([]);
    await close();
  });

  it('can be stopped while they are read, and what was there stays', async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      // Large enough that reading takes a while; the pieces are one and the same.
      const piece = new Uint8Array(1024 * 1024);
      const data = new DataTransfer();
      data.items.add(
        new File(
          Array.from({ length: 300 }, () => piece),
          'huge.pb',
        ),
      );
      document
        .querySelector('.w')
        ?.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
    });
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect.poll(() => page.locator('.pf-progress').count()).toBe(0);
    expect(await total(page)).toBe('25 MiB');
    await expect.poll(() => said(page)).toContain('Cancelled');
    await close();
  });
});

describe('without script', () => {
  it('the still shows the table, the words, and nothing to press', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/embed/profile/`, {
      javaScriptEnabled: false,
    });
    const widget = page.locator('.w');
    expect(await widget.locator('tbody tr').count()).toBe(15);
    expect(await widget.innerText()).toContain('transport.(*http2Server).operateHeaders');
    expect(await widget.locator('button, input, select').count()).toBe(0);
    await close();
  });
});

describe('in a frame without an origin', () => {
  it('a large file still opens: its worker comes from a blob', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/embed/profile/`);
    await page.setContent(
      `<iframe sandbox="allow-scripts" width="800" height="900" src="${site.url}en/embed/profile/?v=1&p=top"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('[data-live=true]').waitFor();
    const large = generateProfile({
      ...{ samples: 40_000, locations: 20_000, functions: 6_000 },
      depth: 20,
    });
    await frame
      .locator('input[type=file][aria-label="Open a file…"]')
      .first()
      .setInputFiles({ name: 'large.pb', mimeType: 'x/y', buffer: Buffer.from(large) });
    await expect
      .poll(() => frame.locator('.w-words').innerText(), { timeout: 20_000 })
      .toContain('large.pb');
    await close();
  });
});
