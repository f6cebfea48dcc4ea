import { proxy, type Remote, wrap } from 'comlink';
import type { Engine, Finished, Saved, Stopped, Unfinished } from './engine.ts';
import type { ReadEvidence } from './files.ts';
import type { Written } from './node-files.ts';
import type { Heard, Injected } from './practice/drill/inject.ts';
import { type SavedNode, writeNode } from './practice/file.ts';
import type { NodeView, Start } from './practice/state.ts';
import type { ShellWorker } from './worker.ts';

export interface ShellOptions {
  /** Starts the built worker; how depends on the page (a sandboxed frame needs a blob). */
  readonly open: () => Promise<Worker>;
  readonly read: ReadEvidence;
  readonly cwd: string;
  /** Hears of each evidence file when a command first reads it. */
  readonly fetched?: (path: string) => void;
  /** On the practice node: at a start, or from what was saved. */
  readonly node?: Start | SavedNode;
}

/** The shell as a page uses it. One line runs at a time. */
export interface Shell {
  run(line: string): Promise<Finished | Unfinished | Stopped>;
  complete(line: string, cursor: number): ReturnType<Engine['complete']>;
  /**
   * Ctrl-C: the line gives `stopped`. On the practice node it is told to end, and the background goes on; a line that does
   * not hear, and any line elsewhere, ends with its thread: the next one runs where the last whole one ended.
   */
  stop(): void;
  close(): void;
  /** On the practice node: time passes, also while a line waits. */
  later(seconds: number): Promise<NodeView>;
  /** A drill begins on the practice node, or an event of it happens (Engine.inject), also while a line waits. */
  inject(what: Injected): Promise<{ readonly heard: Heard; readonly view: NodeView }>;
  /** What a page shows of the practice node. */
  view(): Promise<NodeView>;
  /** The practice node and this shell as the text of a file. */
  save(): Promise<string>;
}

/** A line that waits hears of Ctrl-C in less than this, ms; one that only reckons does not hear at all. */
const HEARD = 600;

/** Opens the shell; rejects when the worker cannot be started or breaks while it starts. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  let saved: Saved | undefined = typeof options.node === 'object' ? options.node : undefined;
  const onNode = options.node !== undefined;
  const start = typeof options.node === 'object' ? 'new' : options.node;
  const written = new Map<string, Written>(saved?.written.map((file) => [file.path, file]));
  let current = begin();
  let interrupt: (() => void) | null = null;
  let replaced = Promise.withResolvers<void>();

  async function begin(): Promise<{
    worker: Worker;
    remote: Remote<ShellWorker>;
    broken: Promise<never>;
  }> {
    const worker = await options.open();
    const remote = wrap<ShellWorker>(worker);
    const broken = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) =>
        reject(new Error(event.message || 'the worker stopped')),
      );
    });
    broken.catch(() => undefined);
    const from = {
      cwd: saved?.cwd ?? options.cwd,
      ...(start && { practice: start }),
      ...(saved && { saved: { ...saved, written: [...written.values()] } }),
    };
    const ready = remote.begin(
      proxy(options.read),
      proxy(options.fetched ?? (() => undefined)),
      from,
    );
    await Promise.race([ready, broken]);
    return { worker, remote, broken };
  }

  const keep = (next: Saved) => {
    saved = next;
    for (const file of next.written) written.set(file.path, file);
  };

  await current;
  return {
    async run(line) {
      const { remote, broken } = await current;
      const stopped = new Promise<Stopped>((resolve) => {
        interrupt = () => resolve({ kind: 'stopped' });
      });
      const ran = remote.run(line).then((result) => {
        keep(result.saved);
        return result.ran;
      });
      try {
        return await Promise.race([ran, stopped, broken]);
      } finally {
        interrupt = null;
      }
    },
    async complete(line, cursor) {
      return (await current).remote.complete(line, cursor);
    },
    stop() {
      if (interrupt === null) return;
      if (!onNode) return end();
      const unheard = interrupt;
      void current.then(({ remote }) => remote.stop());
      setTimeout(() => interrupt === unheard && end(), HEARD);
    },
    close() {
      void current.then(({ worker }) => worker.terminate());
    },
    async later(seconds) {
      await kept((remote) => remote.later(seconds));
      return seen((await current).remote);
    },
    async inject(what) {
      const heard = await kept((remote) => remote.inject(what));
      return { heard, view: await seen((await current).remote) };
    },
    async view() {
      return seen((await current).remote);
    },
    async save() {
      keep(await (await current).remote.save());
      const node = saved?.node;
      if (!saved || !node) throw new Error('not on the practice node');
      return writeNode({ ...saved, node, written: [...written.values()] });
    },
  };

  /**
   * Does something on the node and keeps the moment after it. A thread that is ended answers no more: null, and its
   * successor begins where the last kept moment was.
   */
  async function kept<T>(act: (remote: Remote<ShellWorker>) => Promise<T>): Promise<T | null> {
    const { remote } = await current;
    const done = act(remote).then(async (value) => {
      keep(await remote.save());
      return value;
    });
    return Promise.race([done, replaced.promise.then(() => null)]);
  }

  /** Ends the thread of the line that runs, and begins another from what was saved. */
  function end(): void {
    if (interrupt === null) return;
    const ended = current;
    void ended.then(({ worker }) => worker.terminate());
    interrupt();
    if (saved) saved = { ...saved, code: 130 };
    current = ended.then(begin);
    replaced.resolve();
    replaced = Promise.withResolvers();
  }
}

async function seen(remote: Remote<ShellWorker>): Promise<NodeView> {
  const view = await remote.view();
  if (!view) throw new Error('not on the practice node');
  return view;
}
