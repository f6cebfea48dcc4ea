import { proxy } from 'comlink';
import { startWorker } from '../files/in-worker.ts';
import type { Reading as DumpReading } from '../goroutine-dump/overview.ts';
import type { Reading as ProfileReading } from '../profile/answer.ts';
import { Bench } from './bench.ts';
import type { PlacedFinding, Sheet } from './sheet.ts';
import type { BenchWorker } from './worker.ts';

/** The bench as the picture uses it, wherever it runs. */
export interface BenchPort {
  add(name: string, file: Blob, progress: (done: number) => void): Promise<Sheet>;
  remove(id: number): Promise<void>;
  findings(): Promise<readonly PlacedFinding[]>;
  dump(id: number): DumpReading;
  profile(id: number): ProfileReading;
  /** Ends it, and with it everything that it holds or is reading. */
  close(): void;
}

/** On this thread: at build, where there is no worker. */
export function benchHere(): BenchPort {
  const bench = new Bench();
  return {
    add: (name, file, progress) => bench.add(name, file, progress),
    remove: async (id) => bench.remove(id),
    findings: async () => bench.findings(),
    dump: (id) => bench.dump(id),
    profile: (id) => bench.profile(id),
    close: () => {},
  };
}

/** In a worker, so that neither reading nor the rules are felt in the page. */
export async function benchInWorker(): Promise<BenchPort> {
  const { default: url } = await import('./worker.ts?worker&url');
  const { remote, orFail, close } = await startWorker<BenchWorker>(url);
  return {
    add: (name, file, progress) => orFail(remote.add(name, file, proxy(progress))),
    remove: (id) => orFail(remote.remove(id)),
    findings: () => orFail(remote.findings()),
    dump: (id) => reading<DumpReading>((method, args) => remote.dump(id, method, args)),
    profile: (id) => reading<ProfileReading>((method, args) => remote.profile(id, method, args)),
    close,
  };
}

/** A reading whose every question is passed on by name; it is closed with its bench. */
function reading<Reading extends { close(): void }>(
  call: (method: never, args: readonly unknown[]) => Promise<unknown>,
): Reading {
  return new Proxy({} as Reading, {
    get: (_target, method) =>
      method === 'close' ? () => {} : (...args: unknown[]) => call(method as never, args),
  });
}
