import { compareVersions } from '../../../evidence/ttrpc/releases.ts';
import { hungSince } from '../memory.ts';
import { EVENTS, type EventId, type GoalId, type NodeState } from '../state.ts';
import { REPAIRED } from './events.ts';

/** When an event has its moment: what of the investigation was reached, what was not, and what the node is like. */
export interface Moment {
  readonly after: GoalId;
  readonly until: GoalId;
  readonly while?: (state: NodeState) => boolean;
}

/** Moments of the events while something hangs; the cards of the trainers' page say them. */
export const MOMENTS: Readonly<Record<EventId, Moment>> = {
  'kubelet-restarted': { after: 'memory', until: 'cure' },
  'more-execs': { after: 'stats', until: 'cure' },
  replica: { after: 'stats', until: 'shim' },
  'delete-asked': { after: 'kubelet', until: 'lines' },
  'journal-emptied': { after: 'shim', until: 'cure' },
  'buffer-raised': { after: 'lines', until: 'cure' },
  'package-upgraded': {
    after: 'lines',
    until: 'cure',
    while: ({ containerd }) => compareVersions(containerd.installed, REPAIRED) < 0,
  },
  'shim-killed': { after: 'lines', until: 'cure' },
};

/** Numbers, from 1, of the events whose moment it is: each once in a drill, and only while something hangs. */
export function dueOf(state: NodeState): readonly number[] {
  if (hungSince(state) === null) return [];
  const happened = new Set<string>(state.drill?.log.map(({ what }) => what));
  return EVENTS.flatMap((id, i) => {
    const { after, until, while: holds } = MOMENTS[id];
    const now =
      state.reached.includes(after) && !state.reached.includes(until) && (holds?.(state) ?? true);
    return now && !happened.has(id) ? [i + 1] : [];
  });
}
