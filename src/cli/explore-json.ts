import type { Bounds } from './bounds.ts';
import type { Explored } from './explored.ts';

/** What a search found, for a script: ids that do not change, with words beside them, and the bounds it holds in. */
export function exploreJson(found: Explored, bounds: Bounds): object {
  const { verdict, states, transitions, shortest } = found.verdict;
  const { pair } = bounds;
  return {
    verdict,
    states,
    transitions,
    shortest,
    trace: found.trace,
    cycle: found.cycle,
    waiting: found.waiting,
    unanswered: found.unanswered,
    lastEscape: found.lastEscape,
    bounds: {
      client: { family: pair.client.family, lines: pair.client.version },
      server: { family: pair.server.family, lines: pair.server.version },
      calls: bounds.calls,
      callers: bounds.callers,
      requestSlots: bounds['request-slots'],
      responseSlots: bounds['response-slots'],
      incoming: bounds.incoming,
      quarter: bounds.quarter,
      deadline: bounds.deadline,
      failures: bounds.failures,
      merged: bounds.merge,
      maxStates: bounds['max-states'],
    },
  };
}
