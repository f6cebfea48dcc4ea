import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { registry } from '../../src/widgets/registry.ts';
import { openPage, sidewaysScroll, violations, wakeAll } from './browser.ts';
import { servePage } from './site.ts';
import { lookAt } from './sound.ts';
import { browser, site } from './stand.ts';

const WIDGETS = Object.keys(registry);

/** A page of somebody else with our frame in it, pasted as `copy embed` gives it. */
async function inAnotherPage(html: string) {
  const host = await servePage(`<!doctype html><title>wiki</title><body>${html}</body>`);
  const watched = await openPage(browser, host.url, { home: [site.url] });
  const frame = await (await watched.page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the frame has no document');
  return {
    ...watched,
    frame,
    close: async () => {
      await watched.close();
      await host.stop();
    },
  };
}

const awake = (frame: Frame) => frame.locator('stuck-widget[data-awake]').waitFor();

describe.each(WIDGETS)('the embed of %s', (name) => {
  // In one look, by turns; the pages that hold it are seen in the other as well.
  it.each([lookAt(WIDGETS.indexOf(name))])(
    'stands alone in %s, %s: no violation, no sideways scroll, no stranger',
    async (locale, colorScheme) => {
      const { page, errors, strangers, close } = await openPage(
        browser,
        `${site.url}${locale}/embed/${name}/`,
        {
          viewport: { width: 390, height: 800 },
          colorScheme,
          shared: true,
        },
      );
      await wakeAll(page);
      expect(await violations(page)).toEqual([]);
      expect(errors).toEqual([]);
      expect(strangers).toEqual([]);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await close();
    },
  );

  it('wakes up in a sandboxed frame of another origin and gets the height it needs', async () => {
    const oembed = await (await fetch(`${site.url}en/embed/${name}/oembed.json`)).json();
    const html = oembed.html.replaceAll('http://localhost:4321/', site.url);
    const { page, frame, errors, close } = await inAnotherPage(html);
    await awake(frame);
    const wanted = () =>
      frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
    await expect
      .poll(
        async () => {
          const box = await page.locator('iframe').boundingBox();
          return Math.abs((box?.height ?? 0) - (await wanted()));
        },
        { timeout: 10_000 },
      )
      .toBeLessThan(4);
    expect(
      await frame.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch {
          return 'no storage';
        }
      }),
    ).toBe('no storage');
    expect(errors).toEqual([]);
    await close();
  });

  it('is announced by oEmbed on its own page', async () => {
    const page = await (await fetch(`${site.url}en/embed/${name}/`)).text();
    const href =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(new URL(href).pathname).toBe(`/en/embed/${name}/oembed.json`);
    const oembed = await (await fetch(site.url.replace(/\/$/, '') + new URL(href).pathname)).json();
    expect(oembed).toMatchObject({ version: '1.0', type: 'rich', width: 720 });
    expect(oembed.html).toContain('sandbox="allow-scripts');
  });
});

describe('an old address', () => {
  const urls = parse(readFileSync('test/contract/urls.yaml', 'utf8')) as Record<
    string,
    { url: string; shows: string }[]
  >;
  const cases = Object.entries(urls).flatMap(([name, list]) =>
    list.map((entry) => ({ name, ...entry })),
  );

  it('is kept for every widget', () => {
    expect(Object.keys(urls).sort()).toEqual([...WIDGETS].sort());
  });

  it.each(cases)('still opens: $url', async ({ url, shows }) => {
    const { page, errors, close } = await openPage(browser, site.url + url, { shared: true });
    await wakeAll(page);
    expect(await page.locator('[role=note]').count()).toBe(0);
    await expect
      .poll(() => page.locator('stuck-widget').innerText(), { timeout: 10_000 })
      .toContain(shows);
    expect(errors).toEqual([]);
    await close();
  });

  it('of a version that does not exist opens at the start, and says so', async () => {
    const { page, close } = await openPage(browser, `${site.url}en/embed/goroutine-dump/?v=99&e=x`);
    await wakeAll(page);
    expect(await page.locator('[role=note]').innerText()).toContain('v=99');
    expect(await page.locator('[data-testid=total]').innerText()).toBe('47');
    await close();
  });
});

describe('the runbook card', () => {
  it.each(['en', 'zh-cn'])(
    'is an embed of its own in %s, in a sandboxed frame without any script allowed',
    async (locale) => {
      const { frame, close } = await inAnotherPage(
        `<iframe sandbox src="${site.url}${locale}/embed/card/reading-164/"></iframe>`,
      );
      await frame.locator('.card').waitFor();
      expect(await frame.locator('.card').innerText()).toContain('kill -USR1');
      await close();
    },
  );
});
