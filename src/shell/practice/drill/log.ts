import { type Drill, type DrillRow, EVENTS, type EventId, type NodeState } from '../state.ts';

const MINUTE = 60_000;

/** Whole minutes of the drill at a time on the wall, in milliseconds. */
export function minuteAt({ began }: Pick<Drill, 'began'>, wall: number): number {
  return Math.max(0, Math.floor((wall - began) / MINUTE));
}

/** Whether a row tells of an event, and not of a step of the investigation. */
export function isEvent(what: DrillRow['what']): what is EventId {
  return EVENTS.some((id) => id === what);
}

/** The number of an event, from 1. */
export function numberOf(event: EventId): number {
  return EVENTS.indexOf(event) + 1;
}

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
