import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** Starts Chromium as these machines need it: no sandbox as root, and no calls to anybody's servers. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page, and what it did that it should not have: errors, CSP violations among them, and calls to other hosts. */
export interface Watched {
  readonly page: Page;
  readonly errors: string[];
  readonly strangers: string[];
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Origins that the page may speak to, besides its own. */
  readonly home?: readonly string[];
  /** One context for all pages of a file with these options: scripts are fetched and compiled once, storage is shared. */
  readonly shared?: boolean;
}

/** Opens a page, in a context of its own unless it is shared, and watches it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: OpenOptions = {},
): Promise<Watched> {
  const { home = [], shared = false, ...given } = options;
  const contextOptions = { viewport: { width: 1440, height: 900 }, ...given };
  const context = shared
    ? await sharedContext(browser, contextOptions)
    : await browser.newContext(contextOptions);
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  const origins = new Set([new URL(url).origin, ...home.map((address) => new URL(address).origin)]);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(data|blob):$/.test(protocol)) return;
    if (!origins.has(origin)) strangers.push(request.url());
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, errors, strangers, close: () => (shared ? page.close() : context.close()) };
}

const contexts = new Map<string, Promise<BrowserContext>>();

/** The context with these options, made at its first page. A file of tests has one browser, which ends them all. */
function sharedContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const key = JSON.stringify(options);
  const context = contexts.get(key) ?? browser.newContext(options);
  contexts.set(key, context);
  return context;
}

/** Scrolls through the whole page so that everything that waits to be seen wakes up, and waits for it. */
export async function wakeAll(page: Page): Promise<void> {
  for (const widget of await page.locator('stuck-widget').all()) {
    await widget.scrollIntoViewIfNeeded();
    await widget.evaluate(
      (element) =>
        new Promise<void>((resolve, reject) => {
          const look = () => {
            if (element.querySelector('[data-live=true]')) resolve();
            else if (element.dataset.failed !== undefined)
              reject(new Error(element.dataset.failed));
            else setTimeout(look, 30);
          };
          look();
        }),
    );
  }
}

/** Violations of the page as one line each, readable in a failed assertion. All axe rules are on. */
export async function violations(page: Page, parts: readonly string[] = []): Promise<string[]> {
  // Expressive Code makes wide code blocks reachable by keyboard when the page is idle.
  if ((await page.locator('.expressive-code').count()) > 0) await page.waitForTimeout(400);
  // All rules run. In the newer mode axe opens a page of its own for its report, and details of what passed are made for
  // nobody: together they took three quarters of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  for (const part of parts) axe.include(part);
  const { violations: found } = await axe.analyze();
  return found.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.replaceAll('\n', ' ')}`,
    ),
  );
}

/** How far the page can be scrolled sideways, in px. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The looks in which the states of a widget are checked, by turns: colour scheme and width in px. */
export const LOOKS: readonly Look[] = [
  ['light', 390],
  ['dark', 1440],
];
type Look = readonly [colorScheme: 'light' | 'dark', width: number];

/**
 * What is wrong with those states of an embed page whose turn this look is, one line each, begun by the state's query: a
 * link that is not taken as it stands, violations, sideways scroll. `open` opens the page at a query, awake; `settled`
 * waits for what the widget does after that.
 */
export async function flawsOf(
  queries: readonly string[],
  [colorScheme, width]: Look,
  open: (query: string, options: OpenOptions) => Promise<Watched>,
  settled: (page: Page, query: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const flaws: string[] = [];
  const turn = LOOKS.findIndex(([scheme]) => scheme === colorScheme);
  // A widget with one state has it in both looks.
  const mine = queries.filter((_, place) => queries.length === 1 || place % LOOKS.length === turn);
  for (const query of mine) {
    const { page, close } = await open(query, {
      colorScheme,
      viewport: { width, height: 900 },
      shared: true,
    });
    await settled(page, query);
    const notices = await page.locator('.w-notice:visible').allInnerTexts();
    const beyond = await sidewaysScroll(page);
    const found = [...notices, ...(await violations(page))];
    if (beyond > 0) found.push(`scrolls sideways by ${beyond} px`);
    flaws.push(...found.map((flaw) => `${query}: ${flaw}`));
    await close();
  }
  return flaws;
}

/** Id or text of what has the focus; empty when nothing has. */
export function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { activeElement: at, body } = document;
    return at === null || at === body ? '' : at.id || at.textContent;
  });
}

/** Tab until what has the focus is called so; a widget that hides it from the keyboard fails here. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs++) {
    if ((await focused(page))?.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}
