import { readMessage, readRan, type ToThread } from './message.ts';
import type { Order, Ran } from './notebook.ts';

/** What an order needs of the page, and what the page hears of it. */
export interface Followed {
  readonly read: (path: string) => Promise<Uint8Array>;
  began(id: string): void;
  ended(ran: Ran): void;
}

/** Milliseconds in which a file of the evidence must have come. */
const FETCH = 30_000;
/** A thread that says more than this in one order only wants to keep the page busy. */
const MOST_MESSAGES = 2_000;
const MOST_FILES = 200;

/**
 * Sends an order to a thread and follows it to its end: null. Or the id of the cell that ran last, when the thread gave no
 * sign for `limit` milliseconds (a file on its way gives it more time), or far too many, or when `halt` is aborted; '' when
 * no cell had begun.
 *
 * What a thread may say is bounded, since a cell can get at its port: each cell begins once and ends once.
 */
export function follow(
  port: MessagePort,
  order: Order,
  { read, began, ended }: Followed,
  limit: number,
  halt: AbortSignal,
): Promise<string | null> {
  const end = Promise.withResolvers<string | null>();
  const waiting = new Set(order.cells.map(({ id }) => id));
  let last = '';
  let running = false;
  let messages = 0;
  let files = 0;
  let fetching = 0;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wait = () => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => end.resolve(last), fetching > 0 ? FETCH : limit);
  };
  const send = (message: ToThread) => port.postMessage(message);
  const fetched = (message: ToThread) => {
    if (over) return;
    fetching--;
    send(message);
    wait();
  };
  const fetch = (n: number, path: string) => {
    if (++files > MOST_FILES) return end.resolve(last);
    fetching++;
    wait();
    read(path).then(
      (bytes) => fetched({ kind: 'bytes', n, bytes }),
      (error: unknown) => fetched({ kind: 'no-bytes', n, message: String(error) }),
    );
  };
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (over) return;
    if (++messages > MOST_MESSAGES) return end.resolve(last);
    const message = readMessage(data);
    if (message?.kind === 'finished') end.resolve(null);
    else if (message?.kind === 'want') fetch(message.n, message.path);
    else if (message?.kind === 'began' && waiting.delete(message.id)) {
      last = message.id;
      running = true;
      began(last);
      wait();
    } else if (message?.kind === 'ended' && running && message.id === last) {
      running = false;
      const ran = readRan(message.ran);
      if (ran) ended(ran);
      wait();
    }
  };
  const stop = () => end.resolve(last);
  halt.addEventListener('abort', stop);
  port.addEventListener('message', hear);
  send({ kind: 'run', order });
  wait();
  end.promise.then(() => {
    over = true;
  });
  return end.promise.finally(() => {
    clearTimeout(timer);
    halt.removeEventListener('abort', stop);
    port.removeEventListener('message', hear);
  });
}
