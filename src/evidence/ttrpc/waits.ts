import { type At, formatAt } from './at.ts';
import { stacks, type Version } from './book.ts';
import type { Connection, Wiring } from './connections.ts';
import {
  type CircleKind,
  circleKinds,
  circleOfClient,
  circles,
  type Position,
  positionOf,
  type Side,
  type Wait,
} from './positions.ts';

/** A goroutine of the circle: seen in a dump, or to be looked for in the other end's. */
export interface WaitNode {
  readonly position: Position;
  readonly seen: boolean;
  /** Where it stood; null where it was not seen. */
  readonly at: At | null;
  /** Its id in its dump; null where it was not seen or the dump prints none. */
  readonly goroutine: number | null;
}

/** One wait: `from` waits for `to` (indices of nodes). Seen when the waiting goroutine was seen. */
export interface WaitEdge {
  readonly from: number;
  readonly to: number;
  readonly waits: Wait;
  readonly seen: boolean;
}

/**
 * How the two ends were put together.
 * `alone`: only one end was given. `joined`: each end has exactly one stuck half, so they are each other's.
 * `open`: several, and nothing in the dumps tells which belongs to which. `unmatched`: the other end was given
 * and has no half: then it still reads, and this is no circle (or the dumps are of different moments).
 */
export type Pairing = 'alone' | 'joined' | 'open' | 'unmatched';

/** A circle of waits, or the half of one that a single dump can show. */
export interface Circle {
  /** Null: which of `candidates` it is depends on the client, and the client was not seen. */
  readonly kind: CircleKind | null;
  readonly candidates: readonly CircleKind[];
  /** Steps of `kind`, or of the first candidate. Each waits for the next, the last for the first. */
  readonly nodes: readonly WaitNode[];
  readonly edges: readonly WaitEdge[];
  /** Every wait was seen. */
  readonly closed: boolean;
  readonly pairing: Pairing;
  readonly client: Connection | null;
  readonly server: Connection | null;
  /** Whose dump would show the rest; null when nothing is missing. */
  readonly ask: Side | null;
  /** What to look for there: the lines of every candidate's steps that were not seen. */
  readonly lookFor: readonly Expected[];
}

/** A line that the other end's dump would show. */
export interface Expected {
  readonly circle: CircleKind;
  readonly position: Position;
  readonly at: At;
  readonly versions: readonly Version[];
}

/**
 * The circles of waits that one dump shows half of, or two dumps the whole.
 * Give the client's and the server's process in any order; both ends of a pair usually hold both roles
 * (a shim is a client of containerd's events), so each side is looked for in both.
 */
export function waits(first: Wiring, second?: Wiring): readonly Circle[] {
  const wirings = second ? [first, second] : [first];
  const halves = (side: Side, of: Wiring | undefined): readonly Connection[] =>
    of?.connections.filter((one) => one.side === side && one.status === 'deadlocked-half') ?? [];
  const found: Circle[] = [];
  for (const [i, mine] of wirings.entries()) {
    const other = wirings[1 - i];
    const clients = halves('client', mine);
    const servers = halves('server', other);
    if (clients.length === 1 && servers.length === 1) {
      found.push(circleOf(clients[0] ?? null, servers[0] ?? null, 'joined'));
      continue;
    }
    const pairing = (far: readonly Connection[]): Pairing =>
      !second ? 'alone' : far.length === 0 ? 'unmatched' : 'open';
    for (const one of clients) found.push(circleOf(one, null, pairing(servers)));
    for (const one of servers) found.push(circleOf(null, one, pairing(clients)));
    if (!second) for (const one of halves('server', mine)) found.push(circleOf(null, one, 'alone'));
  }
  return found;
}

function circleOf(client: Connection | null, server: Connection | null, pairing: Pairing): Circle {
  const family = client?.family;
  const told =
    family && family !== 'S1' && family !== 'S2' ? circleOfClient[family] : kindByHalf(client);
  const candidates = told ? [told] : circleKinds;
  const kind = told ?? circleKinds[0];
  const ids = kind ? circles[kind] : [];
  const nodes = ids.map((id) => {
    const position = positionOf(id);
    return nodeOf(position, position.side === 'client' ? client : server);
  });
  const edges = nodes.flatMap(({ position, seen }, from) =>
    position.waits ? [{ from, to: (from + 1) % nodes.length, waits: position.waits, seen }] : [],
  );
  const closed = edges.every((edge) => edge.seen);
  return {
    kind: told,
    candidates,
    nodes,
    edges,
    closed,
    pairing,
    client,
    server,
    ask: closed ? null : client ? 'server' : 'client',
    lookFor: candidates.flatMap((circle) =>
      circles[circle].flatMap((id) => {
        const position = positionOf(id);
        const near = position.side === 'client' ? client : server;
        return near ? [] : linesOf(position).map((line) => ({ circle, position, ...line }));
      }),
    ),
  };
}

/** A client of a version that is not in the book still shows which half it is. */
function kindByHalf(client: Connection | null): CircleKind | null {
  if (!client) return null;
  return client.loop?.position === 'client.loop.write' ? 'A-S1' : 'C-S1';
}

function nodeOf(position: Position, connection: Connection | null): WaitNode {
  const members = connection ? [connection.loop, connection.receiver] : [];
  const member = members.find((one) => one?.position === position.id);
  const crowd = connection?.calls.find((one) => one.position === position.id);
  const at = member?.at ?? crowd?.at ?? null;
  return {
    position,
    seen: at !== null,
    at,
    goroutine: member && member.id > 0 ? member.id : null,
  };
}

/** Every line that names the position, with the versions in which it does. */
function linesOf(position: Position): readonly Pick<Expected, 'at' | 'versions'>[] {
  const found = new Map<string, { at: At; versions: Set<Version> }>();
  for (const stack of stacks) {
    if (stack.position !== position.id) continue;
    const { at } = stack.names;
    const entry = found.get(formatAt(at)) ?? { at, versions: new Set() };
    for (const version of stack.versions) entry.versions.add(version);
    found.set(formatAt(at), entry);
  }
  return [...found.values()].map(({ at, versions }) => ({ at, versions: [...versions] }));
}
