import type { Stack } from '../goroutine/types.ts';
import type { Connection } from '../ttrpc/connections.ts';
import { ttrpcFunc } from '../ttrpc/place.ts';
import type { PositionId } from '../ttrpc/positions.ts';
import type { DumpFacts } from './facts.ts';

/** Calls of one RPC that wait on one connection. */
export interface Callers {
  /** `Stats`, of the task service where its client stands in the stack. */
  readonly rpc: string;
  /** What containerd was asked for: `Tasks.Metrics`, `RuntimeService.ListContainerStats`; '' where no gRPC handler shows. */
  readonly asked: string;
  readonly connection: Connection | null;
  readonly count: number;
  /** How many have waited a minute or longer. */
  readonly aged: number;
  /** Longest wait, in whole minutes. */
  readonly minutes: number;
  /** Index in the dump of the one that has waited longest. */
  readonly oldest: number;
  readonly position: PositionId | null;
  readonly stacks: ReadonlySet<Stack>;
}

/** containerd's client of the shim's task service, generated: `task.(*taskClient)`, in 2.x `task.(*ttrpctaskClient)`. */
const TASK = /\.\(\*\w*[tT]askClient\)\.(\w+)$/;
/** What grpc-go's generator writes for a service: `_Tasks_Metrics_Handler`. */
const ASKED = /\._([A-Za-z0-9]+)_([A-Za-z0-9]+)_Handler$/;

/** Frame of the task client in a caller's stack, or the caller's own outermost frame of ttrpc. */
export function rpcFrame({ frames }: Stack): number {
  const task = frames.findIndex(({ func }) => TASK.test(func));
  if (task !== -1) return task;
  return Math.max(
    0,
    frames.findLastIndex(({ func }) => ttrpcFunc(func) !== null),
  );
}

/** Which RPC a caller is in. */
export function rpcOf(stack: Stack): { readonly rpc: string; readonly asked: string } {
  const { frames } = stack;
  const at = rpcFrame(stack);
  const own = TASK.exec(frames[at]?.func ?? '')?.[1];
  const caller = frames[at + 1]?.func ?? '';
  const [, service, method] =
    frames.map(({ func }) => ASKED.exec(func)).find((match) => match !== null) ?? [];
  return {
    rpc: own ?? caller.slice(caller.lastIndexOf('.') + 1),
    asked: service ? `${service}.${method}` : '',
  };
}

/** Everyone who waits in a call through ttrpc, by connection and RPC, the most first. */
export function callersOf(facts: DumpFacts): readonly Callers[] {
  const { wiring } = facts;
  const found = new Map<
    string,
    Callers & { count: number; aged: number; minutes: number; oldest: number; stacks: Set<Stack> }
  >();
  const names = new Map<Stack, ReturnType<typeof rpcOf>>();
  const add = (connection: Connection | null, position: PositionId | null, index: number) => {
    const stack = facts.stack(index);
    const { rpc, asked } = names.get(stack) ?? rpcOf(stack);
    names.set(stack, { rpc, asked });
    const minutes = facts.dump.counts ? 0 : facts.minutes(index);
    const key = `${connection?.id} ${rpc} ${asked}`;
    const known = found.get(key);
    if (!known) {
      found.set(key, {
        rpc,
        asked,
        connection,
        count: 1,
        aged: minutes >= 1 ? 1 : 0,
        minutes,
        oldest: index,
        position,
        stacks: new Set([stack]),
      });
      return;
    }
    known.count++;
    if (minutes >= 1) known.aged++;
    if (minutes > known.minutes) {
      known.minutes = minutes;
      known.oldest = index;
    }
    known.stacks.add(stack);
  };
  const crowds = [
    ...wiring.connections.flatMap((connection) =>
      connection.calls.map((crowd) => ({ connection, crowd })),
    ),
    ...wiring.unassigned.map((crowd) => ({ connection: null, crowd })),
  ];
  for (const { connection, crowd } of crowds)
    if (crowd.role === 'caller')
      for (const index of crowd.members) add(connection, crowd.position, index);
  return [...found.values()].sort((one, other) => other.count - one.count);
}
