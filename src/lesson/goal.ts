/** Where a way through a machine should lead, as data, and whether a state is there. */
import { isPositionId, type PositionId } from '../evidence/ttrpc/positions.ts';
import { findEscape } from '../model/explore/explore.ts';
import { Actions } from '../model/kernel/actions.ts';
import type { Machine, State } from '../model/kernel/machine.ts';
import {
  accept,
  count,
  line,
  maybe,
  oneOf,
  otherwise,
  type Read,
  record,
  refuse,
  type Shape,
  within,
} from './shape.ts';

/** `moving`: some step is possible. */
const REACHES = [
  'deadlocked',
  'finished',
  'standing',
  'escape',
  'lost',
  'brink',
  'moving',
] as const;

/**
 * `deadlocked`: no step is possible, and work is undone. `finished`: every call has ended, every loop is at rest.
 * `standing`: at least `count` goroutines stand at a position. `escape`: all can still end well; `lost`: it cannot.
 * `brink`: it can, and one step from here it could no longer. `moving`: some step is possible.
 */
export type Goal =
  | { readonly reach: Exclude<(typeof REACHES)[number], 'standing'> }
  | { readonly reach: 'standing'; readonly at: PositionId; readonly count: number };

const position: Shape<PositionId> = (data, at) => {
  const read = line(data, at);
  if (!read.ok) return read;
  if (isPositionId(read.value)) return accept(read.value);
  return refuse(
    at,
    `no position "${read.value}"`,
    'See src/evidence/ttrpc/positions.ts, as in server.handler.respond.',
  );
};

const members = record({
  reach: oneOf(REACHES),
  at: maybe(position),
  count: otherwise(count(1), 1),
});

export const goal: Shape<Goal> = (data, place): Read<Goal> => {
  const read = members(data, place);
  if (!read.ok) return read;
  const { reach, at, count } = read.value;
  if (reach === 'standing') {
    if (at !== null) return accept({ reach, at, count });
    return refuse(
      place,
      '"at" is missing',
      'Say where: { reach: standing, at: client.loop.write }.',
    );
  }
  if (at === null) return accept({ reach });
  return refuse(within(place, 'at'), `"${reach}" has no place`, 'Only "standing" has.');
};

/** More states than a machine of an exercise has, with deadlines and deaths left out. */
const MOST = 200_000;

const fates = new Map<Machine, Map<string, boolean | null>>();

/** Whether a state can still come to rest; null where a search was given up. Each state is asked once. */
function canEscape(machine: Machine, state: State): boolean | null {
  const known = fates.get(machine) ?? new Map<string, boolean | null>();
  fates.set(machine, known);
  const key = state.join();
  const fate = known.get(key);
  if (fate !== undefined) return fate;
  const { possible } = findEscape(machine, state, { most: MOST });
  known.set(key, possible);
  return possible;
}

/** Whether a state of a machine is where a goal wants it. */
export function reaches(machine: Machine, state: State, goal: Goal): boolean {
  switch (goal.reach) {
    case 'deadlocked':
      return machine.deadlocked(state);
    case 'finished':
      return machine.atRest(state);
    case 'standing':
      return countAt(machine, state, goal.at) >= goal.count;
    case 'escape':
      return canEscape(machine, state) === true;
    case 'lost':
      return canEscape(machine, state) === false;
    case 'brink':
      return canEscape(machine, state) === true && stepsInto(machine, state).some(isLost);
    case 'moving':
      return machine.enabled(state, new Actions()).count > 0;
  }

  function isLost(next: State): boolean {
    return canEscape(machine, next) === false;
  }
}

/** How many goroutines stand at a position. */
function countAt(machine: Machine, state: State, at: PositionId): number {
  let found = 0;
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    if (machine.lineOf(state, goroutine)?.source.at === at) found++;
  }
  return found;
}

/** The states one step on. */
function stepsInto(machine: Machine, state: State): State[] {
  const actions = machine.enabled(state, new Actions());
  return Array.from({ length: actions.count }, (_, place) =>
    machine.step(state, actions.at(place)),
  );
}
