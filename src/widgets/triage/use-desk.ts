import { useEffect, useRef, useState } from 'preact/hooks';
import type { Judged } from '../../lesson/triage/judge.ts';
import { TRIAGE_EXERCISE } from '../../lesson/triage/seed.ts';
import { answerTo, judgedAll, questionOf, type TriageData, type TriageProps } from './data.ts';
import { layOut } from './port.ts';
import { isDone, type TriageState } from './state.ts';

/** What the page waits for, and why it got nothing, in the system's words. */
export interface Waiting {
  readonly laying: boolean;
  readonly failure: string;
}

/**
 * Keeps the data beside the state: lays another set out, asks what is shown of the open dump, and lets the rules speak of an answer
 * once it stands. The last picture stays until the answer is there; one that comes after a newer question is dropped.
 */
export function useDesk(
  props: TriageProps,
  limit: number,
  judged: (place: number, found: Judged) => void,
): Waiting {
  const latest = useRef(props);
  latest.current = props;
  const asking = useRef(0);
  const [waiting, setWaiting] = useState<Waiting>({ laying: false, failure: '' });
  const { state, data } = props;
  const wanted = `${questionOf(state, limit)} ${locksOf(state)}`;
  useEffect(() => {
    const mine = ++asking.current;
    if (isAnswered(latest.current.data, latest.current.state, limit)) return;
    const answer = async () => {
      const { state: now, data: before } = latest.current;
      const another = before.desk.seed !== now.seed;
      setWaiting({ laying: another, failure: '' });
      try {
        const desk = another ? await layOut(now.seed) : before.desk;
        const [shown, all] = await Promise.all([answerTo(desk, now, limit), judgedAll(desk, now)]);
        if (mine !== asking.current) {
          if (another) desk.close();
          return;
        }
        setWaiting({ laying: false, failure: '' });
        latest.current.supply({ desk, ...shown, judged: all });
        if (another) return;
        all.forEach((found, place) => {
          if (found && !before.judged[place]) judged(place, found);
        });
        const fresh = all.some((found, place) => found && !before.judged[place]);
        if (fresh && isDone(now)) {
          const passed = all.every((found) => found?.right);
          latest.current.note?.({ did: 'try', exercise: TRIAGE_EXERCISE, passed });
        }
      } catch (error) {
        if (mine !== asking.current) return;
        const failure = error instanceof Error ? error.message : String(error);
        setWaiting({ laying: false, failure });
      }
    };
    void answer();
  }, [wanted, data.desk, limit]);
  // The set that was there before is put away: its thread ends.
  useEffect(() => () => data.desk.close(), [data.desk]);
  return waiting;
}

function locksOf({ answers }: TriageState): string {
  return answers.map(({ locked }) => Number(locked)).join('');
}

function isAnswered({ asked, judged }: TriageData, state: TriageState, limit: number): boolean {
  return (
    asked === questionOf(state, limit) &&
    state.answers.every(({ locked }, place) => locked === Boolean(judged[place]))
  );
}
