import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EvidencePort } from '../widgets/contract.ts';
import { unpack } from '../widgets/evidence-port.ts';

/** Where the captured files stand, from the project's root. */
export const EVIDENCE_ROOT = path.resolve('content/evidence');

/** The same port as in the page, over the file system: stills are made at build from the same bytes. */
export const evidenceFromDisk: EvidencePort = async (file) => {
  const full = path.resolve(EVIDENCE_ROOT, file);
  if (!full.startsWith(EVIDENCE_ROOT + path.sep))
    throw new Error(`${file}: not under content/evidence`);
  return unpack(new Uint8Array(await readFile(full)));
};

/** Every file of `content/evidence`, as paths under it with forward slashes, sorted. */
export async function evidenceFiles(): Promise<readonly string[]> {
  const found = await readdir(EVIDENCE_ROOT, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(EVIDENCE_ROOT, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}
