import { describe, expect, it } from 'vitest';
import { importText } from '../../src/lesson/progress.ts';
import { KEY } from '../../src/widgets/progress-port.ts';
import { openPage, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

async function openChapter() {
  const watched = await openPage(browser, `${site.url}en/chapters/reading-164/`);
  await wakeAll(watched.page);
  return watched;
}

describe('the prediction', () => {
  it('is made by keyboard, locked in, and compared with the evidence afterwards', async () => {
    const { page, errors, close } = await openChapter();
    const widget = page.locator('#two-lines');
    for (const row of ['459', '444']) {
      await widget.locator(`#two-lines-line-${row}`).focus();
      await page.keyboard.press('Space');
    }
    await widget.getByText('Rather sure').click();
    await widget.getByRole('button', { name: 'Lock in' }).press('Enter');
    await widget.getByRole('button', { name: /compare/i }).press('Enter');
    await expect.poll(() => widget.innerText()).toContain('In common: 1 of 2.');
    // Kept on this machine: the chapter, read to its end, its cards, and the guess.
    const kept = () => page.evaluate((key) => localStorage.getItem(key) ?? '', KEY);
    await page.locator('.sl-markdown-content > :last-child').scrollIntoViewIfNeeded();
    await expect.poll(kept).toMatch(/"finished": \d[\s\S]*"compared": \d/);
    const read = importText(await kept());
    if (!read.ok) throw new Error(`${read.problem} at ${read.at}`);
    const { chapters, cards, predictions } = read.progress;
    expect(chapters['reading-164']?.finished).toBeGreaterThan(0);
    expect(Object.keys(cards)).toEqual(['reading-164.1', 'reading-164.2', 'reading-164.3']);
    expect(predictions['reading-164-two-lines']).toMatchObject({
      answer: 'line-459_line-444',
      confidence: 3,
      compared: expect.any(Number),
    });
    expect(errors).toEqual([]);
    await close();
  });
});

describe('the exercise that labels the ten rows', () => {
  const KEY = {
    87: 'healthy',
    127: 'birth',
    332: 'birth',
    362: 'healthy',
    404: 'circle',
    431: 'healthy',
    434: 'birth',
    438: 'healthy',
    444: 'victim',
    459: 'circle',
  };

  async function label(answers: Record<string, string>) {
    const watched = await openChapter();
    const widget = watched.page.locator('#label');
    for (const [line, meaning] of Object.entries(answers)) {
      await widget.locator(`#label-line-${line}-${meaning}`).focus();
      await watched.page.keyboard.press('Space');
    }
    await widget.getByRole('button', { name: 'Check' }).press('Enter');
    return { ...watched, widget };
  }

  it('is solved by its key', async () => {
    const { widget, close } = await label(KEY);
    await expect.poll(() => widget.locator('.w-words').innerText()).toContain('10 of 10');
    expect(await widget.innerText()).not.toContain('not yet');
    await close();
  });

  it('names the belief behind a wrong label', async () => {
    const { widget, close } = await label({ ...KEY, 434: 'victim' });
    await expect.poll(() => widget.innerText()).toContain('says where a goroutine is running');
    await close();
  });
});

describe('the line decoder', () => {
  it('says of a typed line which goroutine it is, what it waits for and who could free it', async () => {
    const { page, close } = await openChapter();
    const widget = page.locator('#rows');
    await widget.getByRole('textbox').fill('client.go:259@1.0.1');
    await page.keyboard.press('Enter');
    await expect.poll(() => widget.innerText()).toMatch(/main loop[\s\S]*1\.0\.1/);
    await widget.getByRole('textbox').fill('server.go:445');
    await page.keyboard.press('Enter');
    await expect.poll(() => widget.innerText()).toMatch(/1\.1\.1/);
    await close();
  });

  it('shows the circle of a captured dump, and closes it when both ends are there', async () => {
    const { page, close } = await openChapter();
    const widget = page.locator('#circle');
    expect(await widget.innerText()).toContain('2/4');
    await widget.locator('select').selectOption({
      label:
        (await widget.locator('option').allInnerTexts()).find((text) => /both/i.test(text)) ?? '',
    });
    await expect
      .poll(() => widget.innerText(), { timeout: 15_000 })
      .toContain('A circle of 4 waits');
    await close();
  });
});
