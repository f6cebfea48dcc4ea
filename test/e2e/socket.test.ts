import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { flawsOf, LOOKS, openPage, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

async function open(query = '', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}en/embed/socket/${query}`, options);
  await wakeAll(watched.page);
  return watched;
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

/** Tab, or back, until what has the focus is called so; a widget that hides it from the keyboard fails here. */
async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs++) {
    if ((await focused(page))?.endsWith(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${key} leads to ${name}`);
}

describe('the socket', () => {
  it('is guessed, filled, drained and woken by keyboard alone', async () => {
    const { page, errors, strangers, close } = await open();
    const words = () => page.locator('.w').innerText();
    await tabTo(page, 'Empty it and guess');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/-guess$/);
    await page.keyboard.type('500');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Write until it parks');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('Your guess: 500. An empty socket takes 167 frames');
    expect(await focused(page)).toBe('Write until it parks');
    await tabTo(page, 'Read one frame');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('There is room for another frame, but nobody tells');
    await tabTo(page, 'Read until the writer wakes', 'Shift+Tab');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('Woken: 52,480 is charged');
    await tabTo(page, 'Empty it', 'Shift+Tab');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('Empty. Nothing is charged.');
    // The question is back, and leaves the focus where it was.
    expect(await focused(page)).toBe('Empty it');
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
    await close();
  });

  it.each(LOOKS)(
    'has no violation in any state, and no sideways scroll (%s, %i px)',
    async (...look) => {
      const queries = [
        '',
        '?v=1&f=215&s=0&r=0&p=0',
        '?v=1&f=215&s=167&r=0&p=1&g=990&t=1',
        '?v=1&f=215&s=167&r=27090&p=0&t=1',
        '?v=1&f=65546&b=4608&s=2&r=0&p=1',
      ];
      expect(await flawsOf(queries, look, open)).toEqual([]);
    },
  );
});
