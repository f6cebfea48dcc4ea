import type { DumpedConnection } from '../../model/dump/process.ts';
import { Actions } from '../../model/kernel/actions.ts';
import { METHOD } from '../../model/kernel/compiled.ts';
import type { Machine, State } from '../../model/kernel/machine.ts';
import { type Load, machineOf, ordinary } from '../../model/simulate/load.ts';
import { simulate } from '../../model/simulate/simulate.ts';
import { restingConnection } from '../../model/simulate/storm.ts';
import { rpcSizes } from '../../model/ttrpc/rpc-sizes.ts';
import type { Chance } from './chance.ts';

/** RPCs whose calls the captures show whole: State in a shim, Stats in containerd. */
export type Rpc = 'State' | 'Stats';

/** What is asked of a run. */
interface Asked {
  readonly rpc: Rpc;
  /** Calls that never return, like Wait: they begin first. */
  readonly longCalls: number;
}

/** SO_SNDBUF of a node, and how many calls at once it takes there until a run hangs more often than not. */
const NODES: readonly (readonly [sndbuf: number, least: number, most: number])[] = [
  [16_384, 60, 260],
  [32_768, 120, 320],
  [65_536, 200, 420],
  [131_072, 360, 520],
  [212_992, 520, 620],
];

/** Runs tried for a hang: where none comes, the load hangs in nearly every run. */
const TRIES = 12;
const SURE: Partial<Load> = { sndbuf: 16_384, calls: 250, callers: 250 };

/** A run of the model that hung: the four-way circle, as the run came to it. */
export function circle(chance: Chance, asked: Asked): DumpedConnection {
  for (let turn = 0; ; turn++) {
    const [sndbuf, least, most] = chance.pick(NODES);
    const calls = chance.size(least, most);
    const load = loadOf(chance, asked, { sndbuf, calls, callers: calls });
    const { outcome, machine, state } = simulate(turn < TRIES ? load : { ...load, ...SURE });
    if (outcome === 'hung') return named(machine, state, asked);
    if (turn > 2 * TRIES) throw new Error('no run hung');
  }
}

/** A connection at work: its calls are in their methods, and nobody waits to write or to hand over. */
export function busy(chance: Chance, asked: Asked, callers: number): DumpedConnection {
  const calls = callers + asked.longCalls;
  const machine = machineOf(loadOf(chance, asked, { calls, callers: calls }));
  const state = machine.initial();
  walk(machine, state, chance, untilMethods(machine, state));
  return named(machine, state, asked);
}

/** Calls that never return, however long one waits: each is in its method, and the connection is idle. */
export function unanswered(chance: Chance, rpc: Rpc | 'Wait', calls: number): DumpedConnection {
  const load = { ...ordinary, calls, callers: calls, longCalls: calls, seed: chance.seed() };
  const { machine, state } = simulate({ ...load, request: 148, response: 498 });
  return { machine, state, rpc: () => rpc };
}

/** A connection at rest, its only call the container's Wait. */
export function resting(chance: Chance): DumpedConnection {
  return restingConnection({ client: 'A', server: 'S1', sndbuf: 212_992, seed: chance.seed() });
}

/**
 * The other end stands still (its process is stopped, or its cgroup frozen) while this one goes on until it can do no more: its
 * writer waits for room, and its reader has read all there was. A half of the circle, and no more than a half.
 */
export function half(chance: Chance, end: 'containerd' | 'shim', asked: Asked): DumpedConnection {
  const [sndbuf, least] = chance.pick(NODES.slice(0, 4));
  const calls = chance.whole(least, Math.round(least * 1.6)) + HALF_MORE[end];
  const load = loadOf(chance, asked, { sndbuf, calls, callers: calls });
  const machine = machineOf(load);
  const state = machine.initial();
  if (end === 'containerd') walk(machine, state, chance, isOf(machine, 'client.'));
  else {
    // Every request comes in before any method is done, so the shim's receiver has nothing left to read.
    walk(machine, state, chance, untilMethods(machine, state));
    walk(machine, state, chance, isOf(machine, 'server.'));
  }
  return named(machine, state, asked);
}

/** Requests are small: more of them than of answers fill a socket. */
const HALF_MORE = { containerd: 60, shim: 0 } as const;

/** Who may act on one side. */
function isOf(machine: Machine, side: 'client.' | 'server.'): (goroutine: number) => boolean {
  return (goroutine) => machine.kindOf(goroutine).kind.startsWith(side);
}

/** Who may act while methods take their time: everybody but a handler that would be done with one. */
function untilMethods(machine: Machine, state: State): (goroutine: number) => boolean {
  return (goroutine) => machine.lineOf(state, goroutine)?.op !== METHOD;
}

/**
 * Goroutines that may act go on, one after the other, each until it has to wait, in an order that chance decides; until none
 * of them can.
 */
function walk(
  machine: Machine,
  state: State,
  chance: Chance,
  may: (goroutine: number) => boolean,
): void {
  const everybody = Array.from({ length: machine.goroutines }, (_, goroutine) => goroutine);
  const actions = new Actions();
  for (let moved = true; moved; ) {
    moved = false;
    for (const goroutine of chance.shuffled(everybody)) {
      while (may(goroutine)) {
        actions.count = 0;
        machine.enabledOf(state, goroutine, actions);
        const possible = Array.from({ length: actions.count }, (_, place) => actions.at(place));
        const open = possible.filter(({ partner }) => partner < 0 || may(partner));
        if (open.length === 0) break;
        const { choice, partner } = chance.pick(open);
        machine.apply(state, goroutine, choice, partner);
        moved = true;
      }
    }
  }
}

function loadOf(chance: Chance, { rpc, longCalls }: Asked, more: Partial<Load>): Load {
  return { ...ordinary, ...rpcSizes[rpc], longCalls, seed: chance.seed(), ...more };
}

function named(machine: Machine, state: State, { rpc, longCalls }: Asked): DumpedConnection {
  return { machine, state, rpc: (call) => (call < longCalls ? 'Wait' : rpc) };
}
