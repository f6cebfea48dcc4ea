import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { read } from '../../../src/evidence/goroutine/read.ts';
import type { Dump, LineCount } from '../../../src/evidence/goroutine/types.ts';
import { connections, type Wiring } from '../../../src/evidence/ttrpc/connections.ts';

const KEPT = new URL('../../../content/evidence/', import.meta.url);
export const SHARED = new URL('../../../../shared/', import.meta.url);
export const hasShared = existsSync(SHARED);

function bytesOf(url: URL): Uint8Array {
  const bytes = readFileSync(url);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function dumpOf(url: URL): Dump {
  const [dump] = read(bytesOf(url)).dumps;
  if (!dump) throw new Error(`${url.pathname}: no dump in it`);
  return dump;
}

/** A dump of content/evidence. */
export function dump(path: string): Dump {
  return dumpOf(new URL(path, KEPT));
}

/** The same dump as a version that is not in the book would print it: every line of ttrpc further down. */
export function shifted(path: string): Dump {
  const text = new TextDecoder().decode(bytesOf(new URL(path, KEPT)));
  const moved = text.replace(
    /(ttrpc\/\w+\.go):(\d+)/g,
    (_, file, line) => `${file}:${Number(line) + 5000}`,
  );
  const [dump] = read(new TextEncoder().encode(moved)).dumps;
  if (!dump) throw new Error(`${path}: no dump in it`);
  return dump;
}

/** The connections of a dump of content/evidence. */
export function wiring(path: string): Wiring {
  return connections(dump(path));
}

/** A dump of the shared evidence. */
export function sharedDump(path: string): Dump {
  return dumpOf(new URL(`evidence/${path}`, SHARED));
}

export function sharedJson(path: string): unknown {
  return JSON.parse(new TextDecoder().decode(bytesOf(new URL(path, SHARED))));
}

/** Rows of a `sort | uniq -c` table. */
export function rows(text: string): readonly LineCount[] {
  return rowsOf(new TextEncoder().encode(text));
}

export function table(path: string): readonly LineCount[] {
  return rowsOf(bytesOf(new URL(path, KEPT)));
}

export function sharedTable(path: string): readonly LineCount[] {
  return rowsOf(bytesOf(new URL(`evidence/${path}`, SHARED)));
}

function rowsOf(bytes: Uint8Array): readonly LineCount[] {
  return read(bytes).tables.flatMap((one) => one.rows);
}
