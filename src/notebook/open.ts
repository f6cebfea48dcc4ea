import type { Thread } from './client.ts';

/** Milliseconds until the frame must have said that it is there. */
const START = 20_000;

/**
 * Starts a thread for cells in a frame of its own (`frame.ts` says why). `frame`: address of the built frame; `worker`: of
 * the built worker (`import('./worker.ts?worker&url')`). Rejects when either does not come.
 */
export async function openThread({
  frame,
  worker,
}: {
  readonly frame: string;
  readonly worker: string;
}): Promise<Thread> {
  const address = new URL(worker, location.href);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: HTTP ${response.status}`);
  const text = await response.text();
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.hidden = true;
  element.title = 'cells';
  element.src = new URL(frame, location.href).href;
  try {
    await ready(element);
  } catch (error) {
    element.remove();
    throw error;
  }
  const { port1, port2 } = new MessageChannel();
  element.contentWindow?.postMessage(text, '*', [port2]);
  return {
    port: port1,
    end() {
      port1.close();
      // The browser ends the workers of a document that is gone, also one that loops.
      element.remove();
    },
  };
}

function ready(element: HTMLIFrameElement): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error('the frame of the cells did not start')), START);
  const hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source === element.contentWindow && data === 'ready') resolve();
  };
  addEventListener('message', hear);
  document.body.append(element);
  return promise.finally(() => {
    clearTimeout(late);
    removeEventListener('message', hear);
  });
}
