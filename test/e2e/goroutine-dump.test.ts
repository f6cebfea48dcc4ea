import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

const CAPTURED = 'content/evidence/ttrpc-pair/size-w169/server.usr1.log';
const DAEMON = 'content/evidence/containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';

/** Lets a file fall onto the widget, as the file manager does. */
async function drop(page: Page, name: string, content: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, base64]) => {
      const plain = Uint8Array.from(atob(base64 as string), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([plain], file as string));
      return data;
    },
    [name, Buffer.from(content).toString('base64')] as const,
  );
  await page.dispatchEvent('#dump .w', 'drop', { dataTransfer: transfer });
}

async function openChapter() {
  const watched = await openPage(browser, `${site.url}en/chapters/reading-164/`);
  await wakeAll(watched.page);
  return watched;
}

const total = (page: Page) => page.locator('#dump [data-testid=total]');

describe('the dump on the chapter page', () => {
  it('reads a captured dump that is dropped on it, and sends nothing', async () => {
    const { page, strangers, errors, close } = await openChapter();
    expect(await total(page).innerText()).toBe('47');
    const calls: string[] = [];
    page.on('request', (request) => calls.push(request.url()));
    await drop(page, 'node-7.log', readFileSync(CAPTURED));
    await expect.poll(() => total(page).innerText()).toBe('183');
    const widget = page.locator('#dump');
    expect(await widget.innerText()).toContain('Your file: node-7.log');
    expect(await widget.locator('.gd-group').first().innerText()).toMatch(
      /169[\s\S]*server\.go:444/,
    );
    expect(calls.filter((url) => /^https?:/.test(url))).toEqual([]);
    expect([...strangers, ...errors]).toEqual([]);
    await close();
  });

  it('filters as one types, opens a stack by keyboard, and goes back by reset', async () => {
    const { page, close } = await openChapter();
    const widget = page.locator('#dump');
    await widget.getByLabel('Filter').fill('file:server.go:459');
    await expect.poll(() => widget.locator('.gd-matching').innerText()).toContain('1 of 47 match');
    await widget.locator('.gd-row').first().focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => widget.locator('.gd-stack').innerText())
      .toContain('bufio.(*Writer).Flush');
    await widget.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => widget.getByLabel('Filter').inputValue()).toBe('');
    await close();
  });

  it('reads a file over a megabyte in a worker, gzip or not, and shows the far end of the connection', async () => {
    const { page, errors, close } = await openChapter();
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    await page.locator('#dump input[type=file]').setInputFiles({
      name: 'containerd.log',
      mimeType: 'text/plain',
      buffer: gunzipSync(readFileSync(DAEMON)),
    });
    await expect.poll(() => total(page).innerText(), { timeout: 20_000 }).toBe('3047');
    expect(started.length).toBe(1);
    await page.locator('#dump').getByLabel('Filter').fill('func:dispatch file:client.go:153');
    await expect
      .poll(() => page.locator('#dump .gd-matching').innerText())
      .toContain('2,991 of 3,047 match');
    expect(errors).toEqual([]);
    await close();
  });

  it('can be stopped while it reads, and keeps what was there', async () => {
    const { page, close } = await openChapter();
    const dump = gunzipSync(readFileSync(DAEMON));
    // Large enough that reading takes a while: the page makes it from the one it is given.
    await page.evaluate(
      ([base64]) => {
        const piece = Uint8Array.from(atob(base64 as string), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(
          new File(
            Array.from({ length: 400 }, () => piece),
            'large.log',
          ),
        );
        document
          .querySelector('#dump .w')
          ?.dispatchEvent(
            new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
          );
      },
      [dump.subarray(0, 1024 * 1024).toString('base64')] as const,
    );
    await page.locator('#dump').getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => page.locator('#dump progress').count()).toBe(0);
    expect(await total(page).innerText()).toBe('47');
    await close();
  });

  it('says of a file that holds nothing what it needs, and keeps what was there', async () => {
    const { page, close } = await openChapter();
    await drop(page, 'holiday.txt', new TextEncoder().encode('no goroutine in sight\n'));
    await expect
      .poll(() => page.locator('#dump [role=alert]').innerText())
      .toMatch(/holiday\.txt.*kill -USR1/s);
    expect(await total(page).innerText()).toBe('47');
    await close();
  });

  it('takes pasted text', async () => {
    const { page, close } = await openChapter();
    const widget = page.locator('#dump');
    await widget.getByRole('button', { name: 'Paste text' }).click();
    await widget
      .locator('textarea')
      .fill('goroutine 7 [select, 3 minutes]:\nmain.wait(0x1)\n\t/src/main.go:12 +0x1d\n');
    await widget.getByRole('button', { name: 'Read it' }).click();
    await expect.poll(() => total(page).innerText()).toBe('1');
    expect(await widget.innerText()).toContain('longest wait 3 min');
    await close();
  });

  it('copies a link that opens the same state again', async () => {
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto(`${site.url}en/chapters/reading-164/`);
    await wakeAll(page);
    const widget = page.locator('#dump');
    await widget.getByLabel('Filter').fill('state:select');
    await widget.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('?w=dump&v=1&q=state:select#dump');
    await page.goto(link);
    await wakeAll(page);
    expect(await widget.getByLabel('Filter').inputValue()).toBe('state:select');
    await context.close();
  });
});
