import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRAME } from '../../src/notebook/frame.ts';
import type { Ran } from '../../src/notebook/notebook.ts';
import { withPolicy } from '../../src/site/build/policy.ts';
import { openPage, startBrowser } from './browser.ts';
import type { Cells } from './cells-page.ts';
import { servePage } from './site.ts';

let browser: Browser;
let server: Server;
let site: string;
/** Addresses that were asked for, `/secret` among them only if a cell got out. */
const asked: string[] = [];

/** One script without imports, as the site's workers are built. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'built', fileName: 'built' },
    },
  });
  for (const { output } of [built].flat() as { output: { type: string; code?: string }[] }[]) {
    for (const part of output) if (part.code) return part.code;
  }
  throw new Error(`${entry} was not built`);
}

beforeAll(async () => {
  const [worker, script] = await Promise.all([
    bundle('src/notebook/worker.ts'),
    bundle('test/e2e/cells-page.ts'),
  ]);
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': [
      'text/html',
      withPolicy(
        '<!doctype html><html><head><title>cells</title></head><body><script src="page.js"></script></body></html>',
      ),
    ],
    '/cells.html': ['text/html', withPolicy(FRAME)],
    '/worker.js': ['text/javascript', worker],
    '/page.js': ['text/javascript', script],
    '/secret': ['text/plain', 'secret'],
    '/favicon.ico': ['image/x-icon', ''],
  };
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const [type, text] = files[url] ?? ['text/plain', ''];
    response.writeHead(files[url] ? 200 : 404, {
      'Content-Type': type,
      'Access-Control-Allow-Origin': '*',
    });
    response.end(text);
  });
  server.on('upgrade', ({ url = '' }, connection) => {
    asked.push(url);
    connection.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
});

type Inside = Pick<Page, 'evaluate'>;
type Texts = Readonly<Record<string, string>>;

const run = (page: Inside, texts: Texts): Promise<Readonly<Record<string, Ran>>> =>
  page.evaluate((all) => (globalThis as unknown as { cells: Cells }).cells.run(all), texts);

const lineOf = (ran: Ran | undefined): string | undefined => {
  const output = ran?.outputs.at(-1);
  if (ran?.problem) return `${ran.problem.id}: ${ran.problem.values.message ?? ''}`;
  return output?.kind === 'tree'
    ? output.node.text
    : output?.kind === 'text'
      ? output.text
      : undefined;
};

/** The page by itself, and the same page in a sandboxed frame of another origin, as an embed stands. */
const PLACES: Readonly<
  Record<
    string,
    () => Promise<{ inside: Inside; page: Page; errors: string[]; close(): Promise<void> }>
  >
> = {
  'the page': async () => {
    const watched = await openPage(browser, site);
    return { ...watched, inside: watched.page };
  },
  'a sandboxed frame of another origin': async () => {
    const host = await servePage(
      `<!doctype html><iframe sandbox="allow-scripts" src="${site}"></iframe>`,
    );
    const watched = await openPage(browser, host.url, { home: [site] });
    const frame = (await (await watched.page.waitForSelector('iframe')).contentFrame()) as Frame;
    await frame.waitForFunction(() => 'cells' in globalThis);
    const close = async () => {
      await watched.close();
      await host.stop();
    };
    return { ...watched, inside: frame, close };
  },
};

describe.each(Object.entries(PLACES))('cells in %s', (_, open) => {
  it('run TypeScript with the kit, share names, and draw', async () => {
    const { inside, errors, close } = await open();
    const ran = await run(inside, {
      chart: 'Plot.plot({ marks: [Plot.barY([calls, 2])] })',
      calls: 'const calls: number = model.ordinary.calls; calls',
      file: 'await file("a.txt")',
      wrong: 'const a: number = 1;\n  nowhere(a as any)',
    });
    expect(lineOf(ran.calls)).toBe('600');
    expect(lineOf(ran.file)).toBe('evidence a.txt');
    const [chart] = ran.chart?.outputs ?? [];
    expect(chart?.kind === 'chart' && chart.svg).toMatch(/^<svg [\s\S]*<rect /);
    expect(ran.wrong?.problem).toEqual({
      id: 'thrown',
      values: { message: 'ReferenceError: nowhere is not defined' },
      at: { line: 2, column: 3 },
    });
    expect(errors).toEqual([]);
    await close();
  });

  it('are stopped within 3 s when they loop, while the page goes on, and the others run again', async () => {
    const { inside, page, close } = await open();
    await run(inside, { a: '1' });
    let over = false;
    const running = run(inside, { a: 'const a = 1; a', b: 'for (;;);', c: 'a + 1' }).finally(() => {
      over = true;
    });
    let longest = 0;
    while (!over) {
      const before = Date.now();
      await inside.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      longest = Math.max(longest, Date.now() - before);
    }
    const ran = await running;
    expect(ran.b?.problem).toEqual({ id: 'stopped', values: { seconds: '2.5' }, at: null });
    expect([lineOf(ran.a), lineOf(ran.c)]).toEqual(['1', '2']);
    const after = await inside.evaluate(() =>
      (globalThis as unknown as { cells: Cells }).cells.stoppedAfter(),
    );
    expect(after).toBeGreaterThan(2500);
    expect(after).toBeLessThan(3000);
    expect(longest).toBeLessThan(500);
    // Chromium gives a thread up to 2 s before it ends it by force.
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(1);
    await close();
  });

  it('reach nothing: no file of the site, no other host, no storage, no page', async () => {
    const { inside, page, close } = await open();
    const attempts: Texts = {
      fetch: `await fetch(${JSON.stringify(`${site}secret`)})`,
      plain: `await fetch(${JSON.stringify(`${site}secret`)}, { mode: "no-cors" })`,
      load: `importScripts(${JSON.stringify(`${site}secret`)})`,
      module: `await (0, eval)('import(${JSON.stringify(`${site}secret`)})')`,
      request: `const x = new XMLHttpRequest(); x.open('GET', ${JSON.stringify(`${site}secret`)}, false); x.send()`,
      socket: `const ws = new WebSocket(${JSON.stringify(`${site}secret`)}); await new Promise((yes, no) => { ws.onopen = yes; ws.onerror = () => no(new Error('closed')) })`,
      storage:
        'await new Promise((yes, no) => { const db = indexedDB.open("a"); db.onsuccess = yes; db.onerror = () => no(db.error) })',
      caches: 'await caches.keys()',
      cookies: 'await cookieStore.getAll()',
    };
    const ran = await run(inside, attempts);
    for (const id of Object.keys(attempts))
      expect(`${id} ${ran[id]?.problem?.id}`).toBe(`${id} thrown`);
    const names = await run(inside, {
      names: '[typeof document, typeof window, typeof parent, origin].join(" ")',
    });
    expect(lineOf(names.names)).toBe('undefined undefined undefined null');
    const nested = await run(inside, {
      nested: `const source = 'fetch(${JSON.stringify(`${site}secret`)}).then(() => postMessage("out"), () => postMessage("in"))';
        await new Promise((yes) => { new Worker(URL.createObjectURL(new Blob([source]))).onmessage = ({ data }) => yes(data) })`,
    });
    expect(lineOf(nested.nested)).toBe('in');
    expect(asked).not.toContain('/secret');
    expect(page.url()).not.toContain('secret');
    await close();
  });

  it('cannot make the page run or show what is no plain data', async () => {
    const { inside, page, close } = await open();
    const ran = await run(inside, {
      a: `const post = MessagePort.prototype.postMessage;
        let port;
        const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data').get;
        Object.defineProperty(MessageEvent.prototype, 'data', { get() { port = this.target; return data.call(this) } });
        await file('x');
        post.call(port, { kind: 'ended', ran: { id: 'a', outputs: [{ kind: 'chart', svg: '<svg onload="alert(1)"><script>1</script></svg>' }, { kind: 'html', html: '<b>' }], problem: null } });
        post.call(port, { kind: 'began', id: 'nowhere' });
        await new Promise((resolve) => setTimeout(resolve, 50));
        1`,
    });
    // The forged report counts as the cell's own, and only what is plain in it is taken.
    expect(ran.a).toEqual({
      id: 'a',
      outputs: [{ kind: 'chart', svg: '<svg></svg>' }],
      problem: null,
      needs: {},
      defines: [],
    });
    expect(ran.nowhere).toBeUndefined();
    expect(await page.locator('script').count()).toBeLessThan(2);
    await close();
  });
});

describe('the frame of the cells', () => {
  it('runs nothing for a page that opens it without a sandbox', async () => {
    const host = await servePage(`<!doctype html><iframe src="${site}cells.html"></iframe>`);
    const { page, close } = await openPage(browser, host.url, { home: [site] });
    const said = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('message', ({ data }) => resolve(`said ${data}`));
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve('ran');
          const source = 'onmessage = ({ ports }) => ports[0].postMessage(1)';
          document.querySelector('iframe')?.contentWindow?.postMessage(source, '*', [port2]);
          setTimeout(() => resolve('nothing'), 500);
        }),
    );
    expect(said).toBe('nothing');
    await close();
    await host.stop();
  });
});
