/**
 * Writes test/golden/shell/goldens.json: what a real bash with the real coreutils says to each line of pipelines.json.
 * Run by hand on Debian, from the project's root: `npx node test/shell/make-goldens.ts`. Tests never write it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOut } from './home.ts';

export interface Golden {
  readonly place: string;
  readonly line: string;
  readonly stdout: string;
  readonly code: number;
}

if (import.meta.main) await make();

async function make(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goldens-'));
  try {
    await layOut(folder);
    const pipelines: Pick<Golden, 'place' | 'line'>[] = JSON.parse(
      await readFile('test/golden/shell/pipelines.json', 'utf8'),
    );
    const goldens = pipelines.map(({ place, line }): Golden => {
      const { stdout, status } = spawnSync('bash', ['--norc', '--noprofile', '-c', line], {
        cwd: path.join(folder, place),
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: folder },
        encoding: 'latin1',
      });
      return { place, line, stdout, code: status ?? -1 };
    });
    await writeFile('test/golden/shell/goldens.json', `${JSON.stringify(goldens, null, 2)}\n`);
    const versions = ['bash', 'sort', 'grep', 'sed', 'diff'].map(
      (name) => execFileSync(name, ['--version'], { encoding: 'utf8' }).split('\n')[0],
    );
    const awk = spawnSync('awk', ['-W', 'version'], { encoding: 'utf8' });
    console.log(
      `${goldens.length} lines\n${versions.join('\n')}\n${(awk.stdout + awk.stderr).split('\n')[0]}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
