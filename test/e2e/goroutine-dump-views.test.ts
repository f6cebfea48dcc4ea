import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPage, violations, wakeAll } from './browser.ts';
import { servePage } from './site.ts';
import { browser, site } from './stand.ts';

const CAPTURED = 'content/evidence/ttrpc-pair/size-w169/server.usr1.log';
const DAEMON = 'content/evidence/containerd-1.4.11/pod-deadlock/containerd.usr1.log.gz';
const IDLE = 'containerd-1.4.11/idle/shim.usr1.log';
const ALIKE = 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz';

async function openEmbed(query: string) {
  const watched = await openPage(browser, `${site.url}en/embed/goroutine-dump/?v=1&${query}`);
  await wakeAll(watched.page);
  return watched;
}

describe('the views of a dump', () => {
  it('are tabs that arrow keys walk, each without a violation', async () => {
    const { page, errors, close } = await openEmbed('');
    await page.getByRole('tab', { name: 'Groups' }).focus();
    for (const name of ['Created by', 'Waits', 'Compare']) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.locator('[role=tab]:focus').innerText()).toBe(name);
      await expect.poll(() => page.getByRole('tabpanel', { name }).count()).toBe(1);
      expect(await violations(page)).toEqual([]);
    }
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Groups' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    expect(errors).toEqual([]);
    await close();
  });

  it('compare the stuck pod with the pod at rest, and open a change to its stack', async () => {
    const { page, errors, strangers, close } = await openEmbed('s=compare');
    await page
      .getByLabel('Earlier dump')
      .selectOption({ label: 'Healthy shim, the same pod at rest' });
    await expect
      .poll(() => page.locator('.gd-said').innerText())
      .toContain('23 goroutines then, 47 now (+24).');
    expect(await page.locator('.gd-said').innerText()).toContain('two processes');
    const row = page.locator('.gd-row', { hasText: 'server.go:444' });
    expect(await row.innerText()).toMatch(/\+2[\s\S]*appeared/);
    await row.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.gd-stack').innerText())
      .toContain('ttrpc.(*serverConn).run.func2');
    expect(await violations(page)).toEqual([]);
    expect(page.url()).toContain(`s=compare&o=4&b=${IDLE}`);
    expect([...errors, ...strangers]).toEqual([]);
    await close();
  });

  it('keep what was compared when a file holds nothing, and say why', async () => {
    const { page, close } = await openEmbed(`s=compare&b=${IDLE}`);
    await page
      .getByLabel('Open the earlier file…')
      .last()
      .setInputFiles({
        name: 'holiday.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('no goroutine in sight\n'),
      });
    await expect
      .poll(() => page.locator('.gd-base [role=alert]').innerText())
      .toMatch(/no goroutine to compare with in holiday\.txt.*still shown/);
    expect(await page.locator('.gd-said').innerText()).toContain('23 goroutines then');
    await close();
  });

  it('read a large earlier file in a worker, together with the dump, and keep it for the next dump', async () => {
    const { page, errors, close } = await openEmbed('s=compare');
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    await page
      .getByLabel('Open the earlier file…')
      .last()
      .setInputFiles({
        name: 'daemon.log',
        mimeType: 'text/plain',
        buffer: gunzipSync(readFileSync(DAEMON)),
      });
    await expect
      .poll(() => page.locator('.gd-said').innerText(), { timeout: 20_000 })
      .toContain('3,047 goroutines then, 47 now (−3,000).');
    expect(started.length).toBe(1);
    await page.locator('input[type=file]').first().setInputFiles(CAPTURED);
    await expect
      .poll(() => page.locator('.gd-said').innerText(), { timeout: 20_000 })
      .toContain('3,047 goroutines then, 183 now');
    expect(errors).toEqual([]);
    await close();
  });

  it('follow single goroutines where both dumps are of one process', async () => {
    const { page, close } = await openEmbed('s=compare');
    await page
      .getByLabel('Open the earlier file…')
      .last()
      .setInputFiles({
        name: 'the-same.txt',
        mimeType: 'text/plain',
        buffer: readFileSync('content/evidence/containerd-1.4.11/pod-deadlock/shim.unescaped.txt'),
      });
    await expect.poll(() => page.locator('.gd-movement').innerText()).toMatch(/Stayed[^\d]+47\s/);
    await close();
  });

  it('close and open the tree by keyboard, and go from a site to its goroutines', async () => {
    const { page, close } = await openEmbed('s=created');
    const serve = page.locator('.gd-node', { hasText: 'shim.serve shim.go:308' });
    const run = page.locator('.gd-node', { hasText: 'server.go:434' });
    expect(await run.count()).toBe(1);
    await serve.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => run.count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => run.count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('.gd-node:focus').innerText()).toContain('server.go:434');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.gd-matching').innerText()).toContain('8 of 47 match');
    expect(await page.getByRole('tab', { name: 'Groups' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    await close();
  });

  it('show how long goroutines have waited, filtered too, and go from a bar to its goroutines', async () => {
    const { page, close } = await openEmbed(`s=waits&e=${ALIKE}`);
    const bars = page.locator('.gd-bucket');
    expect(await bars.nth(2).innerText()).toMatch(/2 to 4 min\s+8\s+IO wait 4/);
    await page.getByLabel('Filter').fill('state:syscall');
    await expect.poll(() => bars.nth(2).innerText()).toMatch(/2 to 4 min\s+2\s+syscall 2/);
    await bars.nth(2).click();
    await expect
      .poll(() => page.getByLabel('Filter').inputValue())
      .toBe('state:syscall wait>=2 wait<5');
    await expect.poll(() => page.locator('.gd-matching').innerText()).toContain('2 of 668 match');
    await close();
  });
});

describe('the filter', () => {
  it('is completed by keyboard: a field, then a value that is found by its middle', async () => {
    const { page, close } = await openEmbed('');
    const filter = page.getByRole('combobox', { name: 'Filter' });
    await filter.pressSequentially('sta');
    await expect.poll(() => filter.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = await filter.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).innerText()).toContain('state:');
    await page.keyboard.press('Enter');
    expect(await filter.inputValue()).toBe('state:');
    await filter.pressSequentially('recei');
    await expect.poll(() => page.locator('.gd-offers > *').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await filter.inputValue()).toBe('state:"chan receive"');
    await expect.poll(() => page.locator('.gd-matching').innerText()).toContain('10 of 47 match');
    expect(await filter.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Escape');
    expect(await filter.inputValue()).toBe('');
    await close();
  });

  it('takes a completion in the middle of the text, by mouse, and leaves the cursor behind it', async () => {
    const { page, close } = await openEmbed('q=pk+-is:locked');
    const filter = page.getByRole('combobox', { name: 'Filter' });
    await filter.evaluate((box: HTMLInputElement) => {
      box.focus();
      box.setSelectionRange(2, 2);
    });
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /^pkg:/ }).click();
    expect(await filter.inputValue()).toBe('pkg: -is:locked');
    expect(await filter.evaluate((box: HTMLInputElement) => box.selectionStart)).toBe(4);
    await expect.poll(() => page.locator('.gd-offers > *').count()).toBeGreaterThan(3);
    await close();
  });
});

describe('saving a view', () => {
  it('gives a file that holds what is shown', async () => {
    const { page, close } = await openEmbed('q=state:select');
    const [text] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Text', exact: true }).click(),
    ]);
    expect(text.suggestedFilename()).toBe('pod-deadlock-shim.usr1-groups.txt');
    const saved = readFileSync(await text.path(), 'utf8');
    expect(saved.match(/^goroutine \d+ \[select\]:$/gm)).toHaveLength(6);
    expect(saved.match(/^goroutine /gm)).toHaveLength(6);
    await page.getByRole('tab', { name: 'Created by' }).click();
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(readFileSync(await csv.path(), 'utf8')).toMatch(/^level,goroutines,/);
    await close();
  });

  it('in a sandboxed frame offers the text to copy instead', async () => {
    const address = `${site.url}en/embed/goroutine-dump/?v=1&amp;s=waits&amp;e=${ALIKE}`;
    const host = await servePage(
      `<!doctype html><title>wiki</title><iframe src="${address}" sandbox="allow-scripts" width="900" height="900"></iframe>`,
    );
    const { page, close } = await openPage(browser, host.url, { home: [site.url] });
    const frame = page.frameLocator('iframe');
    await frame.locator('stuck-widget[data-awake]').waitFor();
    expect(await frame.locator('.gd-save').innerText()).toContain('may not save files');
    await frame.getByRole('button', { name: 'CSV' }).click();
    await expect
      .poll(() => frame.locator('.gd-save textarea').inputValue())
      .toContain('2,5,8,"IO wait 4');
    await close();
    await host.stop();
  });
});
