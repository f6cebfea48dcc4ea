/** What the shim and containerd would print at the state that is shown. */
import { type End, ends, ofLoad, processAt, sideOf } from '../../model/dump/ends.ts';
import { dumpLog } from '../../model/dump/log.ts';
import type { Dumped } from '../../model/dump/process.ts';
import { simulate } from '../../model/simulate/simulate.ts';
import { loadOf, runOf, shownIn } from './run.ts';
import type { LabState } from './state.ts';
import { versionsIn } from './words.ts';

/** Minutes that everything has been parked: as long as it takes to find the node and type the command. */
const MINUTES = 12;

/** Prints one end of the connection, and of the pod's other one where the state has one. */
export function dumpOf(state: LabState, end: End): Dumped {
  const load = loadOf(state);
  const shown = ofLoad({ machine: runOf(state).machine, state: shownIn(state) }, load);
  const connections = state.pod ? [ofLoad(idleOf(state), load), shown] : [shown];
  const version = versionsIn(state)[sideOf(end)];
  return dumpLog(processAt(end, connections, { version, minutes: MINUTES }));
}

/** The pause container's connection: its Wait has begun and goes on, nothing else happens. */
function idleOf(state: LabState) {
  return simulate({ ...loadOf(state), calls: 1, callers: 1, longCalls: 1 });
}

/** Ends whose dump is taken. */
export function endsIn({ taken }: LabState): readonly End[] {
  return ends.filter((end) => taken === 'both' || taken === end);
}

/** With the dump of one more end. */
export function taking(state: LabState, end: End): LabState {
  const both = state.taken !== 'none' && state.taken !== end;
  return { ...state, taken: both ? 'both' : end };
}
