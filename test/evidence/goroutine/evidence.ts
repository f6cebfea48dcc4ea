import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump, Reading } from '../../../src/evidence/goroutine/types.ts';

/** Evidence that is in the repository, and so always there. */
export const KEPT = new URL('../../../content/evidence/', import.meta.url);
/** All evidence, where the house has its shared documents beside it. */
export const SHARED = new URL('../../../../shared/evidence/', import.meta.url);
export const hasShared: boolean = existsSync(SHARED);

/** A file of evidence, unpacked unless it is wanted as it is. */
export function bytes(file: string, base: URL = KEPT, unpack = true): Uint8Array {
  const content = readFileSync(new URL(file, base));
  return unpack && file.endsWith('.gz') ? gunzipSync(content) : content;
}

export function json<T>(file: string, base: URL): T {
  return JSON.parse(readFileSync(new URL(file, base), 'utf8')) as T;
}

export function readText(text: string): Reading {
  return read(new TextEncoder().encode(text));
}

/** The only dump of a reading. */
export function only({ dumps }: Reading): Dump {
  const [dump] = dumps;
  if (!dump || dumps.length !== 1) throw new Error(`${dumps.length} dumps, expected one`);
  return dump;
}

/** How often each line of ttrpc's server.go stands in a dump, creation sites too. */
export function serverLines(dump: Dump): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { stack } of dump) {
    for (const place of [...stack.frames, ...(stack.createdBy ? [stack.createdBy] : [])]) {
      if (place.file.endsWith('ttrpc/server.go'))
        counts[place.line] = (counts[place.line] ?? 0) + 1;
    }
  }
  return counts;
}
