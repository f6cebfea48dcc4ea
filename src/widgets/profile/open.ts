import { proxy, wrap } from 'comlink';
import { openWorker } from '../open-worker.ts';
import type { Answer, Reading } from './answer.ts';
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

/** Files on their way. `opened` is null when it was cancelled. */
export interface Opening {
  readonly opened: Promise<Opened | null>;
  cancel(): void;
}

/** Reads files, in a worker where one of them is large, so that the page does not feel the size. */
export function open(files: Files, progress: (now: Progress) => void): Opening {
  if (Math.max(files.profile.size, files.base?.size ?? 0) <= WORKER_OVER)
    return { opened: openHere(files), cancel: () => {} };
  return openLarge(files, progress);
}

function openLarge(files: Files, progress: (now: Progress) => void): Opening {
  let cancelled = false;
  let end = () => {};
  const opened = (async (): Promise<Opened | null> => {
    const { default: url } = await import('./worker.ts?worker&url');
    const worker = await openWorker(url);
    end = () => worker.terminate();
    if (cancelled) {
      end();
      return null;
    }
    const remote = wrap<ProfileWorker>(worker);
    const stopped = new Promise<null>((resolve) => {
      end = () => {
        worker.terminate();
        resolve(null);
      };
    });
    const failed = new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message || 'worker')));
    });
    const finished = await Promise.race([
      remote.read(files.profile, files.base, proxy(progress)),
      stopped,
      failed,
    ]);
    if (finished === null) return null;
    if (finished !== true) {
      worker.terminate();
      return { ok: false, refusal: finished };
    }
    const reading: Reading = {
      ask: (question): Promise<Answer> => remote.ask(question),
      close: () => worker.terminate(),
    };
    return { ok: true, reading };
  })();
  return {
    opened,
    cancel: () => {
      cancelled = true;
      end();
    },
  };
}
