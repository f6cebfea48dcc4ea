import { useEffect, useRef, useState } from 'preact/hooks';
import { askFirst } from '../explorer/explorer.ts';
import type { FirstDeadlock } from '../explorer/first.ts';
import type { Job } from '../files/in-worker.ts';
import { keyOf, type RepairSet } from './state.ts';
import { type Guess, questionOf, type Trial } from './trial.ts';

/** A search under way. */
export interface Running {
  readonly set: RepairSet;
  readonly calls: number;
  readonly states: number;
}

interface Runs {
  readonly running: Running | null;
  /** Why the last search failed; empty: it did not. */
  readonly failure: string;
  start(set: RepairSet, guess: Guess | null): void;
  cancel(): void;
}

/** Explores one set at a time in a worker. Another set, or the widget's end, stops it. */
export function useRun(shown: RepairSet, done: (trial: Trial) => void): Runs {
  const [running, setRunning] = useState<Running | null>(null);
  const [failure, setFailure] = useState('');
  const job = useRef<Job<FirstDeadlock> | null>(null);
  const finish = useRef(done);
  finish.current = done;
  const cancel = () => {
    job.current?.cancel();
    job.current = null;
    setRunning(null);
  };
  const key = keyOf(shown);
  useEffect(() => {
    setFailure('');
    return cancel;
  }, [key]);

  const start = (set: RepairSet, guess: Guess | null) => {
    cancel();
    setFailure('');
    setRunning({ set, calls: 1, states: 0 });
    const mine = askFirst(questionOf(set), (calls, states) => {
      if (job.current === mine) setRunning({ set, calls, states });
    });
    job.current = mine;
    const end = (tell: () => void) => {
      if (job.current !== mine) return;
      job.current = null;
      setRunning(null);
      tell();
    };
    mine.result.then(
      (found) =>
        end(() => {
          if (found) finish.current({ set, found, guess });
        }),
      (error: unknown) =>
        end(() => setFailure(error instanceof Error ? error.message : String(error))),
    );
  };
  return { running, failure, start, cancel };
}
