import { expose } from 'comlink';
import { createReader } from '../../evidence/goroutine/read.ts';
import type { Overview, Query } from './overview.ts';
import { readingFrom } from './reading.ts';

const PIECE = 1024 * 1024;

let ask: ((query: Query) => Overview) | undefined;

const worker = {
  /** Reads the file as a stream (unpacking gzip), telling how far it is, 0 to 1. */
  async read(file: Blob, progress: (done: number) => void): Promise<void> {
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
      reader.push(chunk);
      if (done - told < PIECE) continue;
      told = done;
      progress(done / file.size);
    }
    ask = readingFrom(reader.end()).ask;
  },

  ask(query: Query): Overview {
    if (!ask) throw new Error('nothing was read yet');
    return ask(query);
  },
};

export type DumpWorker = typeof worker;

expose(worker);
