import { useEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../../model/explore/explore.ts';
import { askEscape, askVerdict, type Progress } from '../explorer/explorer.ts';
import type { EscapeAnswer, Question, WayQuestion } from '../explorer/questions.ts';
import type { Job } from '../files/in-worker.ts';

/** What is asked of every interleaving. `shortest` and `prove` are the same search, asked for opposite reasons. */
export type Asked = 'shortest' | 'escape' | 'prove';

/** What stands in the panel. */
export type Finding =
  | { readonly is: 'nothing' }
  | {
      readonly is: 'running';
      readonly asked: Asked;
      readonly states: number;
      readonly depth: number;
    }
  | {
      readonly is: 'stopped';
      readonly asked: Asked;
      readonly states: number;
      readonly depth: number;
    }
  | { readonly is: 'failed'; readonly detail: string }
  | {
      readonly is: 'verdict';
      readonly asked: Asked;
      readonly verdict: Verdict;
      readonly seconds: number;
    }
  | {
      readonly is: 'escape';
      readonly answer: EscapeAnswer;
      readonly place: number;
      readonly seconds: number;
    };

export interface Explorer {
  readonly finding: Finding;
  verdict(question: Question, asked: 'shortest' | 'prove'): void;
  escape(question: WayQuestion): void;
  cancel(): void;
}

/**
 * One search at a time, in a worker. What was found stands until the machine changes (`about`), or, of an escape, the
 * place in it (`from`); a search that still runs then is ended.
 */
export function useExplorer(
  about: string,
  from: string,
  found: (finding: Finding) => void,
): Explorer {
  const [finding, setFinding] = useState<Finding>({ is: 'nothing' });
  const job = useRef<Job<unknown> | null>(null);
  const shown = useRef(finding);
  shown.current = finding;
  const latest = useRef(found);
  latest.current = found;
  const stop = () => {
    job.current?.cancel();
    job.current = null;
  };
  useEffect(() => stop, []);
  useEffect(() => {
    stop();
    setFinding({ is: 'nothing' });
  }, [about]);
  useEffect(() => {
    const { current } = shown;
    if (current.is !== 'escape' && !(current.is === 'running' && current.asked === 'escape'))
      return;
    stop();
    setFinding({ is: 'nothing' });
  }, [from]);

  const ask = <Answer>(
    asked: Asked,
    start: (progress: Progress) => Job<Answer>,
    told: (answer: Answer, seconds: number) => Finding,
  ) => {
    stop();
    const began = performance.now();
    setFinding({ is: 'running', asked, states: 0, depth: 0 });
    const mine = start((states, depth) => {
      if (job.current === mine) setFinding({ is: 'running', asked, states, depth });
    });
    job.current = mine;
    const end = (next: Finding) => {
      if (job.current !== mine) return;
      job.current = null;
      setFinding(next);
      latest.current(next);
    };
    mine.result.then(
      (answer) => {
        if (answer !== null) end(told(answer, (performance.now() - began) / 1000));
      },
      (error) =>
        end({ is: 'failed', detail: error instanceof Error ? error.message : String(error) }),
    );
  };

  return {
    finding,
    verdict: (question, asked) =>
      ask(
        asked,
        (progress) => askVerdict(question, progress),
        (verdict, seconds) => ({ is: 'verdict', asked, verdict, seconds }),
      ),
    escape: (question) =>
      ask(
        'escape',
        (progress) => askEscape(question, progress),
        (answer, seconds) => ({ is: 'escape', answer, place: question.steps.length, seconds }),
      ),
    cancel: () => {
      stop();
      if (finding.is === 'running') setFinding({ ...finding, is: 'stopped' });
    },
  };
}
