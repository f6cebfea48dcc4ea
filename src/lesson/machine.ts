/** A small machine of ttrpc as an exercise writes it down: plain data, and what the model makes of it. */
import type { Machine } from '../model/kernel/machine.ts';
import { type Connection, connect, slots } from '../model/ttrpc/connection.ts';
import { standFor } from '../model/ttrpc/places.ts';
import {
  count,
  maybe,
  oneOf,
  otherwise,
  type Problem,
  type Read,
  record,
  refuse,
  type Shape,
  type Shaped,
  truth,
  within,
} from './shape.ts';

const client = oneOf(['A', 'B', 'C', 'D']);
const server = oneOf(['S1', 'S2']);

const members = record({
  client,
  server,
  /** Calls that are made, all at once if the steps will have it so. */
  calls: count(1),
  /** Room of the socket each way, in frames; 0: a write waits for its reader. */
  requests: count(0),
  answers: count(0),
  /** Room of the client's channel from its receiver to its loop. Client A only. */
  incoming: otherwise(count(0), 0),
  /** The first so many calls never return. */
  longCalls: otherwise(count(0), 0),
  /** Callers may leave at any time. */
  deadlines: otherwise(truth, false),
  /** A parked writer wakes only when a quarter of the room is left, as the kernel has it. */
  quarter: otherwise(truth, false),
  /** The client may be closed, either end may die. */
  failures: otherwise(truth, false),
});

export type MachineSpec = Shaped<typeof members>;

/** More calls than a page could draw or search. */
const MOST_CALLS = 12;

export const machineSpec: Shape<MachineSpec> = (data, at) => {
  const read = members(data, at);
  return read.ok ? (problemIn(read.value, at) ?? read) : read;
};

function problemIn(
  { calls, longCalls, incoming, client }: MachineSpec,
  at: string,
): Problem | null {
  if (calls > MOST_CALLS) {
    return refuse(within(at, 'calls'), `${calls} calls`, `At most ${MOST_CALLS} can be drawn.`);
  }
  if (longCalls >= calls) {
    return refuse(
      within(at, 'longCalls'),
      `${longCalls} of ${calls} calls`,
      'Leave one that ends.',
    );
  }
  if (incoming > 0 && client !== 'A') {
    return refuse(within(at, 'incoming'), `client ${client} has no such channel`, 'Only A has.');
  }
  return null;
}

/** What may be changed about a machine: some of its members. */
export type MachineChange = Partial<
  Pick<
    MachineSpec,
    'client' | 'server' | 'requests' | 'answers' | 'incoming' | 'deadlines' | 'quarter'
  >
>;

const changes = record({
  client: maybe(client),
  server: maybe(server),
  requests: maybe(count(0)),
  answers: maybe(count(0)),
  incoming: maybe(count(0)),
  deadlines: maybe(truth),
  quarter: maybe(truth),
});

export const machineChange: Shape<MachineChange> = (data, at): Read<MachineChange> => {
  const read = changes(data, at);
  if (!read.ok) return read;
  const named = Object.entries(read.value).filter(([, value]) => value !== null);
  if (named.length > 0) return { ok: true, value: Object.fromEntries(named) };
  return refuse(at, 'nothing is changed', 'Name what it sets, as in { client: B }.');
};

function connectionOf(spec: MachineSpec): Connection {
  const { requests, answers, quarter, ...rest } = spec;
  return {
    ...rest,
    toServer: slots(requests, quarter && requests > 0),
    toClient: slots(answers, quarter && answers > 0),
  };
}

const machines = new Map<string, Machine>();
/** A page has few machines; a search over sets of repairs has some tens. */
const KEPT = 64;

/** The machine. The same object for equal descriptions: a Machine holds nothing of its runs. */
export function machineOf(spec: MachineSpec): Machine {
  const key = JSON.stringify(spec);
  const known = machines.get(key);
  if (known) return known;
  if (machines.size >= KEPT) machines.clear();
  const machine = connect(connectionOf(spec));
  machines.set(key, machine);
  return machine;
}

/** The versions whose lines are shown: one for each family, as it was captured. */
export function versionsOf({ client, server }: MachineSpec) {
  return { client: standFor[client], server: standFor[server] } as const;
}
