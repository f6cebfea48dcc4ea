import { proxy } from 'comlink';
import { unpack } from '../evidence-port.ts';
import { inWorker, type Job } from '../files/in-worker.ts';
import type { Overview, Reading } from './overview.ts';
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
        const there = await openLarge(new Blob([bytes]), () => {}).result;
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

/** Reads a file in a worker, in pieces, so that neither the page nor its memory feels the size. `done` is 0 to 1. */
export function openLarge(file: Blob, progress: (done: number) => void): Job<Reading> {
  return inWorker<DumpWorker, Reading>(
    () => import('./worker.ts?worker&url'),
    async ({ remote, orFail, close }) => {
      await orFail(remote.read(file, proxy(progress)));
      return {
        ask: (query) => orFail(remote.ask(query)),
        against: (earlier) => orFail(remote.against(earlier)),
        progress: () => orFail(remote.progress()),
        stop: () => remote.stop(),
        complete: (text, cursor, dump) => orFail(remote.complete(text, cursor, dump)),
        export: (query, format) => orFail(remote.export(query, format)),
        close,
      };
    },
  );
}

/** Nothing that this reader knows: neither goroutines nor a table of counts. */
export function isEmpty(overview: Overview): boolean {
  return overview.table.length === 0 && overview.dumps.every(({ headers }) => headers === 0);
}
