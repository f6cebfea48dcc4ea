import type { FromThread, ToThread } from './message.ts';
import { createNotebook } from './notebook.ts';

/** The part of a port that is used: a page's and Node's have it. */
export type Port = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>;

/** Serves a notebook over a port, in a thread of its own. */
export function serve(port: Port): void {
  // Taken now: a cell may later put its own functions in these places.
  const post: (message: FromThread) => void = port.postMessage.bind(port);
  const wanted = new Map<number, PromiseWithResolvers<Uint8Array>>();
  let asked = 0;
  const notebook = createNotebook({
    read(path) {
      const answer = Promise.withResolvers<Uint8Array>();
      wanted.set(++asked, answer);
      post({ kind: 'want', n: asked, path: String(path) });
      return answer.promise;
    },
    began: (id) => post({ kind: 'began', id }),
    ended: (ran) => post({ kind: 'ended', ran }),
  });
  port.addEventListener('message', ({ data }: MessageEvent<ToThread>) => {
    if (data.kind === 'run') {
      void notebook.run(data.order).then(() => post({ kind: 'finished' }));
      return;
    }
    const answer = wanted.get(data.n);
    wanted.delete(data.n);
    if (data.kind === 'bytes') answer?.resolve(data.bytes);
    else answer?.reject(new Error(data.message));
  });
  port.start();
  post({ kind: 'ready' });
}
