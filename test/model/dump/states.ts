import type { Version } from '../../../src/evidence/ttrpc/book.ts';
import type { PositionId, Side } from '../../../src/evidence/ttrpc/positions.ts';
import type { DumpedProcess } from '../../../src/model/dump/process.ts';
import { dumpText } from '../../../src/model/dump/text.ts';
import { isIntervention, search } from '../../../src/model/explore/search.ts';
import { Actions } from '../../../src/model/kernel/actions.ts';
import type { Machine, State } from '../../../src/model/kernel/machine.ts';
import { type Connection, connect, slots } from '../../../src/model/ttrpc/connection.ts';

/** A side and version of the book, and a connection that runs it. */
export interface Combination {
  readonly side: Side;
  readonly version: Version;
  readonly client: Connection['client'];
  readonly server: Connection['server'];
}

/** Every version of the book at both ends, against an end that makes it hang where one can. */
export const combinations: readonly Combination[] = [
  { side: 'client', version: '1.0.1', client: 'A', server: 'S1' },
  { side: 'client', version: '1.0.2', client: 'A', server: 'S1' },
  { side: 'client', version: '1.1.0', client: 'B', server: 'S1' },
  { side: 'client', version: '1.1.1', client: 'B', server: 'S1' },
  { side: 'client', version: '1.1.2', client: 'B', server: 'S1' },
  { side: 'client', version: '1.2.2', client: 'C', server: 'S1' },
  { side: 'client', version: '1.2.5', client: 'D', server: 'S1' },
  { side: 'server', version: '1.0.1', client: 'A', server: 'S1' },
  { side: 'server', version: '1.0.2', client: 'A', server: 'S1' },
  { side: 'server', version: '1.1.0', client: 'C', server: 'S1' },
  { side: 'server', version: '1.1.1', client: 'A', server: 'S1' },
  { side: 'server', version: '1.1.2', client: 'B', server: 'S1' },
  { side: 'server', version: '1.2.2', client: 'A', server: 'S2' },
  { side: 'server', version: '1.2.5', client: 'D', server: 'S2' },
];

export function machineFor(
  { client, server }: Pick<Combination, 'client' | 'server'>,
  more: Partial<Connection> = {},
): Machine {
  return connect({
    client,
    server,
    calls: 8,
    longCalls: 1,
    toServer: slots(1),
    toClient: slots(1),
    ...more,
  });
}

/** The state after a walk: each number picks one of the steps that are possible there. */
export function walk(machine: Machine, picks: readonly number[], from = machine.initial()): State {
  const actions = new Actions();
  let state = from;
  for (const pick of picks) {
    machine.enabled(state, actions);
    if (actions.count === 0) break;
    state = machine.step(state, actions.at(pick % actions.count));
  }
  return state;
}

/** Picks that look random and are the same every time (Park and Miller's generator). */
export function picks(seed: number, count: number): readonly number[] {
  let last = seed;
  return Array.from({ length: count }, () => {
    last = (last * 48271) % 2147483647;
    return last;
  });
}

/** The state at the end of a shortest way into a deadlock. */
export function stuck(machine: Machine): State {
  const { outcome, steps } = search(machine, {
    target: (state, enabled) => enabled === 0 && !machine.atRest(state),
  });
  if (outcome !== 'found') throw new Error('no deadlock');
  return steps.reduce(
    (state, step) => (isIntervention(step) ? state : machine.step(state, step)),
    machine.initial(),
  );
}

/** The text of a process that must have one. */
export function textOf(process: DumpedProcess): string {
  const dumped = dumpText(process);
  if (!dumped.ok) throw new Error(`${dumped.problem} ${dumped.at}`);
  return dumped.text;
}

/** Where every goroutine of a side stands by the machine itself: null for a line of no position. */
export function standing(
  machine: Machine,
  state: State,
  side: Side,
): readonly (PositionId | null)[] {
  const found: (PositionId | null)[] = [];
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (!line?.kind.startsWith(`${side}.`)) continue;
    if (line.source.do.op === 'turn' || line.source.do.op === 'return') continue;
    found.push(line.source.at);
  }
  return found;
}
