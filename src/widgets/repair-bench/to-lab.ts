import { pageQuery } from '../../share/link.ts';
import { withSteps } from '../ttrpc-lab/run.ts';
import { codec, initial } from '../ttrpc-lab/state.ts';
import type { Trial } from './trial.ts';

/** Name of the lab on its page. */
const LAB = 'lab';

/** When callers of the lab give up, in microseconds: here only that they may counts. */
const DEADLINE = 1_000_000;

/** Query and fragment of the lab's page with the machine of a trial and its way, at the start; null where there is none. */
export function labQuery({ set, found }: Trial): string | null {
  const { client, server, requests, answers, incoming, quarter, deadlines } = set;
  if (found.calls === null) return null;
  const machine = {
    ...initial,
    client,
    server,
    calls: found.calls,
    requestSlots: requests,
    responseSlots: answers,
    incoming,
    quarter,
    deadline: deadlines ? DEADLINE : 0,
  };
  const state = withSteps(machine, found.steps, 0);
  return state && pageQuery(codec, LAB, state);
}
