import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { openPage, sidewaysScroll } from './browser.ts';
import { browser, site } from './stand.ts';

/** A built page as a tree. */
const built = (page: string): Document =>
  parseHTML(readFileSync(`dist/${page}/index.html`, 'utf8')).document;

/** Text without blanks: they differ with how it is set. */
const textOf = (element: Element | null): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, '');
const textsOf = (page: Document, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map(textOf);

describe.each(['en', 'zh-cn'])('the prints of %s', (locale) => {
  const chapters = readdirSync(`dist/${locale}/chapters`);
  const handout = built(`${locale}/facilitate/handout`);
  const answers = built(`${locale}/facilitate/answers`);

  it.each(chapters)(
    'have %s: without its answers for the room, with all of them for who leads it',
    (slug) => {
      const page = built(`${locale}/chapters/${slug}`);
      const recall = textsOf(page, '.question > div');
      const solutions = textsOf(page, '.help-solution .conclusion, .essay-still > p');
      const hints = textsOf(page, '.help details:not(.help-solution) > p');
      expect(Math.min(recall.length, solutions.length, hints.length)).toBeGreaterThan(1);

      const [room, lead] = [handout, answers].map((print) => textOf(print.getElementById(slug)));
      expect([...recall, ...solutions, ...hints].filter((text) => room?.includes(text))).toEqual(
        [],
      );
      expect([...recall, ...solutions].filter((text) => !lead?.includes(text))).toEqual([]);
      // The text of the chapter itself is the same on both.
      for (const heading of textsOf(page, '.sl-markdown-content h2'))
        expect(room).toContain(heading);
    },
  );

  it.each(['handout', 'answers'])(
    '%s: no two chapters share an id, no link leads nowhere, nothing waits for a script',
    (name) => {
      const print = name === 'handout' ? handout : answers;
      const perChapter = [...print.querySelectorAll('.print-chapter')].map(
        (chapter) => new Set([...chapter.querySelectorAll('[id]')].map(({ id }) => id)),
      );
      const ids = perChapter.flatMap((own) => [...own]);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      const links = [...print.querySelectorAll('.print-chapter a[href^="#"]')].map((link) =>
        decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''),
      );
      expect(links.filter((id) => ![...chapters, ...ids].includes(id))).toEqual([]);
      // A listing's own button to copy is Starlight's; print.css takes it off the paper.
      const buttons = [...print.querySelectorAll('.print-chapter button')];
      expect(buttons.filter((button) => !button.closest('.copy')).length).toBe(0);
      expect(print.querySelectorAll('script[type="application/json"]').length).toBe(0);
      expect(print.querySelector('meta[name="robots"]')?.getAttribute('content')).toBe('noindex');
      expect(print.querySelectorAll('[data-pagefind-body]').length).toBe(0);
    },
  );
});

describe('a print', () => {
  it('shows one chapter alone where it is asked for, on white, without chrome', async () => {
    const address = `${site.url}zh-cn/facilitate/handout/`;
    const { page, errors, close } = await openPage(browser, address, { colorScheme: 'dark' });
    const shown = () =>
      page.locator('.print-chapter:visible').evaluateAll((all) => all.map(({ id }) => id));
    const all = await shown();
    expect(all.length).toBeGreaterThan(8);
    await page.locator('.cover a[href="#the-circle"]').click();
    expect(await shown()).toEqual(['the-circle']);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await shown()).toEqual(['the-circle']);
    expect(await page.locator('header.header:visible, .cover:visible').count()).toBe(0);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(255, 255, 255)');
    expect(errors).toEqual([]);
    await close();
  });
});
