import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { ReadBytes } from './kit.ts';

const EVIDENCE = new URL('../../content/evidence/', import.meta.url);

/** Evidence as a page reads it, unpacked, but from this checkout's files: for the build and for programs of Node. */
export const fromDisk: ReadBytes = async (path) => {
  const file = new URL(path, EVIDENCE);
  if (!file.href.startsWith(EVIDENCE.href)) throw new Error(`${path}: not under content/evidence`);
  const packed = await readFile(file);
  return new Uint8Array(packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed);
};
