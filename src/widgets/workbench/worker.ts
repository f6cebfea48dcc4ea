import { expose } from 'comlink';
import { Bench } from './bench.ts';

const bench = new Bench();

/** The bench behind messages: readings stay here, and their questions are passed on by name. */
const worker = {
  add: (name: string, file: Blob, progress: (done: number) => void) =>
    bench.add(name, file, progress),
  remove: (id: number) => bench.remove(id),
  findings: () => bench.findings(),
  dump: (id: number, method: keyof ReturnType<Bench['dump']>, args: readonly unknown[]) =>
    call(bench.dump(id), method, args),
  profile: (id: number, method: keyof ReturnType<Bench['profile']>, args: readonly unknown[]) =>
    call(bench.profile(id), method, args),
};

function call<Reading>(reading: Reading, method: keyof Reading, args: readonly unknown[]): unknown {
  const found = reading[method];
  if (typeof found !== 'function') throw new Error(`a reading has no ${String(method)}`);
  return found.apply(reading, args);
}

export type BenchWorker = typeof worker;

expose(worker);
