import { expose } from 'comlink';
import type { Answer, Question } from './answer.ts';
import { findIn, type Progress, type Refusal } from './finding.ts';
import { readingFrom } from './reading.ts';

let ask: ((question: Question) => Answer) | undefined;

/** All bytes of a file, telling how many came. */
async function bytesOf(file: Blob, came: (bytes: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  for await (const chunk of file.stream() as ReadableStream<Uint8Array>) {
    bytes.set(chunk, at);
    at += chunk.length;
    came(chunk.length);
  }
  return bytes;
}

const worker = {
  /** Reads a profile and its base. True, or which of them is not one. */
  async read(
    profile: Blob,
    base: Blob | null,
    progress: (now: Progress) => void,
  ): Promise<true | Refusal> {
    const all = profile.size + (base?.size ?? 0);
    let done = 0;
    const came = (bytes: number) => {
      done += bytes;
      progress({ part: done / all });
    };
    const first = await bytesOf(profile, came);
    const second = base && (await bytesOf(base, came));
    progress({ part: 1, counting: true });
    const finding = await findIn(first, second);
    if (!finding.ok) return finding.refusal;
    ask = readingFrom(finding.found).ask;
    return true;
  },

  ask(question: Question): Answer {
    if (!ask) throw new Error('nothing was read yet');
    return ask(question);
  },
};

export type ProfileWorker = typeof worker;

expose(worker);
