import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { explore } from '../../src/model/explore/explore.ts';
import { isIntervention } from '../../src/model/explore/search.ts';
import { choicesIn } from '../../src/model/ttrpc/choices.ts';
import { runOf, shownIn, takeStep } from '../../src/widgets/ttrpc-lab/run.ts';
import { initial, type LabState } from '../../src/widgets/ttrpc-lab/state.ts';
import { versionsIn } from '../../src/widgets/ttrpc-lab/words.ts';
import { flawsOf, LOOKS, openPage, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

async function open(query = '', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}en/embed/ttrpc-lab/${query}`, options);
  await wakeAll(watched.page);
  return watched;
}

/** What has the focus, by its id or its words; '' for nothing. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement, body } = document;
    if (activeElement === body) return '';
    return activeElement?.id || activeElement?.textContent || '';
  });

/** Tab until what has the focus is called so; a widget that hides it from the keyboard fails here. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** The longest time in ms between two turns of the page's own thread, of twenty that are 25 ms apart. */
const longestGap = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = performance.now();
        let worst = 0;
        let turns = 0;
        const timer = setInterval(() => {
          const now = performance.now();
          worst = Math.max(worst, now - last);
          last = now;
          if (++turns < 20) return;
          clearInterval(timer);
          resolve(worst);
        }, 25);
      }),
  );

/** The digits that lead to the hang: at each state the choice from which a deadlock is nearest. */
function digitsToTheHang(): readonly number[] {
  const digits: number[] = [];
  let state: LabState = initial;
  for (;;) {
    const { machine } = runOf(state);
    const choices = choicesIn(machine, shownIn(state), versionsIn(state));
    if (choices.length === 0) return digits;
    const nearest = choices.map(({ step }) => {
      if (isIntervention(step)) throw new Error('nothing comes from outside here');
      const { shortest } = explore(machine, { from: machine.step(shownIn(state), step) });
      return shortest ?? Number.POSITIVE_INFINITY;
    });
    const place = nearest.indexOf(Math.min(...nearest));
    const next = takeStep(state, (choices[place] as (typeof choices)[number]).step);
    if (!next) throw new Error('too long for a link');
    digits.push(place + 1);
    state = next;
  }
}

describe('the lab', () => {
  it('is driven to the deadlock by keyboard alone, back, and to another client that is proved free', async () => {
    const { page, errors, strangers, close } = await open();
    const lead = () => page.locator('.lab-lead').innerText();
    const digits = digitsToTheHang();
    expect(digits).toHaveLength(27);
    await tabTo(page, 'Run by seed');
    for (const digit of digits) await page.keyboard.press(String(digit));
    await expect.poll(lead).toContain('It hangs. 4 goroutines wait for each other in a circle');
    expect(await page.locator('[role=status]').innerText()).toContain('Step 27.');

    await page.keyboard.press('ArrowLeft');
    await expect.poll(lead).toContain('2 steps are possible.');
    await page.keyboard.press('ArrowRight');
    await expect.poll(lead).toContain('It hangs.');

    await page.keyboard.press('Home');
    await expect.poll(lead).not.toContain('Step');
    await page.keyboard.press('End');
    await expect.poll(lead).toContain('It hangs.');

    await page.keyboard.press('Shift+Tab');
    for (let tabs = 0; tabs < 90 && !(await focused(page)).endsWith('-client'); tabs++) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('ArrowDown');
    await expect.poll(lead).toContain('27 kept, 0 without a counterpart');
    expect(await lead()).not.toContain('It hangs');
    await tabTo(page, 'Prove there is none');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.lab-found').innerText(), { timeout: 15_000 })
      .toMatch(/There is none: .*6 calls, room for 1 request and 1 answer/);
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
    await close();
  });

  it('finds the shortest way, says from where one could still escape, and leaves evidence', async () => {
    const { page, errors, close } = await open();
    const found = () => page.locator('.lab-found').innerText();
    await page.getByRole('button', { name: 'Shortest way to a deadlock' }).click();
    await expect.poll(found).toContain('The shortest way takes 27 steps.');
    await page.getByRole('button', { name: 'Load it, at its end' }).click();
    await page.getByRole('button', { name: 'Could I still escape?' }).click();
    await expect.poll(found).toContain('after step 26, of 27');
    await page.getByRole('button', { name: 'Go back to step 26' }).click();
    await page.getByRole('button', { name: 'Could I still escape?' }).click();
    await page.getByRole('button', { name: /Walk the way out/ }).click();
    await page.keyboard.press('End');
    await expect
      .poll(() => page.locator('.lab-lead').innerText())
      .toContain('All is at rest: 6 of 6 calls were answered.');
    await page.getByRole('button', { name: /The post’s pod/ }).click();
    await page.getByRole('button', { name: /the shim$/ }).click();
    const dump = page.locator('.lab-dump');
    await expect.poll(() => dump.innerText(), { timeout: 15_000 }).toContain('176');
    await page.getByRole('button', { name: /containerd$/ }).click();
    await expect
      .poll(() => page.locator('.wb-finding').first().innerText(), { timeout: 15_000 })
      .toContain('both ends');
    expect(errors).toEqual([]);
    await close();
  });

  it('stops a search, and the page never freezes under it', async () => {
    const { page, close } = await open('?v=1&c=B&n=60&a=30&b=30');
    await page.getByRole('button', { name: 'Prove there is none' }).click();
    const found = page.locator('.lab-found');
    await expect.poll(() => found.innerText()).toMatch(/Searching: [1-9][\d,]* states/);
    const under = await longestGap(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => found.innerText()).toContain('Cancelled after');
    const without = await longestGap(page);
    // The search takes minutes; on the page's own thread it would be all of them. The machine is noisy.
    expect(under).toBeLessThan(without + 1000);
    await close();
  });

  it.each(LOOKS)(
    'has no violation in any state, and no sideways scroll (%s, %i px)',
    async (...look) => {
      const queries = [
        '',
        '?v=1&x=~1a~',
        '?v=1&c=C&n=7&f=1&x=~9~',
        '?v=1&z=real&n=600&l=5&e=23&p=1&x=~1jv~&k=both',
      ];
      const settled = async (page: Page, query: string) => {
        if (!query.includes('k=both')) return;
        await expect.poll(() => page.locator('.lab-dump').count(), { timeout: 15_000 }).toBe(1);
      };
      expect(await flawsOf(queries, look, open, settled)).toEqual([]);
    },
  );
});
