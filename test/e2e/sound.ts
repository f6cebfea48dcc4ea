import { describe, expect, it } from 'vitest';
import { openPage, sidewaysScroll, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

/** The two looks in which pages are seen: a language and a colour scheme. */
export const PAGE_LOOKS = [
  ['en', 'light'],
  ['zh-cn', 'dark'],
] as const;

/** The look whose turn it is at this place of a list. */
export function lookAt(place: number): (typeof PAGE_LOOKS)[number] {
  return PAGE_LOOKS[place % 2 === 0 ? 0 : 1];
}

/**
 * Tests that pages are sound in both languages: no error, no stranger, no sideways scroll at 390 px. By turns one of the
 * two is also woken, widget by widget, and asked by all rules of axe, which takes seconds on a long page: what differs
 * between the languages of a page is words. Widgets are woken and asked as embeds too, by turns as well.
 */
export function pagesAreSound(paths: readonly string[]): void {
  describe.each(paths.map((path, place) => [path, place] as const))('“%s”', (path, place) => {
    it.each(PAGE_LOOKS)('is sound in %s, %s', async (locale, colorScheme) => {
      const address = `${site.url}${locale}/${path}`;
      const { page, errors, strangers, close } = await openPage(browser, address, {
        colorScheme,
        shared: true,
      });
      if (lookAt(place)[0] === locale) {
        await wakeAll(page);
        expect(await violations(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => sidewaysScroll(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    });
  });
}
