import { expose } from 'comlink';
import type { Answer } from '../../lesson/triage/answer.ts';
import { Desk, type Sheet } from './desk.ts';

let desk: Desk | undefined;

function current(): Desk {
  if (!desk) throw new Error('no set was laid out yet');
  return desk;
}

/** A desk on its own thread; `lay` comes first. */
const worker = {
  lay(seed: number): readonly Sheet[] {
    desk = new Desk(seed);
    return desk.sheets;
  },
  positions: (place: number, filter: string, limit: number) =>
    current().positions(place, filter, limit),
  file: (place: number) => current().file(place),
  text: (place: number) => current().text(place),
  judge: (place: number, answer: Answer) => current().judge(place, answer),
};

export type DeskWorker = typeof worker;

expose(worker);
