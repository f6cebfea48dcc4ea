import { readFileSync } from 'node:fs';
import { Bash, type CommandName, type CustomCommand, InMemoryFs } from 'just-bash/browser';
import { BASE_HEAP, PRACTICE_FILES } from '../../../src/shell/practice/files.ts';

const ROOT = new URL('../../../', import.meta.url);

/** What a line printed. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const SOME: readonly CommandName[] = ['cat', 'echo', 'grep', 'head', 'ls', 'true', 'sleep'];

/** A shell with some commands over the practice node's files and, at /repo, the named files of this repository; `made` by absolute path. */
export async function shellOf(
  commands: readonly CustomCommand[],
  files: readonly string[] = [],
  made: Readonly<Record<string, Uint8Array>> = {},
): Promise<(line: string, signal?: AbortSignal) => Promise<Ran>> {
  const fs = new InMemoryFs();
  for (const file of PRACTICE_FILES) if ('text' in file) await write(fs, file.at, file.text);
  const evidence = 'content/evidence/containerd-1.4.11/idle/containerd.heap.pb.gz';
  await write(fs, BASE_HEAP, readFileSync(new URL(evidence, ROOT)));
  for (const path of new Set(files)) {
    await write(fs, `/repo/${path}`, readFileSync(new URL(path, ROOT)));
  }
  for (const [at, bytes] of Object.entries(made)) await write(fs, at, bytes);
  await fs.mkdir('/root', { recursive: true });
  return async (line, signal) => {
    const bash = new Bash({
      fs,
      cwd: files.length > 0 ? '/repo' : '/root',
      env: { HOME: '/root' },
      commands: [...SOME],
      customCommands: [...commands],
      defenseInDepth: false,
    });
    const { stdout, stderr, exitCode } = await bash.exec(line, signal ? { signal } : {});
    return { stdout, stderr, exitCode };
  };
}

async function write(fs: InMemoryFs, at: string, content: string | Uint8Array): Promise<void> {
  await fs.mkdir(at.slice(0, at.lastIndexOf('/')), { recursive: true });
  await fs.writeFile(at, content);
}
