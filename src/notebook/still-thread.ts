/** A thread of Node that runs one page's cells for the build, and says which one it is at. */
import { parentPort, workerData } from 'node:worker_threads';
import { fromDisk } from './disk.ts';
import type { Ran } from './notebook.ts';
import type { Cell } from './order.ts';
import { runStill } from './still.ts';

export interface StillOrder {
  readonly where: string;
  readonly cells: readonly Cell[];
}

export type FromStill =
  | { readonly kind: 'began'; readonly id: string }
  | { readonly kind: 'shown'; readonly shown: ReadonlyMap<string, Ran> }
  | { readonly kind: 'failed'; readonly message: string };

const { where, cells } = workerData as StillOrder;
const say = (message: FromStill) => parentPort?.postMessage(message);

try {
  const shown = await runStill(where, cells, fromDisk, (id) => say({ kind: 'began', id }));
  say({ kind: 'shown', shown });
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
