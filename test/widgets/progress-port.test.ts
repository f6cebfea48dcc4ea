import { describe, expect, it, vi } from 'vitest';
import { type Deed, exportText, NOTHING, noted, type Progress } from '../../src/lesson/progress.ts';
import {
  ASIDE,
  createProgressPort,
  KEY,
  progressPort,
  type Store,
} from '../../src/widgets/progress-port.ts';

const attempt = (exercise: string): Deed => ({ did: 'try', exercise, passed: false });

/** A browser: one store, and tabs that are told of each other's writes as the platform tells them. */
function browser(texts = new Map<string, string>()) {
  const windows: EventTarget[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const open = (store?: Store | null) => {
    const tab = new EventTarget();
    windows.push(tab);
    const own: Store = {
      getItem: (key) => texts.get(key) ?? null,
      setItem(key, text) {
        texts.set(key, text);
        for (const other of windows.filter((one) => one !== tab)) {
          other.dispatchEvent(Object.assign(new Event('storage'), { key }));
        }
      },
    };
    return createProgressPort({
      store: store === undefined ? own : store,
      alone: (run) => {
        const mine = turn.then(run);
        turn = mine;
        return mine;
      },
      tabs: tab,
      clock: () => 1000,
    });
  };
  return { open, texts, windows };
}

const tries = ({ exercises }: Progress) =>
  Object.fromEntries(Object.entries(exercises).map(([id, one]) => [id, one.tries]));

describe('the port of progress', () => {
  it('keeps what was done for the next visit', async () => {
    const { open, texts } = browser();
    expect(await open().read()).toEqual(NOTHING);
    await open().write(attempt('a'));
    expect(tries(await open().read())).toEqual({ a: 1 });
    expect(texts.get(KEY)).toBe(exportText(noted(NOTHING, attempt('a'), 1000)));
  });

  it('loses nothing of two tabs that write by turns and at once', async () => {
    const { open } = browser();
    const tabs = [open(), open()] as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => tabs[n % 2 === 0 ? 0 : 1].write(attempt(`e-${n % 3}`))),
    );
    expect(tries(await tabs[0].read())).toEqual({ 'e-0': 7, 'e-1': 7, 'e-2': 6 });
    expect(await tabs[1].read()).toEqual(await tabs[0].read());
  });

  it('tells both tabs of a change, and nobody who no longer listens', async () => {
    const { open, texts, windows } = browser();
    const [here, there] = [open(), open()];
    const seen: string[] = [];
    here.subscribe((progress) => seen.push(`here ${tries(progress).a ?? 0}`));
    const leave = there.subscribe((progress) => seen.push(`there ${tries(progress).a ?? 0}`));
    await here.write(attempt('a'));
    expect(seen.sort()).toEqual(['here 1', 'there 1']);
    leave();
    await there.write(attempt('a'));
    texts.clear();
    windows[0]?.dispatchEvent(Object.assign(new Event('storage'), { key: null }));
    windows[0]?.dispatchEvent(Object.assign(new Event('storage'), { key: 'starlight-theme' }));
    expect(seen).toEqual(['here 1', 'there 1', 'here 2', 'here 0']);
  });

  it('keeps it in memory where there is no store, and where the store is full', async () => {
    const full: Store = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const store of [null, full]) {
      const port = browser().open(store);
      await port.write(attempt('a'));
      await port.write(attempt('a'));
      expect(tries(await port.read())).toEqual({ a: 2 });
    }
  });

  it('lays a text that it cannot read aside, and begins anew', async () => {
    const { open, texts } = browser(new Map([[KEY, '{"kit":']]));
    await open().write(attempt('a'));
    expect(texts.get(ASIDE)).toBe('{"kit":');
    expect(tries(await open().read())).toEqual({ a: 1 });
  });

  it('leaves a newer kit’s progress as it is', async () => {
    const newer = JSON.stringify({ ...JSON.parse(exportText(NOTHING)), version: 2 });
    const { open, texts } = browser(new Map([[KEY, newer]]));
    const port = open();
    await port.write(attempt('a'));
    expect(tries(await port.read())).toEqual({ a: 1 });
    expect([...texts]).toEqual([[KEY, newer]]);
  });

  it('says how it keeps: in the browser, or as long as the page is open, and why', async () => {
    const { open } = browser();
    expect(open().keeping()).toEqual({ where: 'browser', aside: null });
    expect(open(null).keeping()).toEqual({ where: 'page', aside: null });
    const full = open({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(full.keeping().where).toBe('browser');
    await full.write(attempt('a'));
    expect(full.keeping().where).toBe('page');
    const newer = JSON.stringify({ ...JSON.parse(exportText(NOTHING)), version: 2 });
    const older = browser(new Map([[KEY, newer]])).open();
    await older.read();
    expect(older.keeping()).toEqual({ where: 'newer', aside: null });
  });

  it('shows a text that was set aside until it is thrown away, and then for good', async () => {
    const { open, texts } = browser(new Map([[KEY, 'torn {']]));
    const port = open();
    await port.read();
    expect(port.keeping()).toEqual({ where: 'browser', aside: 'torn {' });
    port.forgetAside();
    expect(await port.read()).toEqual(NOTHING);
    expect(port.keeping().aside).toBeNull();
    expect(texts.get(KEY)).toBe(exportText(NOTHING));
    await port.write(attempt('a'));
    expect(tries(await open().read())).toEqual({ a: 1 });
  });

  it('throws nothing away that was noted after the text was set aside', async () => {
    const { open } = browser(new Map([[KEY, 'torn {']]));
    const port = open();
    await port.write(attempt('a'));
    port.forgetAside();
    expect(tries(await port.read())).toEqual({ a: 1 });
  });

  it('stands in a frame where even asking for the store is refused', async () => {
    const page = Object.assign(new EventTarget(), {
      navigator: {
        locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) },
      },
    });
    Object.defineProperty(page, 'localStorage', {
      get() {
        throw new DOMException('sandboxed', 'SecurityError');
      },
    });
    const port = progressPort(page as unknown as Window);
    await port.write(attempt('a'));
    expect(tries(await port.read())).toEqual({ a: 1 });
    expect(progressPort(page as unknown as Window)).toBe(port);
  });

  it.each([
    ['under a lock of the site', (_name: string, run: () => unknown) => Promise.resolve(run())],
    [
      'all the same where the lock is refused',
      () => Promise.reject(new DOMException('left', 'AbortError')),
    ],
  ] as const)('writes to the browser’s store %s', async (_how, request) => {
    vi.resetModules();
    const fresh = await import('../../src/widgets/progress-port.ts');
    const texts = new Map<string, string>();
    const asked: unknown[] = [];
    const page = Object.assign(new EventTarget(), {
      localStorage: {
        getItem: (key: string) => texts.get(key) ?? null,
        setItem: (key: string, text: string) => void texts.set(key, text),
      },
      navigator: {
        locks: {
          request: (name: string, run: () => unknown) => {
            asked.push(name);
            return request(name, run);
          },
        },
      },
    });
    const port = fresh.progressPort(page as unknown as Window);
    await port.write(attempt('a'));
    await port.write(attempt('a'));
    expect(asked).toEqual([KEY, KEY]);
    expect(texts.get(KEY)).toContain('"tries": 2');
  });
});
