import { EVICTION_SLEEP } from './constants.ts';
import { comeWithin, hangs, justBefore, type Load } from './load.ts';

/** What the eviction manager's loop does: it sees the node, it waits for an answer, or it goes on and sees nothing. */
export type Sight = 'off' | 'sees' | 'waits' | 'stopped' | 'blind';

/**
 * The loop at a time: ask, then sleep 10 s. Against a connection that hangs, its call without a deadline is its last. With one
 * it comes round again and again, and each time without an answer. It asks at the moment of the hang.
 */
export function evictionAt(
  load: Load,
  time: number,
): { readonly pending: number; readonly sight: Sight } {
  if (!load.eviction) return { pending: 0, sight: 'off' };
  if (!hangs(load, time)) return { pending: 0, sight: 'sees' };
  if (load.deadline === null) return { pending: 1, sight: 'stopped' };
  const within = (time - load.hangAt) % (load.deadline + EVICTION_SLEEP);
  return within < load.deadline ? { pending: 1, sight: 'waits' } : { pending: 0, sight: 'blind' };
}

/** Calls that the loop has made by a time, from 0 on: one each 10 s while an answer takes no time, one a round where it has to wait. */
export function evictionCalls(
  load: Load,
  time: number,
): { readonly answered: number; readonly failed: number } {
  if (!load.eviction) return { answered: 0, failed: 0 };
  if (!hangs(load, time)) return { answered: comeWithin(time, 1 / EVICTION_SLEEP), failed: 0 };
  const answered = comeWithin(justBefore(load.hangAt), 1 / EVICTION_SLEEP);
  if (load.deadline === null) return { answered, failed: 0 };
  const stuck = time - load.hangAt;
  const round = load.deadline + EVICTION_SLEEP;
  const failed = Math.floor(stuck / round) + (stuck % round >= load.deadline ? 1 : 0);
  return { answered, failed };
}
