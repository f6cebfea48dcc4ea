import { startWorker } from '../files/in-worker.ts';
import type { DeskPort } from './desk.ts';
import type { DeskWorker } from './worker.ts';

/** Lays a set out: on a thread of its own in the page, since four dumps take some 100 ms to make; here where there is none. */
export function layOut(seed: number): Promise<DeskPort> {
  return typeof Worker === 'undefined' ? deskHere(seed) : deskInWorker(seed);
}

/** On this thread: at build, and in tests. */
export async function deskHere(seed: number): Promise<DeskPort> {
  const { Desk } = await import('./desk.ts');
  const desk = new Desk(seed);
  return {
    seed,
    sheets: desk.sheets,
    positions: async (place, filter, limit) => desk.positions(place, filter, limit),
    file: async (place) => desk.file(place),
    text: async (place) => desk.text(place),
    judge: async (place, answer) => desk.judge(place, answer),
    close: () => {},
  };
}

async function deskInWorker(seed: number): Promise<DeskPort> {
  const { default: url } = await import('./worker.ts?worker&url');
  const { remote, orFail, close } = await startWorker<DeskWorker>(url);
  try {
    return {
      seed,
      sheets: await orFail(remote.lay(seed)),
      positions: (place, filter, limit) => orFail(remote.positions(place, filter, limit)),
      file: (place) => orFail(remote.file(place)),
      text: (place) => orFail(remote.text(place)),
      judge: (place, answer) => orFail(remote.judge(place, answer)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
