/** Whether the practice node knows a program: its own shell is asked, so that no list has to be kept. */
import { createEngine } from '../../shell/engine.ts';
import { firstNode } from '../../shell/practice/first.ts';
import { evidenceFromDisk } from '../evidence.ts';

/** Those of the programs that the practice node would run: `kubectl`, `./exec.sh`. */
export async function knownOnNode(programs: readonly string[]): Promise<ReadonlySet<string>> {
  const engine = createEngine({ read: evidenceFromDisk, node: firstNode() });
  const known = new Set<string>();
  for (const program of new Set(programs)) {
    const ran = await engine.run(`command -v ${program}`);
    if (ran.kind === 'finished' && ran.code === 0) known.add(program);
  }
  return known;
}
