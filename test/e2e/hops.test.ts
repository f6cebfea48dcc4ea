import { describe, expect, it } from 'vitest';
import { flawsOf, focused, LOOKS, openPage, tabTo, wakeAll } from './browser.ts';
import { browser, site } from './stand.ts';

async function open(name: string, query = '', options: Parameters<typeof openPage>[2] = {}) {
  const watched = await openPage(browser, `${site.url}en/embed/${name}/${query}`, options);
  await wakeAll(watched.page);
  return watched;
}

describe('by keyboard alone', () => {
  it('the call chain is guessed, run, and freed by the restart of containerd', async () => {
    const { page, errors, strangers, close } = await open('call-chain');
    const words = () => page.locator('.w').innerText();
    await tabTo(page, 'Set 120 s and guess');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/-guess$/);
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Run 10 min');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('Your guess: 20. After 10 min 4 wait in kubelet.');
    await tabTo(page, 'restart containerd');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('The hung connection is closed.');
    expect(await focused(page)).toBe('restart containerd');
    expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
    await close();
  });

  it('a door is opened that answers', async () => {
    const { page, close } = await open('pprof-doors');
    await tabTo(page, 'goroutine?debug=2');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.w').innerText())
      .toContain('goroutine?debug=2 of containerd answers it.');
    await close();
  });

  it('the riddle of two heaps is solved by their differences', async () => {
    const { page, close } = await open('heap-pair');
    const words = () => page.locator('.w').innerText();
    await tabTo(page, '-look-last');
    await page.keyboard.press('ArrowRight');
    await expect.poll(words).toContain('B keeps more and more');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toBe('B hangs');
    await page.keyboard.press('Space');
    await expect.poll(words).toContain('Right: B hangs, containerd 1.4.11.');
    await close();
  });

  it('kubelet is walked from exec to containerd', async () => {
    const { page, close } = await open('source-map', '?v=1&r=exec');
    for (const room of [
      'pkg/kubelet/server',
      'the loop over pods',
      'kuberuntime',
      'pkg/kubelet/cri',
    ]) {
      await tabTo(page, room);
      await page.keyboard.press('Enter');
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    }
    await expect
      .poll(() => page.locator('.w').innerText())
      .toContain('From here it leaves kubelet, for containerd.');
    await close();
  });

  it('an exec is stepped through to its end', async () => {
    const { page, close } = await open('exec-flow', '?v=1&s=attach');
    await tabTo(page, 'Next step');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.w').innerText())
      .toContain('Nothing of it is in containerd.');
    expect(await focused(page)).toBe('Next step');
    await close();
  });
});

describe.each([
  [
    'call-chain',
    ['', '?v=1&k=120&g=20&o=containerd', '?v=1&l=1&m=0', '?v=1&e=5&p=0&m=60&o=kubelet'],
  ],
  ['pprof-doors', ['', '?v=1&q=silent&d=heap_signal', '?v=1&q=busy']],
  ['heap-pair', ['', '?v=1&l=difference&s=a', '?v=1&p=poller&l=difference&m=alloc_space']],
  ['source-map', ['', '?v=1&r=exec&n=2&x=stats', '?v=1&r=cgroup&n=2&f=pkg/kubelet/prober/x.go']],
  ['exec-flow', ['', '?v=1&t=1&s=streams', '?v=1&s=delete&i=0&n=5000']],
] as const)('%s', (name, queries) => {
  it.each(LOOKS)(
    'has no violation in any state, and no sideways scroll (%s, %i px)',
    async (...look) => {
      const opened = (query: string, options: Parameters<typeof openPage>[2]) =>
        open(name, query, options);
      expect(await flawsOf(queries, look, opened)).toEqual([]);
    },
  );
});
