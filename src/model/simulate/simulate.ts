import type { Machine, State } from '../kernel/machine.ts';
import { placeOf, versionOf } from '../ttrpc/places.ts';
import type { Pace } from './clock.ts';
import { clockOf, type Load, machineOf } from './load.ts';

/** How a run ended. */
export interface Ended {
  /** `hung`: no step is possible and work is undone. `finished`: every call has ended. `stopped`: too many steps. */
  readonly outcome: 'hung' | 'finished' | 'stopped';
  /** Calls answered. */
  readonly finished: number;
  /** Callers that gave up. */
  readonly left: number;
  readonly steps: number;
  /** By the clock of the model, in microseconds. */
  readonly time: number;
  readonly machine: Machine;
  readonly state: State;
}

/** More steps than any load of sense needs. */
const MOST = 20_000_000;

/** Runs a load until it hangs or ends. The same load gives the same run. `pace`: another than the fitted one. */
export function simulate(load: Load, most = MOST, pace?: Pace): Ended {
  const machine = machineOf(load);
  const state = machine.initial();
  const clock = clockOf(load, machine, state, pace);
  let going = true;
  while (going && clock.steps < most) going = clock.step(state) !== null;
  const outcome = going ? 'stopped' : machine.atRest(state) ? 'finished' : 'hung';
  let finished = 0;
  let left = 0;
  for (let call = 0; call < load.calls; call++) {
    const how = machine.outcomeOf(state, call);
    if (how === 'answered') finished++;
    if (how === 'left') left++;
  }
  return { outcome, finished, left, steps: clock.steps, time: clock.now, machine, state };
}

/** How many goroutines stand at each line: `{ 'server.go:444': 164, … }`. Lines that the book lacks are left out. */
export function parkedAt(
  machine: Machine,
  state: State,
  versions: { readonly client: string; readonly server: string },
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line === null || line.outcome !== null) continue;
    const place = placeOf(line, versionOf(line.kind, versions));
    if (place !== null) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
