import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exportText, importText, NOTHING, type Progress } from '../../src/lesson/progress.ts';
import { KEY } from '../../src/widgets/progress-port.ts';
import { focused, openPage, violations } from './browser.ts';
import { browser, site } from './stand.ts';

const DAY = 86_400_000;
const LONG_AGO = Date.now() - 10 * DAY;

/** What a reader did ten days ago on another machine: two chapters, so five of their questions are due. */
const elsewhere: Progress = {
  ...NOTHING,
  chapters: {
    'one-gigabyte': { opened: LONG_AGO, finished: LONG_AGO },
    'reading-164': { opened: LONG_AGO, finished: LONG_AGO },
  },
  exercises: { 'a-name-of-long-ago': { tries: 1, hints: [], solved: LONG_AGO } },
  cards: Object.fromEntries(
    ['one-gigabyte.1', 'one-gigabyte.2', 'reading-164.1', 'reading-164.2', 'reading-164.3'].map(
      (card) => [card, { box: 0, due: LONG_AGO + DAY }],
    ),
  ),
};

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const row = (page: Page, slug: string) => page.locator(`[data-part="${slug}"]`);

async function textOf(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), 'utf8');
}

async function press(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return textOf(Promise.resolve(download));
}

async function bring(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('main input[type=file]').setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })),
  );
}

describe('the page of progress', () => {
  it('shows what is done in another tab, asks what is due, and is taken along, thrown away and brought back', async () => {
    const { page, errors, strangers, close } = await openPage(browser, `${site.url}en/progress/`);
    const invitation = page.locator('.pr-invite');
    expect(await invitation.locator('a').getAttribute('href')).toMatch(/chapters\/one-gigabyte\/$/);

    // A deed in a chapter, in another tab.
    const chapter = await page.context().newPage();
    await chapter.goto(`${site.url}en/chapters/reading-164/`);
    const exercise = chapter.locator('#count');
    await exercise.scrollIntoViewIfNeeded();
    await exercise.locator('[data-live=true]').waitFor();
    await exercise.locator('input').first().fill('1');
    await exercise.getByRole('button', { name: 'Check' }).click();
    await expect
      .poll(() => row(page, 'reading-164').innerText())
      .toMatch(/1 of \d+ exercises solved/);
    expect(await chapter.locator('a[data-cards-due]').isVisible()).toBe(false);

    // A file with old times: its cards are due.
    await bring(page, { 'torn.json': exportText(elsewhere).slice(0, 300) });
    await page.getByRole('alert').getByText('torn.json is not JSON').waitFor();
    await bring(page, { 'old.json': exportText(elsewhere) });
    const told = page.locator('.pr-told', {
      hasText: 'old.json: added 1 chapter opened, 2 chapters read',
    });
    await told.waitFor();
    expect(await row(page, 'one-gigabyte').innerText()).toContain('read to the end');
    expect(await page.getByText('Kept besides: 1 entry').isVisible()).toBe(true);

    // Three on this visit, each from another chapter as long as there is one, by keyboard.
    const card = page.locator('.pr-card');
    const asked: (string | null)[] = [];
    // Three days less a night's grace: by the calendar that is two or three, as the hour of the test has it.
    for (const [at, judged, back] of [
      [1, 'Knew it', /in [23] days/],
      [2, 'Not yet', /today|tomorrow/],
      [3, 'Knew it', /in [23] days/],
    ] as const) {
      await card.getByText(`Question ${at} of 3`).waitFor();
      asked.push(await card.getAttribute('data-card'));
      await card.locator('[aria-busy=false]').waitFor();
      if (at === 2) {
        const question = await card.locator('.pr-question').innerText();
        expect(await chapter.locator('.recall summary').first().innerText()).toBe(question);
        expect(await focused(page)).toBe(question);
        expect(await card.locator('.pr-where a').getAttribute('href')).toMatch(/164\/#recall$/);
        expect(await violations(page)).toEqual([]);
      }
      await button(page, 'Show the answer').press('Enter');
      await expect.poll(async () => (await focused(page))?.length).toBeGreaterThan(20);
      await button(page, judged).press('Enter');
      await card.getByText(back).waitFor();
      await expect.poll(() => focused(page)).toBe(at === 3 ? 'Done' : 'Next question');
      await page.keyboard.press('Enter');
    }
    expect(asked).toEqual(['one-gigabyte.1', 'reading-164.1', 'one-gigabyte.2']);
    await expect.poll(() => focused(page)).toMatch(/That was 3 questions\. 2 more are due\./);
    // The other tab says so at its head, once it is opened again.
    await chapter.reload();
    await chapter.getByRole('link', { name: '2 questions to recall' }).waitFor();

    // Taken along, thrown away, back, thrown away, brought.
    const copy = importText(await press(page, 'Save a copy'));
    if (!copy.ok) throw new Error(`${copy.problem} at ${copy.at}`);
    expect(copy.progress.cards['one-gigabyte.1']).toMatchObject({ box: 1 });
    const reset = async () => {
      await button(page, 'Start over').click();
      await expect.poll(() => focused(page)).toBe('pr-reset');
      expect(await page.locator('#pr-reset').innerText()).toContain('2 chapters opened');
      await button(page, 'Throw it all away').click();
      await invitation.waitFor();
      await expect.poll(() => focused(page)).toBe('Undo');
    };
    await reset();
    await button(page, 'Undo').click();
    await row(page, 'one-gigabyte').waitFor();
    expect(await kept(page)).toEqual(copy.progress);
    await reset();
    await bring(page, { 'copy.json': exportText(copy.progress) });
    await row(page, 'one-gigabyte').waitFor();
    expect(await kept(page)).toEqual(copy.progress);

    // The file for the trainer, and what becomes of it there.
    await button(page, 'Save the file').click();
    await expect.poll(() => focused(page)).toBe('pr-name');
    await page.getByLabel('Name').fill(' Ada  Lovelace');
    const file = await press(page, 'Save the file');
    await page.goto(`${site.url}zh-cn/facilitate/`);
    await page.locator('completion-check[data-awake]').waitFor();
    await bring(page, {
      'ada.json': file,
      'changed.json': file.replace('Ada Lovelace', 'Ada Byron'),
      'progress.json': exportText(copy.progress),
    });
    const verdicts = page.locator('.pr-checked tbody tr');
    await expect.poll(() => verdicts.count()).toBe(3);
    const [good = '', ...bad] = await verdicts.allInnerTexts();
    expect(good).toMatch(
      /Ada Lovelace[\s\S]*通过[\s\S]*2 \/ \d+[\s\S]*1、7[\s\S]*1 \/ \d+[\s\S]*另有 1 项[\s\S]*与这里相同/,
    );
    expect(bad[0]).toMatch(/^changed\.json\s+不通过\s+保存之后被改动过/);
    expect(bad[1]).toMatch(/^progress\.json\s+不通过\s+不是本教程的完成记录/);
    // Pasted, one after the other: the same text is there once.
    await button(page, '粘贴').click();
    await page
      .locator('#pr-paste textarea')
      .fill(`${file}\n${file.replace('"version": 1', '"version": 2')}`);
    await button(page, /^校验$/).click();
    await expect.poll(() => verdicts.count()).toBe(4);
    expect(await violations(page, ['completion-check'])).toEqual([]);
    expect(errors).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  }, 120_000);

  it('says so when what was kept cannot be read, and hands it out', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/cells/`);
    await page.evaluate((key) => localStorage.setItem(key, 'torn {'), KEY);
    await page.goto(`${site.url}en/progress/`);
    expect(await press(page, 'Save it as a file')).toBe('torn {');
    await button(page, 'Throw it away').click();
    await expect.poll(() => page.locator('.pr-notice').count()).toBe(0);
    await page.reload();
    await page.locator('[data-where=browser]').waitFor();
    expect(await page.locator('.pr-notice').count()).toBe(0);
    await close();
  });

  it('says so when the browser keeps nothing, and what it is where there is no script', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/cells/`);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.goto(`${site.url}zh-cn/progress/`);
    await page.locator('[data-where=page]').getByText('离开就没了').waitFor();
    await close();
    const still = await openPage(browser, `${site.url}en/progress/`, { javaScriptEnabled: false });
    const note = still.page.locator('noscript > .pr-noscript');
    expect([await note.isVisible(), await note.textContent()]).toEqual([
      true,
      expect.stringContaining('needs JavaScript'),
    ]);
    await still.close();
  });
});

/** What the browser keeps, read as any page would read it. */
async function kept(page: Page): Promise<Progress> {
  const read = importText((await page.evaluate((key) => localStorage.getItem(key), KEY)) ?? '');
  if (!read.ok) throw new Error(`${read.problem} at ${read.at}`);
  return read.progress;
}
