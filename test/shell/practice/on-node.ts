import { createEngine, type Engine } from '../../../src/shell/engine.ts';
import { firstNode } from '../../../src/shell/practice/first.ts';
import type { NodeState } from '../../../src/shell/practice/state.ts';
import { fromDisk } from '../home.ts';

/** A shell on the practice node. */
export function onNode(node: NodeState = firstNode()): Engine {
  return createEngine({ read: fromDisk, node, deadline: 60_000 });
}

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs lines one after another and gives what the last one said. Throws where one is not whole or was stopped. */
export async function say(engine: Engine, ...lines: readonly string[]): Promise<Said> {
  let said: Said = { stdout: '', stderr: '', code: 0 };
  for (const line of lines) {
    const ran = await engine.run(line);
    if (ran.kind !== 'finished') throw new Error(`${line}: ${ran.kind}`);
    said = ran;
  }
  return said;
}

/** Begins a line and presses Ctrl-C once it waits; `finished` if it came to its end before. */
export async function interrupted(engine: Engine, line: string, wait = 250): Promise<string> {
  const timer = setTimeout(() => engine.stop(), wait);
  const { kind } = await engine.run(line);
  clearTimeout(timer);
  return kind;
}

/** The node as it is now. */
export async function stateOf(engine: Engine): Promise<NodeState> {
  const { node } = await engine.save();
  if (!node) throw new Error('not on the practice node');
  return node;
}

/** Makes the connection of the post's pod hang, with the script. */
export async function hang(engine: Engine): Promise<Engine> {
  await say(engine, './exec.sh 200');
  if (!engine.view()?.reached.includes('storm')) throw new Error('the storm did not hang');
  return engine;
}
