import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { importText } from '../../src/lesson/progress.ts';
import { KEY } from '../../src/widgets/progress-port.ts';
import { openPage } from './browser.ts';
import { browser, site } from './stand.ts';

/** Something that Tab can come to: the id of the widget or cell around it, and its name. */
interface Stop {
  readonly where: string;
  readonly name: string;
  /** There is a ring, or something else drawn, that tells it from what has not the focus. */
  readonly seen: boolean;
}

function stopOf(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at ?? document.body);
    return {
      where: at?.closest<HTMLElement>('stuck-widget, live-cell')?.id ?? '',
      name: (
        at?.getAttribute('aria-label') ||
        at?.labels?.[0]?.textContent ||
        at?.textContent ||
        ''
      ).trim(),
      seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    };
  });
}

/** Waits, as a reader does, until the widget that has the focus has come alive; the focus is in it then, and not lost. */
async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const widget = document.activeElement?.closest('stuck-widget');
    if (!widget) return true;
    return widget !== document.activeElement && widget.querySelector('[data-live=true]') !== null;
  });
}

/** Tab by Tab until what has the focus has this name, in the widget or cell `where`; it must be seen there. */
async function reach(
  page: Page,
  name: RegExp,
  where?: string,
  tab: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < 60; tabs++) {
    const stop = await stopOf(page);
    if (name.test(stop.name) && (where === undefined || stop.where === where)) {
      expect(stop.seen, `the focus at "${stop.name}" is not seen`).toBe(true);
      return;
    }
    passed.push(stop.name.slice(0, 30));
    await page.keyboard.press(tab);
    await awake(page);
  }
  throw new Error(
    `no Tab leads to ${name} in ${where ?? 'the page'}; passed: ${passed.join(' | ')}`,
  );
}

/** Comes to something and presses a key there. */
async function press(page: Page, key: string, name: RegExp, where?: string): Promise<void> {
  await reach(page, name, where);
  await page.keyboard.press(key);
}

const says = (widget: Locator, text: string | RegExp) =>
  expect.poll(() => widget.innerText(), { timeout: 20_000 }).toMatch(text);

/** How often the right arrow is pressed in each row: can hang, hidden, cannot. */
const VERSIONS = {
  'old-old': 0,
  'repaired-old': 2,
  'old-new': 1,
  'relapse-old': 0,
  'relapse-new': 1,
  'mended-old': 2,
};

it('a whole chapter is done by keyboard alone, in its order, and noted', async () => {
  const { page, errors, close } = await openPage(browser, `${site.url}en/chapters/the-repair/`);
  const widget = (id: string) => page.locator(`#${id}`);
  await page.keyboard.press('Tab');
  await press(page, 'Enter', /^Skip to content$/);

  // The guess: no click, and locked in before anything ran.
  await press(page, 'Space', /^client 1\.1\.0/, 'which');
  await press(page, 'Space', /^server 1\.2\.0/, 'which');
  await reach(page, /^A guess/, 'which');
  await page.keyboard.press('ArrowDown');
  await press(page, 'Enter', /^Lock in$/, 'which');
  await says(widget('which'), 'Locked in');

  await says(widget('bench'), 'Hangs at 6 calls');
  await press(page, 'Space', /^Cut in two/, 'bench');
  await says(widget('bench'), 'Impossible');

  // A cell is edited, run, and left again.
  await press(page, 'Enter', /^Edit$/, 'cell-moved');
  await page.locator('.cm-content:focus').waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Backspace']) await page.keyboard.press(key);
  await page.keyboard.type('B');
  await page.keyboard.press('Control+Enter');
  await says(widget('cell-moved'), 'none up to 10');
  await page.keyboard.press('Escape');

  await reach(page, /^Client/, 'lab');
  await page.keyboard.press('ArrowDown');
  await says(widget('lab'), 'client.go:294');

  // A wrong answer first: it names the belief behind it. Back to it, and then the repair.
  await press(page, 'Space', /^More room in the socket/, 'choose');
  await press(page, 'Enter', /^Check$/, 'choose');
  await says(widget('choose'), 'A larger socket needs more calls to fill');
  await reach(page, /^More room/, 'choose', 'Shift+Tab');
  await page.keyboard.press('Space');
  await press(page, 'Space', /^Client of ttrpc 1\.1/, 'choose');
  await press(page, 'Enter', /^Check$/, 'choose');
  await says(widget('choose'), 'That is all of it.');

  await reach(page, /^A line of a dump/, 'relapse');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('server.go:459');
  await page.keyboard.press('Enter');
  await says(widget('relapse'), 'The main loop is stuck writing an answer');

  // Six rows of radios: arrows choose, Tab goes on.
  for (const [row, steps] of Object.entries(VERSIONS)) {
    await reach(page, /^Can hang/, 'versions');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`versions-${row}-hangs`);
    await page.keyboard.press('Space');
    for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
  }
  await press(page, 'Enter', /^Check$/, 'versions');
  await says(widget('versions'), 'That is all of it.');

  await reach(page, /^In your own words/, 'explain');
  await page.keyboard.type('It moved the hang. The repair takes one wait away.');
  await press(page, 'Enter', /^Compare with a model answer$/, 'explain');
  await says(widget('explain'), 'You have not removed the hang');

  const questions = page.locator('.recall details');
  await press(page, 'Enter', /^Which of the four waits/);
  await expect.poll(() => questions.first().getAttribute('open')).not.toBeNull();
  await press(page, 'Enter', /^You may upgrade only one/);
  await expect.poll(() => questions.last().getAttribute('open')).not.toBeNull();
  await reach(page, /^Download all/);

  const kept = importText((await page.evaluate((key) => localStorage.getItem(key), KEY)) ?? '');
  if (!kept.ok) throw new Error(`${kept.problem} at ${kept.at}`);
  const { chapters, predictions, exercises, cards } = kept.progress;
  expect(chapters['the-repair']?.finished).toBeGreaterThan(0);
  expect(predictions['the-repair-which']).toMatchObject({ answer: 'client_server', confidence: 2 });
  expect(exercises['the-repair-choose']).toMatchObject({ tries: 2, solved: expect.any(Number) });
  expect(exercises['the-repair-versions']).toMatchObject({ tries: 1, solved: expect.any(Number) });
  expect(exercises['the-repair-explain']).toMatchObject({ solved: expect.any(Number) });
  expect(Object.keys(cards)).toHaveLength(await questions.count());
  expect(errors).toEqual([]);
  await close();
}, 120_000);
