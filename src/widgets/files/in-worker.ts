import { type Remote, wrap } from 'comlink';
import { openWorker } from '../open-worker.ts';

/** A worker that runs, and what it answers to. */
export interface Running<Api> {
  readonly remote: Remote<Api>;
  /**
   * What the worker answers, or an Error as soon as the worker itself fails: from then on it answers nothing. A union
   * that comlink spreads over promises comes back as one promise.
   */
  orFail<Answer extends Promise<unknown>>(answer: Answer): Promise<Awaited<Answer>>;
  close(): void;
}

/** Starts a worker from its built file (`import('./worker.ts?worker&url')`). */
export async function startWorker<Api>(url: string): Promise<Running<Api>> {
  const worker = await openWorker(url);
  const failed = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'worker')));
  });
  // A failure while nothing is asked is told to whoever asks next.
  failed.catch(() => {});
  return {
    remote: wrap<Api>(worker),
    orFail: (answer) => Promise.race([answer, failed]),
    close: () => worker.terminate(),
  };
}

/** Work that can be stopped. `result` is null when it was. */
export interface Job<Value> {
  readonly result: Promise<Value | null>;
  /** Ends the worker, also after the result is there. */
  cancel(): void;
}

/**
 * Does a piece of work in a worker of its own. The worker is left running, because results go on asking it: whoever
 * holds the result closes it. Work that throws leaves no worker behind.
 */
export function inWorker<Api, Value>(
  load: () => Promise<{ readonly default: string }>,
  work: (running: Running<Api>) => Promise<Value>,
): Job<Value> {
  const stop = new AbortController();
  const run = async (): Promise<Value | null> => {
    const { default: url } = await load();
    const running = await startWorker<Api>(url);
    if (stop.signal.aborted) {
      running.close();
      return null;
    }
    const stopped = new Promise<null>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        running.close();
        resolve(null);
      });
    });
    try {
      return await Promise.race([work(running), stopped]);
    } catch (error) {
      running.close();
      throw error;
    }
  };
  return { result: run(), cancel: () => stop.abort() };
}
