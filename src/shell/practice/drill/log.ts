import type { Drill, DrillRow, EventId, NodeState } from '../state.ts';

/** A drill begins; one that went on before is forgotten. `wall`: milliseconds since 1970. */
export function begun(state: NodeState, wall: number): NodeState {
  return { ...state, drill: newDrill(state, wall) };
}

/** The event happened. A drill that nobody has begun begins with its first event. */
export function withEvent(state: NodeState, id: EventId, wall: number): NodeState {
  const drill = state.drill ?? newDrill(state, wall);
  return { ...state, drill: added(drill, { at: state.time, wall, what: id }) };
}

/** Notes the steps of the investigation that were reached since the last time, where a drill goes on. */
export function withSteps(state: NodeState, wall: number): NodeState {
  const { drill, reached, time } = state;
  if (!drill) return state;
  const known = new Set<string>([...drill.before, ...drill.log.map(({ what }) => what)]);
  const news = reached.filter((goal) => !known.has(goal));
  if (news.length === 0) return state;
  const rows = news.map((what) => ({ at: time, wall, what }));
  return { ...state, drill: added(drill, ...rows) };
}

function newDrill({ reached }: NodeState, wall: number): Drill {
  return { began: wall, before: reached, log: [] };
}

function added(drill: Drill, ...rows: readonly DrillRow[]): Drill {
  return { ...drill, log: [...drill.log, ...rows] };
}
