import type { Shell } from '../../../src/shell/client.ts';
import { createEngine, type Stopped } from '../../../src/shell/engine.ts';
import type { Written } from '../../../src/shell/node-files.ts';
import { type SavedNode, writeNode } from '../../../src/shell/practice/file.ts';
import { nodeAt } from '../../../src/shell/practice/start.ts';
import type { NodeView, Start } from '../../../src/shell/practice/state.ts';
import { fromDisk } from '../../shell/home.ts';

/** A shell on this thread: the real engine, and a line `hang` that only Ctrl-C ends. `ran` are the lines it was given. */
export function shellHere(
  cwd = '/root/post',
  node?: Start | SavedNode,
): Shell & { readonly ran: string[] } {
  const engine = createEngine({
    read: fromDisk,
    cwd,
    deadline: 20_000,
    ...(node !== undefined && { node: nodeAt(typeof node === 'object' ? 'new' : node) }),
    ...(typeof node === 'object' && { saved: node }),
  });
  const ran: string[] = [];
  const written = new Map<string, Written>();
  let leave: (() => void) | null = null;
  const view = (): NodeView => {
    const seen = engine.view();
    if (!seen) throw new Error('not on the practice node');
    return seen;
  };
  return {
    ran,
    run: (line) => {
      ran.push(line);
      if (line !== 'hang') return engine.run(line);
      return new Promise<Stopped>((resolve) => {
        leave = () => resolve({ kind: 'stopped' });
      });
    },
    complete: (line, cursor) => engine.complete(line, cursor),
    stop: () => (leave ? leave() : engine.stop()),
    close: () => undefined,
    later: async (seconds) => {
      await engine.later(seconds);
      return view();
    },
    inject: async (what) => ({ heard: await engine.inject(what), view: view() }),
    view: async () => view(),
    save: async () => {
      const saved = await engine.save();
      for (const file of saved.written) written.set(file.path, file);
      if (!saved.node) throw new Error('not on the practice node');
      return writeNode({ ...saved, node: saved.node, written: [...written.values()] });
    },
  };
}
