import { transfer } from 'comlink';
import type { EvidencePort } from '../contract.ts';
import { unpack } from '../evidence-port.ts';
import { startWorker } from '../files/in-worker.ts';
import { bind, type DecoderData, readSheet, type Sheet } from './reading.ts';
import type { SheetWorker } from './worker.ts';

/** Files over this many bytes are read in a worker; below it reading takes a few milliseconds here. */
const WORKER_OVER = 1024 * 1024;

/** Reads captured files by their paths. */
export async function openEvidence(
  paths: readonly string[],
  evidence: EvidencePort,
): Promise<DecoderData> {
  return bind(await Promise.all(paths.map(async (path) => open(path, await evidence(path)))));
}

/** Reads the reader's own files, one or the two ends of a pair; more than two are not looked at. */
export async function openFiles(files: readonly File[]): Promise<DecoderData> {
  return bind(
    await Promise.all(
      files.slice(0, 2).map(async (file) => {
        return open(file.name, await unpack(new Uint8Array(await file.arrayBuffer())));
      }),
    ),
  );
}

async function open(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sheet> {
  // The build has no window and no need of a second thread.
  if (bytes.length <= WORKER_OVER || typeof Worker === 'undefined') return readSheet(name, bytes);
  const { default: url } = await import('./worker.ts?worker&url');
  const { remote, orFail, close } = await startWorker<SheetWorker>(url);
  try {
    return await orFail(remote.read(name, transfer(bytes, [bytes.buffer])));
  } finally {
    close();
  }
}
