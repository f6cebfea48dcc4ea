/** A page with cells as the tests of the browser need it: `window.cells` runs texts and says what came of them. */
import { openClient } from '../../src/notebook/client.ts';
import type { Ran } from '../../src/notebook/notebook.ts';
import { openThread } from '../../src/notebook/open.ts';

const shown = new Map<string, Ran>();
let start = 0;
let stoppedAfter = 0;

const client = openClient({
  open: () => openThread({ frame: 'cells.html', worker: 'worker.js' }),
  read: async (path) => new TextEncoder().encode(`evidence ${path}`),
  began: () => {},
  ended(ran) {
    shown.set(ran.id, ran);
    if (ran.problem?.id === 'stopped') stoppedAfter ||= performance.now() - start;
  },
});

const cells = {
  async run(texts: Readonly<Record<string, string>>): Promise<Readonly<Record<string, Ran>>> {
    shown.clear();
    start = performance.now();
    stoppedAfter = 0;
    await client.run(Object.entries(texts).map(([id, text]) => ({ id, text })));
    return Object.fromEntries(shown);
  },
  /** Milliseconds from the last run's start until a cell was told to be stopped; 0: none was. */
  stoppedAfter: () => stoppedAfter,
};

export type Cells = typeof cells;

Object.assign(globalThis, { cells });
