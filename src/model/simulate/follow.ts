import { isIntervention } from '../explore/search.ts';
import { Actions } from '../kernel/actions.ts';
import type { Machine, State } from '../kernel/machine.ts';
import { tell } from '../ttrpc/words.ts';
import { Recording } from './recording.ts';
import { type Part, partOf } from './script.ts';

/** Lines do not matter here: only what a step is called. */
const ANY = { client: '', server: '' };

/**
 * What a step does, by one name in all families: who writes and who hands an answer out differs from family to family.
 * Steps that are not named here have the same name everywhere.
 */
const SAME: Readonly<Record<string, string>> = {
  'client.loop.takes-call': 'takes-call',
  'client.sender.takes-call': 'takes-call',
  'client.caller.locks-sending': 'takes-call',
  'client.loop.writes': 'writes-request',
  'client.sender.writes': 'writes-request',
  'client.caller.writes': 'writes-request',
  'client.loop.parks': 'parks-request',
  'client.sender.parks': 'parks-request',
  'client.caller.parks': 'parks-request',
  'client.loop.takes-answer': 'hands-answer-out',
  'client.receiver.locks-streams': 'hands-answer-out',
  'server.loop.takes-request': 'starts-handler',
};

/** How far the order of one machine could be kept in another. */
export interface Followed {
  /** The way through the other machine, as a script. */
  readonly parts: readonly Part[];
  /** Steps of the first way that had a counterpart, and those that had none. */
  readonly kept: number;
  readonly skipped: number;
}

/**
 * Goes through another machine in the order in which one was gone through: each step that has a counterpart there and
 * is possible is taken; what the other family has to do before it (a lock) is done; the rest is left out. The two must
 * have the same calls. Left out, `most` is the whole way; else so many of its first steps.
 */
export function follow(way: Recording, other: Machine, most = way.length): Followed {
  const copy = new Recording(other);
  const parts: Part[] = [];
  let skipped = 0;
  const take = (wanted: Wanted): boolean => {
    const state = copy.at(copy.length);
    const step = find(other, state, wanted);
    if (!step) return false;
    parts.push(partOf(other, state, step));
    copy.push(step);
    return true;
  };
  const followed = way.steps.slice(0, most);
  followed.forEach((step, place) => {
    if (isIntervention(step)) {
      const state = copy.at(copy.length);
      if (other.interventions(state).includes(step.intervention)) {
        parts.push({ do: 'intervene', what: step.intervention });
        copy.push(step);
      } else skipped++;
      return;
    }
    const wanted = wantedOf(way.machine, way.at(place), step);
    if (take(wanted)) return;
    const first = { name: 'client.caller.locks-streams', call: wanted.call };
    if (wanted.name === 'takes-call' && take(first) && take(wanted)) return;
    skipped++;
  });
  return { parts, kept: followed.length - skipped, skipped };
}

interface Wanted {
  readonly name: string;
  readonly call: number | null;
}

type Doing = Parameters<typeof tell>[2];

function wantedOf(machine: Machine, state: State, step: Doing): Wanted {
  const { says, values } = tell(machine, state, step, ANY);
  return { name: SAME[says] ?? says, call: values.call ?? null };
}

function find(
  machine: Machine,
  state: State,
  { name, call }: Wanted,
): ReturnType<Actions['at']> | null {
  const actions = machine.enabled(state, new Actions());
  for (let place = 0; place < actions.count; place++) {
    const step = actions.at(place);
    const { says, values } = tell(machine, state, step, ANY);
    // A caller's lock is named by its line as well as by what it does in all families.
    const names = [says, SAME[says]];
    if (names.includes(name) && (values.call ?? null) === call) return step;
  }
  return null;
}
