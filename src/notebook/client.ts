import { follow } from './follow.ts';
import { readMessage } from './message.ts';
import type { Order, Ran } from './notebook.ts';
import type { Cell } from './order.ts';
import { problem } from './problem.ts';

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
  close(): void;
}

const LIMIT = 2500;
/** Milliseconds until a thread must have said that it is ready. */
const START = 20_000;

export function openClient(options: ClientOptions): Client {
  const { limit = LIMIT } = options;
  const stopped = new Map<string, { readonly text: string; readonly seconds: string }>();
  let thread: Thread | null = null;
  let queue: Promise<void> = Promise.resolve();

  async function run(cells: readonly Cell[], again: readonly string[]): Promise<void> {
    for (const { id, text } of cells) {
      if (again.includes(id) || stopped.get(id)?.text !== text) stopped.delete(id);
    }
    let unknown = 0;
    for (;;) {
      thread ??= await started(options.open);
      const seconds = String(limit / 1000);
      const order: Order = { cells, again, stopped: Object.fromEntries(secondsOf(stopped)) };
      const stuck = await follow(thread.port, order, options, limit);
      if (stuck === null) return;
      // The new thread remembers nothing: the other cells run again.
      thread.end();
      thread = null;
      const culprit = cells.filter(({ id }) => id === stuck && !stopped.has(id));
      // Something of a cell goes on after its end, and nobody knows of which: once more, then none runs.
      if (culprit.length === 0 && unknown++ === 0) continue;
      for (const { id, text } of culprit.length > 0 ? culprit : cells) {
        stopped.set(id, { text, seconds });
        options.ended({ id, outputs: [], problem: problem('stopped', { seconds }) });
      }
    }
  }

  return {
    run(cells, again = []) {
      const ran = queue.then(() => run(cells, again));
      queue = ran.catch(() => undefined);
      return ran;
    },
    close() {
      thread?.end();
      thread = null;
    },
  };
}

function secondsOf(
  stopped: ReadonlyMap<string, { readonly seconds: string }>,
): readonly (readonly [string, string])[] {
  return [...stopped].map(([id, { seconds }]) => [id, seconds]);
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
