import './buffer.ts';
import { expose } from 'comlink';
import { createEngine, type Engine, type Finished, type Saved, type Unfinished } from './engine.ts';
import type { ReadEvidence } from './files.ts';

let engine: Engine | undefined;

function begun(): Engine {
  if (!engine) throw new Error('begin() comes first');
  return engine;
}

const worker = {
  /** Starts the engine. Evidence is read by the page, which knows how: here is no network at all. */
  begin(
    read: ReadEvidence,
    fetched: (path: string) => void,
    from: { readonly cwd: string; readonly saved?: Saved },
  ): void {
    engine = createEngine({
      ...from,
      read: (path) => read(path),
      fetched: (path) => fetched(path),
    });
  },

  /** Runs a line, and gives what a new worker would need to go on from here. */
  async run(line: string): Promise<{ readonly ran: Finished | Unfinished; readonly saved: Saved }> {
    const ran = await begun().run(line);
    return { ran, saved: await begun().save() };
  },

  complete(line: string, cursor: number): ReturnType<Engine['complete']> {
    return begun().complete(line, cursor);
  },
};

export type ShellWorker = typeof worker;

expose(worker);
