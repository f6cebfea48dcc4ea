import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Profile } from '../../../src/evidence/pprof/profile.ts';
import { readPlain } from '../../../src/evidence/pprof/read.ts';

const ROOT = new URL('../../../', import.meta.url);

/** Captures of others and large ones, which are read where they are and not copied. */
export const SHARED = new URL('../shared/evidence/', ROOT);
export const sharedIsHere = existsSync(SHARED);

/** Bytes of a file of this repository. */
export function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, ROOT)));
}

/** Bytes of a file, unpacked if it is gzip. */
export function plainBytesOf(path: string | URL): Uint8Array<ArrayBuffer> {
  const bytes = readFileSync(new URL(path, ROOT));
  return new Uint8Array(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
}

/** A profile that must read whole. */
export function profileOf(path: string | URL): Profile {
  return wholeProfile(plainBytesOf(path));
}

/** The profile of bytes that must read whole. */
export function wholeProfile(bytes: Uint8Array): Profile {
  const reading = readPlain(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  if (reading.leftovers.length > 0) throw new Error(reading.leftovers[0]?.text);
  return reading.value;
}

/** A golden file: what `go tool pprof` printed (test/golden/pprof/README.md). */
export function golden(name: string): string {
  return readFileSync(new URL(`test/golden/pprof/${name}.txt`, ROOT), 'utf8');
}
