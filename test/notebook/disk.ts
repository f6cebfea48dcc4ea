import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { ReadBytes } from '../../src/notebook/kit.ts';

/** Evidence as a page reads it: unpacked. */
export const fromDisk: ReadBytes = async (path) => {
  const bytes = await readFile(`content/evidence/${path}`);
  return new Uint8Array(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
};
