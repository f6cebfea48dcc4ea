import { createReader } from '../../evidence/goroutine/read.ts';
import type { Reading } from '../../evidence/goroutine/types.ts';

const PIECE = 1024 * 1024;

/**
 * Reads a file piece by piece, unpacking gzip, so that no more than a piece of it is in memory. `progress` gets 0
 * to 1 about once a megabyte; null when `wanted` says no more.
 */
export async function readFile(
  file: Blob,
  progress: (done: number) => void,
  wanted: () => boolean = () => true,
): Promise<Reading | null> {
  const reader = createReader();
  let done = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const bytes = file.stream().pipeThrough(counted);
  const plain =
    magic[0] === 0x1f && magic[1] === 0x8b
      ? bytes.pipeThrough(new DecompressionStream('gzip'))
      : bytes;
  let told = 0;
  for await (const chunk of plain as ReadableStream<Uint8Array>) {
    if (!wanted()) return null;
    reader.push(chunk);
    if (done - told < PIECE) continue;
    told = done;
    progress(done / file.size);
  }
  return wanted() ? reader.end() : null;
}
