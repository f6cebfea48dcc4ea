import { parkedAt } from '../model/simulate/simulate.ts';
import { versionsOf } from './pair.ts';
import type { Simulated } from './simulated.ts';
import type { DumpedEnd } from './write-dump.ts';

/** How many goroutines stand at each line of all connections, the most first. */
export function parkedIn({ pair, runs }: Simulated): Readonly<Record<string, number>> {
  const versions = versionsOf(pair);
  const sums = new Map<string, number>();
  for (const { machine, state } of runs) {
    for (const [at, n] of Object.entries(parkedAt(machine, state, versions))) {
      sums.set(at, (sums.get(at) ?? 0) + n);
    }
  }
  return Object.fromEntries([...sums].sort(([, one], [, other]) => other - one));
}

/** A run for a script. Times are in microseconds of the model's clock. */
export function simulateJson(
  done: Simulated,
  dumps: readonly DumpedEnd[],
  file: string | null,
): object {
  const { pair, load, runs } = done;
  const [{ outcome, finished, left, steps, time }] = runs;
  const { client, server, seed, ...sizes } = load;
  return {
    outcome,
    finished,
    left,
    parked: parkedIn(done),
    steps,
    seed,
    time,
    connections: runs.length,
    client: { family: client, lines: pair.client.version },
    server: { family: server, lines: pair.server.version },
    load: sizes,
    dump:
      file === null
        ? null
        : { file, ends: dumps.map(({ end, substituted }) => ({ end, substituted })) },
  };
}
