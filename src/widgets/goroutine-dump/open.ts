import { proxy, wrap } from 'comlink';
import { unpack } from '../evidence-port.ts';
import { openWorker } from '../open-worker.ts';
import type { Against, Overview, Reading } from './overview.ts';
import { readingOf } from './reading.ts';
import type { DumpWorker } from './worker.ts';

/** Files over this many bytes are read in a worker; below it reading takes a few milliseconds here. */
export const WORKER_OVER = 1024 * 1024;

/**
 * Reads bytes on this thread; gzip is unpacked first. A large file to compare with must not be read here: then the
 * bytes are read once more in a worker, and both dumps are held there.
 */
export async function openBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  let inner: Reading = readingOf(await unpack(bytes));
  let moved = typeof Worker === 'undefined';
  let closed = false;
  let turn = 0;
  return {
    ask: (query) => inner.ask(query),
    async against(file) {
      const mine = ++turn;
      if (file && file.size > WORKER_OVER && !moved) {
        const there = await openLarge(new Blob([bytes]), () => {}).reading;
        if (!there || closed || mine !== turn) {
          there?.close();
          return { ok: false, problem: 'stopped' };
        }
        inner = there;
        moved = true;
      }
      return inner.against(file);
    },
    progress: () => inner.progress(),
    stop: () => {
      turn++;
      return inner.stop();
    },
    complete: (text, cursor, dump) => inner.complete(text, cursor, dump),
    export: (query, format) => inner.export(query, format),
    close: () => {
      closed = true;
      inner.close();
    },
  };
}

/** A large file on its way. `reading` is null when it was cancelled. */
export interface LargeFile {
  readonly reading: Promise<Reading | null>;
  cancel(): void;
}

/** Reads a file in a worker, in pieces, so that neither the page nor its memory feels the size. `done` is 0 to 1. */
export function openLarge(file: Blob, progress: (done: number) => void): LargeFile {
  let cancelled = false;
  let end = () => {};
  const reading = (async (): Promise<Reading | null> => {
    const { default: url } = await import('./worker.ts?worker&url');
    const worker = await openWorker(url);
    end = () => worker.terminate();
    if (cancelled) {
      end();
      return null;
    }
    const remote = wrap<DumpWorker>(worker);
    const stopped = new Promise<null>((resolve) => {
      end = () => {
        worker.terminate();
        resolve(null);
      };
    });
    const failed = new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'worker')));
    });
    const read = remote.read(file, proxy(progress)).then(() => true as const);
    const finished = await Promise.race([read, stopped, failed]);
    if (finished === null) return null;
    const orFail = <Value>(work: Promise<Value>): Promise<Value> => Promise.race([work, failed]);
    return {
      ask: (query) => orFail(remote.ask(query)),
      against: (earlier) => orFail<Against>(remote.against(earlier)),
      progress: () => orFail(remote.progress()),
      stop: () => remote.stop(),
      complete: (text, cursor, dump) => orFail(remote.complete(text, cursor, dump)),
      export: (query, format) => orFail(remote.export(query, format)),
      close: () => worker.terminate(),
    };
  })();
  return {
    reading,
    cancel: () => {
      cancelled = true;
      end();
    },
  };
}

/** Nothing that this reader knows: neither goroutines nor a table of counts. */
export function isEmpty(overview: Overview): boolean {
  return overview.table.length === 0 && overview.dumps.every(({ headers }) => headers === 0);
}
