import { follow } from './follow.ts';
import { readMessage } from './message.ts';
import type { Order, Ran } from './notebook.ts';
import type { Cell } from './order.ts';
import { type Problem, problem } from './problem.ts';

/** A thread that runs cells: the page's end of its port, and the way to end it, even while it loops. */
export interface Thread {
  readonly port: MessagePort;
  end(): void;
}

export interface ClientOptions {
  /** Starts a thread: `openThread` in a page. */
  readonly open: () => Promise<Thread>;
  /** Reads a file of the evidence. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** Milliseconds a cell may run without a word, reading of files not counted [2500]. */
  readonly limit?: number;
  began(id: string): void;
  ended(ran: Ran): void;
}

/** The cells of a page, as the page uses them. Nothing runs but by `run`, and `run` is for a reader's own hand. */
export interface Client {
  /** Runs what changed, what is asked for and what depends on it. Calls wait for each other. */
  run(cells: readonly Cell[], again?: readonly string[]): Promise<void>;
  /** Ends a cell that runs or waits to run; the others run again in a new thread. */
  stop(id: string): void;
  close(): void;
}

const LIMIT = 2500;
/** Milliseconds until a thread must have said that it is ready. */
const START = 20_000;

export function openClient(options: ClientOptions): Client {
  const { limit = LIMIT, read } = options;
  const stopped = new Map<string, { readonly text: string; readonly why: Problem }>();
  /** Cells that the reader stopped before the run that asks for them had begun. */
  const unwanted = new Set<string>();
  let thread: Thread | null = null;
  let queue: Promise<void> = Promise.resolve();
  let pending = 0;
  let halting = new AbortController();
  /** What the present run was asked for, the cell that it is at, and the one that the reader stopped. */
  let asked: readonly string[] = [];
  let running = '';
  let halted = '';

  const stopOne = ({ id, text, defined = [] }: Cell, why: Problem) => {
    stopped.set(id, { text, why });
    options.ended({ id, outputs: [], problem: why, needs: {}, defines: defined });
  };
  const began = (id: string) => {
    running = id;
    options.began(id);
  };

  async function run(cells: readonly Cell[], again: readonly string[]): Promise<void> {
    asked = again;
    for (const { id, text } of cells) {
      if (again.includes(id) || stopped.get(id)?.text !== text) stopped.delete(id);
    }
    let unknown = 0;
    for (;;) {
      thread ??= await started(options.open);
      for (const cell of cells) {
        const isUnwanted = again.includes(cell.id) && unwanted.delete(cell.id);
        if (isUnwanted || cell.id === halted) stopOne(cell, problem('halted'));
      }
      halting = new AbortController();
      running = '';
      halted = '';
      const order: Order = { cells, again, stopped: Object.fromEntries(whyOf(stopped)) };
      const followed = { read, began, ended: options.ended };
      const stuck = await follow(thread.port, order, followed, limit, halting.signal);
      if (stuck === null) return;
      // The new thread remembers nothing: the other cells run again.
      thread.end();
      thread = null;
      if (halting.signal.aborted) continue;
      const culprit = cells.filter(({ id }) => id === stuck && !stopped.has(id));
      // Something of a cell goes on after its end, and nobody knows of which: once more, then none runs.
      if (culprit.length === 0 && unknown++ === 0) continue;
      const why = problem('stopped', { seconds: String(limit / 1000) });
      for (const cell of culprit.length > 0 ? culprit : cells) stopOne(cell, why);
    }
  }

  return {
    run(cells, again = []) {
      pending++;
      const ran = queue
        .then(() => run(cells, again))
        .finally(() => {
          asked = [];
          running = '';
          halted = '';
          if (--pending === 0) unwanted.clear();
        });
      queue = ran.catch(() => undefined);
      return ran;
    },
    stop(id) {
      if (pending === 0) return;
      if (running === id || asked.includes(id)) {
        halted = id;
        halting.abort();
      } else unwanted.add(id);
    },
    close() {
      thread?.end();
      thread = null;
    },
  };
}

function whyOf(
  stopped: ReadonlyMap<string, { readonly why: Problem }>,
): readonly (readonly [string, Problem])[] {
  return [...stopped].map(([id, { why }]) => [id, why]);
}

/** Opens a thread and waits until it is ready. */
async function started(open: () => Promise<Thread>): Promise<Thread> {
  const thread = await open();
  const { port } = thread;
  const ready = Promise.withResolvers<void>();
  const late = setTimeout(() => ready.reject(new Error('the thread did not start')), START);
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (readMessage(data)?.kind === 'ready') ready.resolve();
  };
  port.addEventListener('message', hear);
  port.start();
  try {
    await ready.promise;
  } catch (error) {
    thread.end();
    throw error;
  } finally {
    clearTimeout(late);
    port.removeEventListener('message', hear);
  }
  return thread;
}
