import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inWorker, startWorker } from '../../../src/widgets/files/in-worker.ts';

const api = {
  double: (n: number) => 2 * n,
  never: () => new Promise<number>(() => {}),
  refuse: (): number => {
    throw new Error('refused');
  },
};
type Api = typeof api;

let started: NearWorker[] = [];

/** A worker whose other end is on this thread, behind a real message channel. */
class NearWorker extends EventTarget {
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  ended = false;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    expose(api, port2);
    started.push(this);
  }

  postMessage(message: unknown, transfer: Transferable[]) {
    this.#near.postMessage(message, transfer);
  }

  terminate() {
    this.ended = true;
    this.#near.close();
    this.#far.close();
  }

  fail(message: string) {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const load = async () => ({ default: 'worker.js' });
const first = () => vi.waitUntil(() => started[0]);

beforeEach(() => {
  started = [];
  vi.stubGlobal('Worker', NearWorker);
  vi.stubGlobal('location', { href: 'https://kit.example/' });
});

afterEach(() => {
  for (const worker of started) worker.terminate();
  vi.unstubAllGlobals();
});

describe('work in a worker', () => {
  it('gives the result and leaves the worker running for further questions', async () => {
    const job = inWorker<Api, number>(load, ({ remote, orFail }) => orFail(remote.double(21)));
    expect(await job.result).toBe(42);
    expect(started.map(({ ended }) => ended)).toEqual([false]);
    job.cancel();
    expect(started.map(({ ended }) => ended)).toEqual([true]);
  });

  it('is null and ends the worker when it is cancelled on the way', async () => {
    const job = inWorker<Api, number>(load, ({ remote, orFail }) => orFail(remote.never()));
    await first();
    job.cancel();
    expect(await job.result).toBeNull();
    expect(started.map(({ ended }) => ended)).toEqual([true]);
  });

  it('does not begin when it is cancelled before the worker is there', async () => {
    const work = vi.fn(async () => 1);
    const job = inWorker<Api, number>(load, work);
    job.cancel();
    expect(await job.result).toBeNull();
    expect(work).not.toHaveBeenCalled();
    expect(started.map(({ ended }) => ended)).toEqual([true]);
  });

  it.each([
    ['the worker fails', (worker: NearWorker) => worker.fail('out of memory'), 'out of memory'],
    ['the worker fails without a word', (worker: NearWorker) => worker.fail(''), 'worker'],
  ])('throws and ends the worker when %s', async (_when, fail, message) => {
    const job = inWorker<Api, number>(load, ({ remote, orFail }) => orFail(remote.never()));
    fail(await first());
    await expect(job.result).rejects.toThrow(message);
    expect(started.map(({ ended }) => ended)).toEqual([true]);
  });

  it('throws what the work throws, and ends the worker', async () => {
    const job = inWorker<Api, number>(load, ({ remote, orFail }) => orFail(remote.refuse()));
    await expect(job.result).rejects.toThrow('refused');
    expect(started.map(({ ended }) => ended)).toEqual([true]);
  });

  it('tells of a failure that came while nothing was asked', async () => {
    const { remote, orFail } = await startWorker<Api>('worker.js');
    expect(await orFail(remote.double(1))).toBe(2);
    (await first()).fail('gone');
    await expect(orFail(remote.never())).rejects.toThrow('gone');
  });
});
