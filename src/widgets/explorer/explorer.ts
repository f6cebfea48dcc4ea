import { proxy } from 'comlink';
import type { Verdict } from '../../model/explore/explore.ts';
import { inWorker, type Job } from '../files/in-worker.ts';
import type { FirstDeadlock, FirstProgress, FirstQuestion } from './first.ts';
import type { EscapeAnswer, Question, WayQuestion } from './questions.ts';
import type { ExplorerWorker } from './worker.ts';

/** Told now and then while a search runs: different states met, and how many steps deep it is. */
export type Progress = (states: number, depth: number) => void;

/** Explores every interleaving in a worker of its own, which ends with the answer. `cancel` ends it before. */
export function askVerdict(question: Question, progress: Progress): Job<Verdict> {
  return inExplorer((remote) => remote.verdict(question, proxy(progress)));
}

/** Asks in a worker whether the end of a way can still be escaped from. */
export function askEscape(question: WayQuestion, progress: Progress): Job<EscapeAnswer> {
  return inExplorer((remote) => remote.escape(question, proxy(progress)));
}

/** Looks in a worker for the fewest calls with a deadlock. */
export function askFirst(question: FirstQuestion, progress: FirstProgress): Job<FirstDeadlock> {
  return inExplorer((remote) => remote.first(question, proxy(progress)));
}

type Remote = Parameters<Parameters<typeof inWorker<ExplorerWorker, unknown>>[1]>[0]['remote'];

function inExplorer<Answer>(ask: (remote: Remote) => Promise<Answer>): Job<Answer> {
  return inWorker<ExplorerWorker, Answer>(
    () => import('./worker.ts?worker&url'),
    async ({ remote, orFail, close }) => {
      const answer = await orFail(ask(remote));
      close();
      return answer as Answer;
    },
  );
}
