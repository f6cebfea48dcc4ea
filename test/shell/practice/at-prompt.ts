import { Bash } from 'just-bash/browser';
import { type SystemJobs, systemCommands } from '../../../src/shell/practice/commands/system.ts';
import type { World } from '../../../src/shell/practice/world.ts';

const NONE: SystemJobs = { running: [], kill: () => false };

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** The system's commands over a node, as at a prompt, without the rest of the shell. */
export function atPrompt(world: World, jobs: SystemJobs = NONE): (line: string) => Promise<Said> {
  const bash = new Bash({ customCommands: systemCommands(world, jobs), defenseInDepth: false });
  return (line) => bash.exec(line);
}

/** What a line says, without its errors; fails where it has any. */
export async function linesOf(
  prompt: ReturnType<typeof atPrompt>,
  line: string,
): Promise<string[]> {
  const { stdout, stderr } = await prompt(line);
  if (stderr !== '') throw new Error(`${line}: ${stderr}`);
  return stdout.split('\n').slice(0, -1);
}
