import { Worker } from 'node:worker_threads';
import type { Ran } from './notebook.ts';
import type { Cell } from './order.ts';
import type { FromStill, StillOrder } from './still-thread.ts';

/** Milliseconds that one cell may take at build. Far more than in a page: the machine of a build may be busy. */
const LIMIT = 30_000;
/** Milliseconds until the first cell must have begun: the thread loads the whole kit. */
const START = 120_000;

/** Node before 22.18 takes types out of a file only when it is told to. */
const EXEC_ARGV = process.features.typescript ? [] : ['--experimental-strip-types'];

/**
 * Runs the cells of a page as `runStill` does, in a thread of its own, so that a loop without an end ends the build with a
 * message instead of holding it. Rejects with an Error that names page, cell and line.
 */
export function stills(
  where: string,
  cells: readonly Cell[],
  limit = LIMIT,
): Promise<ReadonlyMap<string, Ran>> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, Ran>>();
  const worker = new Worker(new URL('./still-thread.ts', import.meta.url), {
    workerData: { where, cells } satisfies StillOrder,
    execArgv: EXEC_ARGV,
  });
  let at = 'none had begun';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (longest: number) => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `${where}: cells do not come to an end: ${at}, stopped after ${longest / 1000} s`,
          ),
        ),
      longest,
    );
  };
  worker.on('message', (message: FromStill) => {
    if (message.kind === 'shown') return resolve(message.shown);
    if (message.kind === 'failed') return reject(new Error(message.message));
    at = `cell ${message.id}`;
    wait(limit);
  });
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error(`${where}: cells wait for what never comes: ${at}`)));
  wait(START);
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}
