import { createEngine, type Engine } from './engine.ts';
import type { ReadEvidence } from './files.ts';
import { nodeAt } from './practice/start.ts';
import type { NodeView, Start } from './practice/state.ts';
import { type Entry, entryOf } from './session.ts';

/** One line may take this long when a page is built; the longest so far takes a tenth of a second. */
const DEADLINE = 30_000;

export interface Transcript {
  readonly entries: Entry[];
  readonly cwd: string;
}

/** An author's lines on the practice node, from that start, and what is seen of it after them. */
export function transcribe(
  cwd: string,
  lines: readonly string[],
  read: ReadEvidence,
  on: { readonly node: Start },
): Promise<Transcript & { readonly view: NodeView }>;
/** An author's lines over the evidence. */
export function transcribe(
  cwd: string,
  lines: readonly string[],
  read: ReadEvidence,
): Promise<Transcript>;
/**
 * Runs an author's lines one after another, for a page's still. Several lines may make one command (a loop).
 * Throws when the last one is not whole: that is a mistake in the page.
 */
export async function transcribe(
  cwd: string,
  lines: readonly string[],
  read: ReadEvidence,
  on?: { readonly node: Start },
): Promise<Transcript & { readonly view?: NodeView }> {
  const engine = createEngine({
    read,
    cwd,
    deadline: DEADLINE,
    ...(on && { node: nodeAt(on.node) }),
  });
  const transcript = await typed(engine, cwd, lines);
  const view = engine.view();
  return view ? { ...transcript, view } : transcript;
}

async function typed(engine: Engine, cwd: string, lines: readonly string[]): Promise<Transcript> {
  const entries: Entry[] = [];
  let from = cwd;
  let parts: string[] = [];
  for (const line of lines) {
    parts.push(line);
    const whole = parts.join('\n');
    const ran = await engine.run(whole);
    if (ran.kind !== 'finished') continue;
    entries.push(entryOf(from, whole, ran));
    from = ran.cwd;
    parts = [];
  }
  if (parts.length > 0) throw new Error(`not a whole command: ${parts.join('\n')}`);
  return { entries, cwd: from };
}
