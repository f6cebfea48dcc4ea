import { proxy } from 'comlink';
import { inWorker, type Job } from '../files/in-worker.ts';
import type { Answer, Question, Reading } from './answer.ts';
import { findIn, type Progress, type Refusal } from './finding.ts';
import { readingFrom } from './reading.ts';
import type { ProfileWorker } from './worker.ts';

/** Files over this many bytes are read in a worker; below it reading takes a few milliseconds here. */
export const WORKER_OVER = 1024 * 1024;

/** A profile, and the one to take away from it. */
export interface Files {
  readonly profile: Blob;
  readonly base: Blob | null;
}

export type Opened =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly refusal: Refusal };

async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** Reads files on this thread. */
export async function openHere({ profile, base }: Files): Promise<Opened> {
  const finding = await findIn(await bytesOf(profile), base ? await bytesOf(base) : null);
  return finding.ok ? { ok: true, reading: readingFrom(finding.found) } : finding;
}

/** Reads files, in a worker where one of them is large, so that the page does not feel the size. */
export function open(files: Files, progress: (now: Progress) => void): Job<Opened> {
  if (Math.max(files.profile.size, files.base?.size ?? 0) <= WORKER_OVER)
    return { result: openHere(files), cancel: () => {} };
  return inWorker<ProfileWorker, Opened>(
    () => import('./worker.ts?worker&url'),
    async ({ remote, orFail, close }) => {
      const refusal = await orFail(remote.read(files.profile, files.base, proxy(progress)));
      if (refusal !== true) {
        close();
        return { ok: false, refusal };
      }
      const ask = (question: Question): Promise<Answer> => remote.ask(question);
      return { ok: true, reading: { ask, close } };
    },
  );
}
