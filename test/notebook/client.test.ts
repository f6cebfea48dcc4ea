import { type MessagePort as NodePort, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { type Client, openClient, type Thread } from '../../src/notebook/client.ts';
import type { Ran } from '../../src/notebook/notebook.ts';
import { fromDisk } from './disk.ts';

const LIMIT = 400;

let client: Client | null = null;
afterEach(() => client?.close());

/** A client over threads of Node; tells what each cell shows by now, and how many threads were begun. */
function opened({ read = fromDisk, limit = LIMIT } = {}) {
  const shown = new Map<string, Ran>();
  const began: string[] = [];
  let threads = 0;
  const open = async (): Promise<Thread> => {
    threads++;
    const { port1, port2 } = new MessageChannel();
    const port = port2 as unknown as NodePort;
    const worker = new Worker(new URL('./node-thread.ts', import.meta.url), {
      workerData: { port },
      transferList: [port],
    });
    return {
      port: port1,
      end() {
        port1.close();
        void worker.terminate();
      },
    };
  };
  client = openClient({
    open,
    read,
    limit,
    began: (id) => began.push(id),
    ended: (ran) => shown.set(ran.id, ran),
  });
  const { run, stop } = client;
  return {
    stop,
    shown,
    began,
    threads: () => threads,
    run: (texts: Readonly<Record<string, string>>, again?: readonly string[]) =>
      run(
        Object.entries(texts).map(([id, text]) => ({ id, text })),
        again,
      ),
    line(id: string) {
      const ran = shown.get(id);
      const output = ran?.outputs.at(-1);
      if (ran?.problem) return ran.problem.id;
      return output?.kind === 'tree' ? output.node.text : output?.kind;
    },
  };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('openClient', () => {
  it('runs cells in a thread that stays, and reads evidence through the page', async () => {
    const { run, line, threads, began } = opened();
    const texts = {
      a: 'const rows = await file("tables/onset.csv"); rows.length',
      b: 'typeof rows',
    };
    await run(texts);
    expect([line('a'), line('b')]).toEqual([expect.stringMatching(/^\d+$/), 'text']);
    await run({ ...texts, c: '1' });
    expect(began).toEqual(['a', 'b', 'c']);
    expect(threads()).toBe(1);
  });

  it('ends a cell that loops, soon, and runs the others again', async () => {
    const { run, line, threads, shown } = opened();
    const texts = { a: 'const a = 1; a', b: 'const b = a; for (;;);', c: 'b', d: 'a + 1' };
    await run({ a: texts.a });
    const start = performance.now();
    await run(texts);
    expect(performance.now() - start).toBeGreaterThan(LIMIT);
    expect(shown.get('b')?.problem).toEqual({
      id: 'stopped',
      values: { seconds: '0.4' },
      at: null,
    });
    expect([line('a'), line('c'), line('d')]).toEqual(['1', 'needs', '2']);
    expect(threads()).toBe(2);
    await run({ ...texts, b: 'const b = a + 5' });
    expect([line('b'), line('c')]).toEqual([undefined, '6']);
    expect(threads()).toBe(2);
  });

  it('tries a stopped cell again only when the reader asks', async () => {
    const { run, line, threads } = opened();
    const texts = { a: 'for (;;);', b: '1' };
    await run(texts);
    await run({ ...texts, b: '2' });
    expect([line('a'), line('b'), threads()]).toEqual(['stopped', '2', 2]);
    await run(texts, ['a']);
    expect([line('a'), line('b'), threads()]).toEqual(['stopped', '1', 3]);
  });

  it('ends a cell that waits for ever', async () => {
    const { run, line } = opened();
    await run({ a: 'await new Promise(() => {})', b: '1' });
    expect([line('a'), line('b')]).toEqual(['stopped', '1']);
  });

  it('does not count the time in which a file is on its way', async () => {
    const slow = async (path: string) => {
      await new Promise((resolve) => setTimeout(resolve, 2 * LIMIT));
      return fromDisk(path);
    };
    const { run, line } = opened({ read: slow });
    await run({ a: '(await bytes("tables/onset.csv")).length > 0' });
    expect(line('a')).toBe('true');
  });

  it.each([
    ['asks for files without an end', 'for (;;) bytes("tables/onset.csv")'],
    ['asks for one file after another', 'for (;;) await bytes("post/shim-ttrpc-lines.txt")'],
    [
      'talks to the page itself',
      `const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;
       let port: any;
       Object.defineProperty(MessageEvent.prototype, 'data', {
         get() { port = this.target; return data?.call(this) },
       });
       await file('post/shim-ttrpc-lines.txt');
       for (;;) port.postMessage({ kind: 'ended', ran: { id: 'a', outputs: [], problem: null } });`,
    ],
  ])('ends a cell that %s, and the page is not kept busy', async (_, text) => {
    const { run, line, threads } = opened();
    let longest = 0;
    let before = performance.now();
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }, 10);
    await run({ a: text, b: '1' });
    clearInterval(ticks);
    expect([line('a'), line('b'), threads()]).toEqual(['stopped', '1', 2]);
    expect(longest).toBeLessThan(3000);
  });

  it('ends the cell that runs when the reader stops it, and only that one', async () => {
    const { run, stop, line, shown, threads, began } = opened({ limit: 60_000 });
    const texts = { a: 'const a = 1; a', b: 'for (;;);', c: 'a + 1' };
    const running = run(texts);
    await until(() => began.includes('b'));
    stop('b');
    await running;
    expect(shown.get('b')?.problem).toEqual({ id: 'halted', values: {}, at: null });
    expect([line('a'), line('c'), threads()]).toEqual(['1', '2', 2]);
    await run({ ...texts, b: '5' }, ['b']);
    expect([line('b'), threads()]).toEqual(['5', 2]);
  });

  it('stops what was asked for while the thread is still on its way, and nothing when it rests', async () => {
    const { run, stop, line, threads } = opened({ limit: 60_000 });
    const running = run({ a: 'for (;;);', b: '2' }, ['a']);
    stop('a');
    await running;
    expect([line('a'), line('b')]).toEqual(['halted', '2']);
    stop('a');
    await run({ a: '3', b: '2' }, ['a']);
    expect([line('a'), threads()]).toEqual(['3', 1]);
  });

  it('stops one that waits behind another run, and leaves that one alone', async () => {
    const { run, stop, line } = opened({ limit: 60_000 });
    const slow = 'await new Promise((resolve) => setTimeout(resolve, 300)); "slow".length';
    const first = run({ a: slow, b: '1' }, ['a']);
    const second = run({ a: slow, b: 'for (;;);' }, ['b']);
    stop('b');
    await Promise.all([first, second]);
    expect([line('a'), line('b')]).toEqual(['4', 'halted']);
  });

  it('gets over a cell that loops after its end', async () => {
    const { run, line } = opened();
    const texts = { a: 'setTimeout(() => { for (;;); }, 50); 1' };
    await run(texts);
    expect(line('a')).toBe('1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await run({ ...texts, b: '2' });
    expect(line('b')).toBe('2');
  });

  it('tells a file that does not come as the failure of the cell', async () => {
    const { run, shown } = opened({
      read: async (path) => {
        throw new Error(`${path}: HTTP 404`);
      },
    });
    await run({ a: '1;\nawait file("nowhere")' });
    expect(shown.get('a')?.problem?.values.message).toContain('nowhere: HTTP 404');
  });

  it('rejects when no thread can be opened, and tries anew the next time', async () => {
    let tries = 0;
    client = openClient({
      open: () => Promise.reject(new Error(`no ${++tries}`)),
      read: fromDisk,
      began: () => {},
      ended: () => {},
    });
    await expect(client.run([{ id: 'a', text: '1' }])).rejects.toThrow('no 1');
    await expect(client.run([{ id: 'a', text: '1' }])).rejects.toThrow('no 2');
  });
});
