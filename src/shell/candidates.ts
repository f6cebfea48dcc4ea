import type { InMemoryFs } from 'just-bash/browser';
import { wordAt } from './completion.ts';

/** Words the shell itself knows, besides the commands in its folders. */
const BUILTINS = [
  'alias',
  'cd',
  'echo',
  'exit',
  'export',
  'for',
  'if',
  'read',
  'set',
  'unset',
  'while',
] as const;

export interface Surroundings {
  readonly files: InMemoryFs;
  readonly cwd: string;
  readonly home: string;
  readonly functions: readonly string[];
}

/** Words that could replace the one at the cursor: commands where a command stands, else files and folders. */
export async function candidates(
  line: string,
  cursor: number,
  { files, cwd, home, functions }: Surroundings,
): Promise<{ readonly start: number; readonly words: string[] }> {
  const { start, word, isCommand } = wordAt(line, cursor);
  if (isCommand && !word.includes('/')) {
    const names = new Set([...BUILTINS, ...functions, ...(await files.readdir('/usr/bin'))]);
    // What begins with two underlines is called by changed scripts, not by people (practice/background.ts).
    const fitting = [...names].filter((name) => name.startsWith(word) && !name.startsWith('__'));
    return { start, words: fitting.sort() };
  }
  const slash = word.lastIndexOf('/') + 1;
  const [folder, begun] = [word.slice(0, slash), word.slice(slash)];
  const at = files.resolvePath(cwd, folder.replace(/^~(?=\/)/, home) || '.');
  const entries = await files.readdirWithFileTypes(at).catch(() => []);
  return {
    start,
    words: entries
      .filter(({ name }) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')))
      .map(({ name, isDirectory }) => `${folder}${name}${isDirectory ? '/' : ''}`)
      .sort(),
  };
}
