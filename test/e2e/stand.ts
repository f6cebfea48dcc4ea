import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startBrowser } from './browser.ts';
import { type Served, serveSite } from './site.ts';

/** The browser and the built site of the file of tests that imports this, there before its first test. */
export let browser: Browser;
export let site: Served;

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), serveSite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});
