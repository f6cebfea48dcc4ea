import './buffer.ts';
import { expose } from 'comlink';
import {
  createEngine,
  type Engine,
  type Finished,
  type Saved,
  type Stopped,
  type Unfinished,
} from './engine.ts';
import type { ReadEvidence } from './files.ts';
import type { Heard, Injected } from './practice/drill/inject.ts';
import { nodeAt } from './practice/start.ts';
import type { NodeView, Start } from './practice/state.ts';

let engine: Engine | undefined;

function begun(): Engine {
  if (!engine) throw new Error('begin() comes first');
  return engine;
}

export interface From {
  readonly cwd: string;
  readonly saved?: Saved;
  /** On the practice node, at that start where nothing is saved. */
  readonly practice?: Start;
}

const worker = {
  /** Starts the engine. Evidence is read by the page, which knows how: here is no network at all. */
  begin(read: ReadEvidence, fetched: (path: string) => void, from: From): void {
    const { practice, ...rest } = from;
    engine = createEngine({
      ...rest,
      ...(practice && { node: nodeAt(practice) }),
      read: (path) => read(path),
      fetched: (path) => fetched(path),
    });
  },

  /** Runs a line, and gives what a new worker would need to go on from here. */
  async run(
    line: string,
  ): Promise<{ readonly ran: Finished | Unfinished | Stopped; readonly saved: Saved }> {
    const ran = await begun().run(line);
    return { ran, saved: await begun().save() };
  },

  stop(): void {
    begun().stop();
  },

  later(seconds: number): Promise<void> {
    return begun().later(seconds);
  },

  inject(what: Injected): Promise<Heard> {
    return begun().inject(what);
  },

  view(): NodeView | null {
    return begun().view();
  },

  save(): Promise<Saved> {
    return begun().save();
  },

  complete(line: string, cursor: number): ReturnType<Engine['complete']> {
    return begun().complete(line, cursor);
  },
};

export type ShellWorker = typeof worker;

expose(worker);
