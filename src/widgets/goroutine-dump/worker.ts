import { expose } from 'comlink';
import type { Reading } from './overview.ts';
import { readingFrom } from './reading.ts';
import { readFile } from './stream.ts';

let reading: ReturnType<typeof readingFrom> | undefined;

function current(): Reading {
  if (!reading) throw new Error('nothing was read yet');
  return reading;
}

/** A reading on its own thread; `read` comes first. */
const worker = {
  /** Reads the file as a stream (unpacking gzip), telling how far it is, 0 to 1. */
  async read(file: Blob, progress: (done: number) => void): Promise<void> {
    const found = await readFile(file, progress);
    if (found) reading = readingFrom(found);
  },
  ask: (...args: Parameters<Reading['ask']>) => current().ask(...args),
  against: (...args: Parameters<Reading['against']>) => current().against(...args),
  progress: () => current().progress(),
  stop: () => current().stop(),
  complete: (...args: Parameters<Reading['complete']>) => current().complete(...args),
  export: (...args: Parameters<Reading['export']>) => current().export(...args),
};

export type DumpWorker = typeof worker;

expose(worker);
