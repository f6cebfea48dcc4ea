import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bytesOf, FILES, HOME, type ReadEvidence } from '../../src/shell/files.ts';
import { unpack } from '../../src/widgets/evidence-port.ts';

/** Evidence from the project's own folder, unpacked. */
export const fromDisk: ReadEvidence = async (file) =>
  unpack(new Uint8Array(await readFile(path.join('content/evidence', file))));

/** Lays the shell's first files out under a real folder, for a real bash to work on. */
export async function layOut(folder: string): Promise<void> {
  for (const file of FILES) {
    const at = path.join(folder, path.relative(HOME, file.at));
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, await bytesOf(file, fromDisk));
  }
}
