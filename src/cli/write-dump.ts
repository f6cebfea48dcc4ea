import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { connectionsOf, type End, ends, ofLoad, processAt } from '../model/dump/ends.ts';
import { dumpLog } from '../model/dump/log.ts';
import type { Substituted } from '../model/dump/process.ts';
import { type Fault, faultOf } from './fault.ts';
import { versionsOf } from './pair.ts';
import type { Simulated } from './simulated.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** The goroutines of one process, as its log has them. */
export interface DumpedEnd {
  readonly end: End;
  readonly text: string;
  readonly substituted: readonly Substituted[];
}

/** What the shim, containerd, or both would print on kill -USR1 at the end of a run. */
export function dumpsOf({ pair, load, runs }: Simulated, side: string): readonly DumpedEnd[] {
  const [stuck, idle] = runs;
  const connections = idle ? connectionsOf({ stuck, idle }, load) : [ofLoad(stuck, load)];
  const versions = versionsOf(pair);
  return ends
    .filter((end) => side === 'both' || side === end)
    .map((end) => {
      const version = end === 'shim' ? versions.server : versions.client;
      const dumped = dumpLog(processAt(end, connections, { version }));
      // A run ends where everyone rests or waits, and every such line has a position.
      if (!dumped.ok) throw new Error(`${dumped.problem}: ${dumped.at}`);
      return { end, text: dumped.text, substituted: dumped.substituted };
    });
}

/** Writes dumps into one file, the shim's first, or to the output for `-`. */
export async function writeDumps(
  dumps: readonly DumpedEnd[],
  name: string,
  terminal: Terminal,
  word: Words,
): Promise<Fault | null> {
  const text = dumps.map((one) => one.text).join('');
  if (name === '-') {
    await terminal.write(text);
    return null;
  }
  const path = resolve(terminal.folder, name);
  try {
    await writeFile(path, text);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return faultOf(word('cli.problem.unwritable', { name, code }), path, word('cli.hint.writable'));
  }
}
