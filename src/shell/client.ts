import { proxy, type Remote, wrap } from 'comlink';
import type { Engine, Finished, Saved, Unfinished } from './engine.ts';
import type { ReadEvidence } from './files.ts';
import type { Written } from './node-files.ts';
import type { Stopped } from './session.ts';
import type { ShellWorker } from './worker.ts';

export interface ShellOptions {
  /** Starts the built worker; how depends on the page (a sandboxed frame needs a blob). */
  readonly open: () => Promise<Worker>;
  readonly read: ReadEvidence;
  readonly cwd: string;
  /** Hears of each evidence file when a command first reads it. */
  readonly fetched?: (path: string) => void;
}

/** The shell as a page uses it. One line runs at a time. */
export interface Shell {
  run(line: string): Promise<Finished | Unfinished | Stopped>;
  complete(line: string, cursor: number): ReturnType<Engine['complete']>;
  /** Ctrl-C: ends the thread; the line gives `stopped`, and the next one runs where the last whole one ended. */
  stop(): void;
  close(): void;
}

/** Opens the shell; rejects when the worker cannot be started or breaks while it starts. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  let saved: Saved | undefined;
  const written = new Map<string, Written>();
  let current = begin();
  let interrupt: (() => void) | null = null;

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
      const ended = current;
      void ended.then(({ worker }) => worker.terminate());
      interrupt();
      if (saved) saved = { ...saved, code: 130 };
      current = ended.then(begin);
    },
    close() {
      void current.then(({ worker }) => worker.terminate());
    },
  };
}
