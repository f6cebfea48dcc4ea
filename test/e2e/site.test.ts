import { describe, expect, it } from 'vitest';
import { openPage, violations, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

describe('the address', () => {
  it.each([
    ['zh-CN', 'zh-cn/'],
    ['en-GB', 'en/'],
    ['fr-FR', 'en/'],
  ])('without a locale leads a reader of %s to %s', async (locale, address) => {
    const { page, close } = await openPage(browser, site.url, { locale });
    await page.waitForURL(site.url + address);
    await close();
  });

  it('without a page gets words and a way home in both languages', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/nowhere/`);
    expect(await page.locator('main a').allTextContents()).toEqual([
      'To the start page',
      '回到首页',
    ]);
    expect(await violations(page)).toEqual([]);
    await close();
  });
});

describe('search', () => {
  it.each([
    ['en/', 'server.go', 'Reading 164'],
    ['zh-cn/', '主循环', '读懂 164'],
  ])('from %s finds “%s” in “%s”', async (address, query, title) => {
    const { page, errors, close } = await openPage(browser, site.url + address);
    await page.locator('button[data-open-modal]').click();
    await page.locator('#starlight__search input').fill(query);
    await page.locator('.pagefind-ui__result-title', { hasText: title }).first().waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

describe('the policy of a page', () => {
  it('refuses eval, an inline script without hash, and another host', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`);
    const refused = await page.evaluate(async () => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        blocked.push(event.effectiveDirective),
      );
      const inline = document.createElement('script');
      inline.textContent = 'window.ranInline = true';
      document.head.append(inline);
      // DevTools may eval where the page may not: only what runs after this call has returned is the page.
      await new Promise((resolve) => setTimeout(resolve));
      let evaluated = 'ran';
      try {
        // biome-ignore lint/security/noGlobalEval: this is what must not run
        globalThis.eval('1');
      } catch (error) {
        evaluated = (error as Error).name;
      }
      await fetch('http://192.0.2.1/').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { evaluated, inline: 'ranInline' in window, blocked };
    });
    expect(refused.evaluated).toBe('EvalError');
    expect(refused.inline).toBe(false);
    expect(refused.blocked).toEqual(
      expect.arrayContaining(['script-src-elem', 'script-src', 'connect-src']),
    );
    await close();
  });
});

describe('a chapter', () => {
  it('can be read to its end without script: stills, tables, answers and the card', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`, {
      javaScriptEnabled: false,
    });
    const stills = page.locator('stuck-widget .w');
    expect(await stills.count()).toBe(await page.locator('stuck-widget').count());
    for (const words of await page.locator('.w-words').allTextContents())
      expect(words.trim()).not.toBe('');
    expect(await page.locator('stuck-widget button').count()).toBe(0);
    expect(await page.locator('#dump').innerText()).toMatch(/47\s+goroutines/);
    expect(await page.locator('.card').innerText()).toContain('kill -USR1');
    await close();
  });

  it('can be walked by Tab alone: no widget is passed over while it sleeps', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`);
    const ids = await page.locator('stuck-widget').evaluateAll((all) => all.map(({ id }) => id));
    const reached = new Set<string>();
    await page.locator('h1').click();
    for (let tabs = 0; tabs < 400 && reached.size < ids.length; tabs++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement?.closest('stuck-widget')?.id ?? null,
      );
      if (inside) reached.add(inside);
    }
    expect([...reached].sort()).toEqual([...ids].sort());
    await close();
  });

  it('leads to the same page in the other language', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`);
    await page.locator('starlight-lang-select select').first().selectOption({ label: '简体中文' });
    await page.waitForURL(`${site.url}zh-cn/chapters/reading-164/`);
    expect(await page.locator('h1').innerText()).toBe('读懂 164');
    await close();
  });

  it('prints on white, with answers open and without buttons', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/chapters/reading-164/`, {
      colorScheme: 'dark',
    });
    await wakeAll(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const look = await page.evaluate(() => ({
      scheme: getComputedStyle(document.documentElement).colorScheme,
      actions: [...document.querySelectorAll('.w-actions')].every(
        (element) => getComputedStyle(element).display === 'none',
      ),
      answer: document.querySelector<HTMLElement>('.question > div')?.offsetHeight ?? 0,
    }));
    expect(look.scheme).toBe('light');
    expect(look.actions).toBe(true);
    expect(look.answer).toBeGreaterThan(0);
    await close();
  });
});
