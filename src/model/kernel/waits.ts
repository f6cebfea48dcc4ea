import { Actions } from './actions.ts';
import {
  ABORT,
  CLOSED,
  type CompiledLine,
  DELIVER,
  LOCK,
  METHOD,
  READ,
  RLOCK,
  TURN,
  WRITE,
} from './compiled.ts';
import type { Machine, State } from './machine.ts';
import type { Op, Single } from './program.ts';

/** What a goroutine waits for. `work`: a loop at rest. `method`: whatever the RPC method waits for. */
export type WaitFor =
  | 'work'
  | 'room'
  | 'bytes'
  | 'hand-off'
  | 'answer'
  | 'lock'
  | 'method'
  | 'turn'
  | 'channel'
  | 'end';

/** A reader without bytes, a loop without work: nobody is in its way. */
export const RESTING: ReadonlySet<WaitFor> = new Set(['work', 'bytes', 'end', 'method', 'turn']);

/** One goroutine that cannot go on, and who could let it. */
export interface Wait {
  readonly goroutine: number;
  readonly for: WaitFor;
  /** Goroutines any one of which could end the wait. Empty: none of this connection can. */
  readonly on: readonly number[];
}

/** The wait-for graph of a state: every goroutine that has no step of its own and is nobody's partner in one. */
export function waitsFor(machine: Machine, state: State): readonly Wait[] {
  const free = moving(machine, state);
  const waits: Wait[] = [];
  for (let goroutine = 0; goroutine < machine.goroutines; goroutine++) {
    const line = machine.lineOf(state, goroutine);
    if (line === null || line.outcome !== null || free.has(goroutine)) continue;
    waits.push({
      goroutine,
      for: reasonOf(line),
      on: freeing(machine, state, goroutine, line),
    });
  }
  return waits;
}

/**
 * A circle of waits, if there is one: each of its goroutines can be let go only by the next, and the last only by the
 * first. Empty: none. It is looked for, and begins, only at a goroutine of the client that waits for room. That is
 * enough for every hang: within one process nobody waits in a circle (locks are taken in one order, and where both ends
 * of a hand-off wait for each other they move), so a circle crosses to the server and back. It crosses by a write that
 * waits for room, or by a read that waits for bytes; of the second kind are the circles of a connection at rest, whose
 * sockets are empty and where nobody is stuck.
 */
export function circleIn(machine: Machine, waits: readonly Wait[]): readonly number[] {
  const next = new Map<number, number>();
  for (const { goroutine, on } of waits) {
    if (on.length === 1) next.set(goroutine, on[0] as number);
  }
  for (const { goroutine, for: why } of waits) {
    if (why !== 'room' || !machine.kindOf(goroutine).kind.startsWith('client.')) continue;
    const way = [goroutine];
    for (;;) {
      const to = next.get(way.at(-1) as number);
      if (to === goroutine) return way;
      if (to === undefined || way.includes(to)) break;
      way.push(to);
    }
  }
  return [];
}

/** Goroutines that could take part in a step now. */
function moving(machine: Machine, state: State): ReadonlySet<number> {
  const actions = machine.enabled(state, new Actions());
  const free = new Set<number>();
  for (let place = 0; place < actions.count; place++) {
    const { goroutine, partner } = actions.at(place);
    free.add(goroutine);
    if (partner >= 0) free.add(partner);
  }
  return free;
}

function reasonOf(line: CompiledLine): WaitFor {
  switch (line.op) {
    case READ:
      return 'bytes';
    case WRITE:
      return 'room';
    case LOCK:
    case RLOCK:
      return 'lock';
    case METHOD:
      return 'method';
    case TURN:
      return 'turn';
    case DELIVER:
    case ABORT:
      return 'channel';
  }
  if (line.onAnswer !== 0) return 'answer';
  if (line.rest) return line.cases.every(({ on }) => on === CLOSED) ? 'end' : 'work';
  return 'hand-off';
}

/** Who could let a goroutine go on. A goroutine of a call counts only while it stands where it could. */
function freeing(
  machine: Machine,
  state: State,
  goroutine: number,
  line: CompiledLine,
): readonly number[] {
  if (line.op === LOCK || line.op === RLOCK) {
    const holder = (state[line.mutex] as number) - 1;
    return holder >= 0 ? [holder] : [];
  }
  const { singles } = machine.layout;
  const kinds = machine.params.program.filter(({ name }) => singles.includes(name as Single));
  const can = (does: (one: Op) => boolean): readonly number[] =>
    kinds
      .filter(({ lines }) => Object.values(lines).some((one) => does(one.do)))
      .map(({ name }) => singles.indexOf(name as Single))
      .filter((other) => other !== goroutine && state[other] !== 0);
  if (line.op === READ) return can((one) => one.op === 'write' && one.socket === line.socket);
  if (line.op === WRITE) return can((one) => one.op === 'read' && one.socket === line.socket);
  if (line.source.do.op !== 'select') return [];
  if (line.onAnswer !== 0) return can((one) => one.op === 'deliver' && one.gives === 'answer');
  const { cases } = line.source.do;
  const partners = cases.some(({ on }) => on === 'send' || on === 'receive');
  const found = cases.flatMap((one) => {
    // The end of the connection would end any wait; it is what is waited for only where nothing else is.
    if (one.on === 'closed' && !partners) {
      return can((other) => other.op === 'close' && other.flag === one.flag);
    }
    if (one.on !== 'receive' && one.on !== 'send') return [];
    const wanted = one.on === 'receive' ? 'send' : 'receive';
    return can(
      (other) =>
        other.op === 'select' &&
        other.cases.some((their) => their.on === wanted && their.channel === one.channel),
    );
  });
  return [...new Set(found)];
}
