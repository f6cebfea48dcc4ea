import type { Dump, Stack } from '../goroutine/types.ts';
import type { Version } from './book.ts';
import { type Narrowing, narrow } from './narrow.ts';
import { type Placed, place, sightings } from './place.ts';
import type { ClientFamily, Family, PositionId, ServerFamily, Side } from './positions.ts';
import {
  type Crowd,
  isParked,
  type Member,
  memberOf,
  type Standing,
  stand,
  type TieBy,
} from './standing.ts';
import { canHold, type Draft, draft, tieByEvidence, tieByForce, tieByReceiver } from './ties.ts';

/**
 * `idle`: nothing in flight. `busy`: calls in flight, and everything that should move can.
 * `blocked`: a writer waits for room, but this side still reads, so no circle closes here.
 * `deadlocked-half`: this side's half of the circle is complete: it does not read before it has written, and it
 * cannot write. Whether the other end does the same is for the other end's dump to say.
 * `unknown`: too much of the connection is not in the dump.
 */
export type Status = 'idle' | 'busy' | 'blocked' | 'deadlocked-half' | 'unknown';

/** One end of one connection, as this process sees it. */
export interface Connection {
  /** `server-1`, in the dump's order. */
  readonly id: string;
  readonly side: Side;
  readonly family: Family | null;
  /** Pointer to the `*serverConn` or `*Client` as printed; '' where the dump prints none. */
  readonly pointer: string;
  /** A: writes and hands answers out. B: only supervises. S1, S2: writes answers. C and D have none. */
  readonly loop: Member | null;
  readonly receiver: Member | null;
  /** Family B only. */
  readonly sender: Member | null;
  /** Family A only: waits for the receiver's end. */
  readonly closer: Member | null;
  /** Callers of a client, handlers of a server. */
  readonly calls: readonly Crowd[];
  /** Calls that nothing ties, and that may be this connection's. Above 0, `idle` speaks of its loops only. */
  readonly mayHold: number;
  readonly status: Status;
  /** Whole minutes that every goroutine of the half has waited at least; 0: under a minute, or not known. */
  readonly minutes: number;
}

/** What ttrpc does in one process. */
export interface Wiring {
  readonly connections: readonly Connection[];
  /** Goroutines of ttrpc that nothing ties to one connection rather than another. */
  readonly unassigned: readonly Crowd[];
  /** Goroutines in `Serve`, waiting for connections. */
  readonly acceptors: number;
  readonly narrowing: Narrowing;
  readonly client: ClientFamily | null;
  readonly server: ServerFamily | null;
  /** False when goroutines were lost on the way: then nothing is inferred by exclusion. */
  readonly complete: boolean;
}

/**
 * Puts the goroutines of a dump back together into connections.
 * Ties by evidence where there is some (creator, pointers, a single connection), by force where only one
 * connection can be meant, and says by which. One pass over the dump, one look at each distinct stack.
 */
export function connections(dump: Dump): Wiring {
  const stacks = new Set<Stack>();
  for (const goroutine of dump) stacks.add(goroutine.stack);
  const narrowing = narrow([...stacks].flatMap(sightings));
  const standings = standAll(dump, narrowing.fits);
  const complete = dump.size === dump.headers;
  const families = {
    client: narrowing.client ?? (shapeOf(standings, 'client') as ClientFamily | null),
    server: narrowing.server ?? (shapeOf(standings, 'server') as ServerFamily | null),
  };
  const found = (['client', 'server'] as const).map((side) =>
    assemble(standings, side, families[side], complete),
  );
  return {
    connections: found.flatMap((one) => one.connections),
    unassigned: found.flatMap((one) =>
      crowds(one.left.map((standing) => ({ standing, by: null }))),
    ),
    acceptors: standings.filter(({ placed }) => placed.role === 'acceptor').length,
    narrowing,
    ...families,
    complete,
  };
}

function standAll(dump: Dump, fits: readonly Version[]): readonly Standing[] {
  const places = new Map<Stack, Map<string, readonly Placed[]>>();
  const standings: Standing[] = [];
  let index = 0;
  for (const goroutine of dump) {
    const byState = places.get(goroutine.stack) ?? new Map<string, readonly Placed[]>();
    places.set(goroutine.stack, byState);
    const placed = byState.get(goroutine.state) ?? place(goroutine.stack, goroutine.state, fits);
    byState.set(goroutine.state, placed);
    for (const one of placed) standings.push(stand(goroutine, index, one));
    index++;
  }
  return standings;
}

function shapeOf(standings: readonly Standing[], side: Side): Family | null {
  return (
    standings.find(({ placed }) => placed.side === side && placed.family)?.placed.family ?? null
  );
}

const ANCHOR: Readonly<Record<Side, string>> = {
  client: '(*Client).run',
  server: '(*serverConn).run',
};

function assemble(
  all: readonly Standing[],
  side: Side,
  family: Family | null,
  complete: boolean,
): { readonly connections: readonly Connection[]; readonly left: readonly Standing[] } {
  const mine = all.filter(({ placed }) => placed.side === side && placed.role !== 'acceptor');
  const anchors = mine.filter(({ placed }) => placed.outer === ANCHOR[side]);
  const drafts = anchors.map((anchor) => draft(anchor, anchor.pointer));
  // Callers name their client even where its loop was lost: then the connection is told by them.
  const known = new Set(drafts.map((one) => one.pointer));
  if (!known.has('')) {
    for (const standing of mine) {
      const pointer = standing.placed.role === 'caller' ? standing.pointer : '';
      if (pointer === '' || known.has(pointer)) continue;
      known.add(pointer);
      drafts.push(draft(null, pointer));
    }
  }
  let left = mine.filter((standing) => !anchors.includes(standing));
  left = [...tieByEvidence(drafts, left)];
  if (complete) left = [...tieByForce(drafts, left)];
  left = [...tieByReceiver(drafts, left)];
  const loose = left.filter(({ placed }) => placed.role === 'caller' || placed.role === 'handler');
  const made = drafts.map((one, i) => {
    const mayHold = loose.filter((standing) => canHold(one, standing)).length;
    return finish(one, side, family, i + 1, mayHold);
  });
  return { connections: made, left };
}

function finish(
  one: Draft,
  side: Side,
  family: Family | null,
  n: number,
  mayHold: number,
): Connection {
  const single = (...roles: string[]): Member | null => {
    const found = one.members.find(({ standing }) => roles.includes(standing.placed.role));
    return found ? memberOf(found.standing, found.tie) : null;
  };
  const calls = crowds(
    one.members
      .filter(({ standing }) => ['caller', 'handler'].includes(standing.placed.role))
      .map(({ standing, tie }) => ({ standing, by: tie.by })),
  );
  const parts = {
    loop: single('loop', 'supervisor'),
    receiver: single('receiver'),
    sender: single('sender'),
    closer: single('closer'),
    calls,
  };
  const half = halfOf(parts);
  return {
    id: `${side}-${n}`,
    side,
    family,
    pointer: one.pointer,
    ...parts,
    mayHold,
    status: half ? 'deadlocked-half' : statusOf(side, parts),
    minutes: half ? Math.min(...half) : 0,
  };
}

type Parts = Pick<Connection, 'loop' | 'receiver' | 'sender' | 'calls'>;

/** Minutes of each goroutine of this side's half of a circle, or null where the half is not complete. */
function halfOf({ loop, receiver, calls }: Parts): readonly number[] | null {
  const stands = (member: Member | null, position: PositionId): readonly number[] =>
    member?.position === position && isParked(position, member.state) ? [member.minutes] : [];
  const crowd = (position: PositionId): readonly number[] =>
    calls
      .filter((one) => one.position === position && isParked(position, one.state))
      .map((one) => one.minutes)
      .slice(0, 1);
  const halves = [
    [...stands(loop, 'server.loop.write'), ...stands(receiver, 'server.receiver.handoff')],
    [...stands(loop, 'client.loop.write'), ...stands(receiver, 'client.receiver.handoff')],
    [
      ...crowd('client.caller.write'),
      ...crowd('client.caller.hold'),
      ...stands(receiver, 'client.receiver.lock'),
    ],
  ];
  return halves.find((half, i) => half.length === (i === 2 ? 3 : 2)) ?? null;
}

const WRITING: readonly PositionId[] = [
  'server.loop.write',
  'client.loop.write',
  'client.sender.write',
  'client.caller.write',
  'client.caller.writing',
];

function statusOf(side: Side, { loop, receiver, sender, calls }: Parts): Status {
  if (!receiver || (!loop && side === 'server')) return 'unknown';
  const writes = (one: { position: PositionId | null; state: string } | null): boolean =>
    one?.position != null && WRITING.includes(one.position) && isParked(one.position, one.state);
  if (writes(loop) || writes(sender) || calls.some(writes)) return 'blocked';
  if (calls.length > 0) return 'busy';
  const resting = [loop, receiver, sender].every(
    (one) => one === null || (one.position !== null && isParked(one.position, one.state)),
  );
  return resting ? 'idle' : 'busy';
}

function crowds(
  tied: readonly { readonly standing: Standing; readonly by: TieBy | null }[],
): readonly Crowd[] {
  const found = new Map<
    string,
    Omit<Crowd, 'members' | 'minutes'> & { members: number[]; minutes: number }
  >();
  for (const { standing, by } of tied) {
    const { role, position, at } = standing.placed;
    const key = `${role} ${position} ${at.file}:${at.line} ${standing.state} ${by}`;
    const crowd = found.get(key);
    if (crowd) {
      crowd.members.push(standing.index);
      crowd.minutes = Math.max(crowd.minutes, standing.minutes);
    } else {
      found.set(key, {
        role,
        position,
        at,
        state: standing.state,
        tie: by,
        members: [standing.index],
        minutes: standing.minutes,
      });
    }
  }
  return [...found.values()].sort((a, b) => b.members.length - a.members.length);
}
