import { describe, expect, it } from 'vitest';
import { openPage, sidewaysScroll, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

const LOOKS = [
  ['en', 'light'],
  ['zh-cn', 'dark'],
] as const;

/**
 * Tests that pages are sound in both languages: all awake, no error, no stranger, no sideways scroll at 390 px. The rules
 * of axe take a second and more on a long page. So they are asked in one of the two looks, by turns: what differs between
 * the languages of a page is words. Every widget is asked in both looks as an embed.
 */
export function pagesAreSound(paths: readonly string[]): void {
  describe.each(paths.map((path, place) => [path, place] as const))('“%s”', (path, place) => {
    it.each(LOOKS)('is sound in %s, %s', async (locale, colorScheme) => {
      const { page, errors, strangers, close } = await openPage(
        browser,
        `${site.url}${locale}/${path}`,
        { colorScheme },
      );
      await wakeAll(page);
      if (LOOKS[place % 2]?.[0] === locale) expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => sidewaysScroll(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      expect(strangers).toEqual([]);
      await close();
    });
  });
}
