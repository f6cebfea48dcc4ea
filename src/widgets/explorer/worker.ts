import { expose } from 'comlink';
import { type FirstProgress, type FirstQuestion, firstDeadlock } from './first.ts';
import { escapeFrom, type Question, verdictOf, type WayQuestion } from './questions.ts';

/** The search on its own thread. `progress` is told how far it is, now and then. */
const worker = {
  verdict: (question: Question, progress: (states: number, depth: number) => void) =>
    verdictOf(question, progress),
  escape: (question: WayQuestion, progress: (states: number, depth: number) => void) =>
    escapeFrom(question, progress),
  first: (question: FirstQuestion, progress: FirstProgress) => firstDeadlock(question, progress),
};

export type ExplorerWorker = typeof worker;

expose(worker);
