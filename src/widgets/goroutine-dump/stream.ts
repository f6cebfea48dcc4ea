import { createReader } from '../../evidence/goroutine/read.ts';
import type { Reading } from '../../evidence/goroutine/types.ts';
import { piecesOf } from '../files/pieces.ts';

/**
 * Above this size, in bytes, the argument words of ttrpc's functions are not kept: this widget does not show them,
 * and of a million goroutines they are 32 MiB. Only the saved text then lacks them.
 */
const WITHOUT_ARGS = 512 * 1024 * 1024;

/**
 * Reads a file piece by piece, unpacking gzip, so that no more than a piece of it is in memory. `progress` gets 0
 * to 1 about once a piece; null when `wanted` says no more.
 */
export async function readFile(
  file: Blob,
  progress: (done: number) => void,
  wanted: () => boolean = () => true,
): Promise<Reading | null> {
  const reader = createReader(file.size > WITHOUT_ARGS ? { keepArgs: () => false } : {});
  for await (const piece of piecesOf(file, progress)) {
    if (!wanted()) return null;
    reader.push(piece);
  }
  return wanted() ? reader.end() : null;
}
