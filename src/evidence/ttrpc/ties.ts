import type { PositionId, Role } from './positions.ts';
import { isParked, type Standing, type Tie } from './standing.ts';

/** A connection while it is being put together: the loop it is told by, and what belongs to it. */
export interface Draft {
  /** Null: goroutines point at a connection whose loop is not in the dump. */
  readonly anchor: Standing | null;
  /** Pointer to the `*serverConn` or `*Client`; '' where the dump prints none. */
  readonly pointer: string;
  channel: string | null;
  readonly members: { readonly standing: Standing; readonly tie: Tie }[];
  /** Positions at which goroutines of this connection are parked. */
  readonly parked: Set<PositionId>;
}

/**
 * Two goroutines that cannot both be parked at these lines on one connection: each would be the other's
 * partner in the same unbuffered channel, so one of them would have gone on.
 */
const PARTNERS: readonly (readonly [PositionId, PositionId])[] = [
  ['server.loop.idle', 'server.receiver.handoff'],
  ['server.loop.idle', 'server.handler.respond'],
  ['client.loop.idle', 'client.receiver.handoff'],
  ['client.loop.idle', 'client.caller.queue'],
  ['client.sender.idle', 'client.caller.queue'],
];

/** Roles of which every connection has one at most. */
const SINGLE: readonly Role[] = ['sender', 'receiver', 'closer'];

export function draft(anchor: Standing | null, pointer: string): Draft {
  const made: Draft = { anchor, pointer, channel: null, members: [], parked: new Set() };
  if (anchor) add(made, anchor, { by: 'anchor', detail: pointer });
  return made;
}

/** Ties what evidence ties (creator, pointer, only one connection) and returns what is left over. */
export function tieByEvidence(
  drafts: readonly Draft[],
  standings: readonly Standing[],
): readonly Standing[] {
  const byId = new Map(drafts.flatMap((one) => (one.anchor ? [[one.anchor.id, one]] : [])));
  const byPointer = new Map(drafts.map((one) => [one.pointer, one]));
  const left: Standing[] = [];
  for (const standing of standings) {
    // A caller is created by whoever needs the call: only ttrpc's own goroutines are told by their creator.
    const created = standing.placed.role !== 'caller' && standing.creator !== null;
    const maker = created ? byId.get(standing.creator ?? 0) : undefined;
    const word = standing.words.find((one) => byPointer.has(one));
    const pointed = word === undefined ? undefined : byPointer.get(word);
    const wired = drafts.find(
      (one) => one.channel !== null && standing.words.includes(one.channel),
    );
    if (maker) add(maker, standing, { by: 'creator', detail: String(standing.creator) });
    else if (pointed) add(pointed, standing, { by: 'pointer', detail: word ?? '' });
    else if (wired) add(wired, standing, { by: 'pointer', detail: wired.channel ?? '' });
    else if (drafts.length === 1 && drafts[0]) add(drafts[0], standing, { by: 'only', detail: '' });
    else left.push(standing);
  }
  return left;
}

/** Handlers of S2 are created by their connection's receiver: one step further than `tieByEvidence` looks. */
export function tieByReceiver(
  drafts: readonly Draft[],
  standings: readonly Standing[],
): readonly Standing[] {
  const byId = new Map(
    drafts.flatMap((one) =>
      one.members
        .filter(({ standing }) => standing.placed.role === 'receiver')
        .map(({ standing }) => [standing.id, one] as const),
    ),
  );
  return standings.filter((standing) => {
    const maker = standing.placed.role === 'handler' ? byId.get(standing.creator ?? -1) : undefined;
    if (maker) add(maker, standing, { by: 'creator', detail: String(standing.creator) });
    return !maker;
  });
}

/**
 * Ties what is forced: a goroutine that can belong to no other connection, or that is the only one left for it.
 * Then those that all stand alike. Sound only for a whole dump; what is not forced is returned.
 */
export function tieByForce(
  drafts: readonly Draft[],
  standings: readonly Standing[],
): readonly Standing[] {
  let left = [...standings];
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    for (const role of SINGLE) left = forceSingles(drafts, left, role);
    left = left.filter((standing) => {
      if (SINGLE.includes(standing.placed.role)) return true;
      const [only, ...others] = drafts.filter((one) => canHold(one, standing));
      if (!only || others.length > 0) return true;
      force(only, standing);
      return false;
    });
  }
  for (const role of SINGLE) left = tieAlike(drafts, left, role);
  return left;
}

function forceSingles(
  drafts: readonly Draft[],
  standings: readonly Standing[],
  role: Role,
): Standing[] {
  const wanted = standings.filter((standing) => standing.placed.role === role);
  const open = drafts.filter((one) => !hasRole(one, role));
  for (const standing of wanted) {
    const [only, ...others] = open.filter((one) => canHold(one, standing));
    if (only && others.length === 0) return put(only, standing);
  }
  if (wanted.length === open.length) {
    for (const one of open) {
      const [only, ...others] = wanted.filter((standing) => canHold(one, standing));
      if (only && others.length === 0) return put(one, only);
    }
  }
  return [...standings];

  function put(one: Draft, standing: Standing): Standing[] {
    force(one, standing);
    return standings.filter((other) => other !== standing);
  }
}

function tieAlike(
  drafts: readonly Draft[],
  standings: readonly Standing[],
  role: Role,
): Standing[] {
  const wanted = standings.filter((standing) => standing.placed.role === role);
  const open = drafts.filter((one) => !hasRole(one, role));
  const sorts = new Set(wanted.map((one) => `${one.placed.position} ${one.state}`));
  if (wanted.length !== open.length || sorts.size !== 1) return [...standings];
  for (const [i, standing] of wanted.entries()) {
    const one = open[i];
    if (one) add(one, standing, { by: 'alike', detail: '' });
  }
  return standings.filter((standing) => !wanted.includes(standing));
}

function force(one: Draft, standing: Standing): void {
  add(one, standing, { by: standing.state === '' ? 'likely' : 'forced', detail: '' });
}

function add(one: Draft, standing: Standing, tie: Tie): void {
  one.members.push({ standing, tie });
  const { position } = standing.placed;
  if (position && isParked(position, standing.state)) one.parked.add(position);
  // Of goroutines that only look alike, the pointer proves nothing about this connection.
  if (tie.by !== 'alike') one.channel ??= standing.channel;
}

function hasRole(one: Draft, role: Role): boolean {
  return one.members.some(({ standing }) => standing.placed.role === role);
}

/** Whether a goroutine can belong to this connection: no pointer and no channel says otherwise. */
export function canHold(one: Draft, standing: Standing): boolean {
  const { position } = standing.placed;
  if (one.channel !== null && standing.channel !== null && one.channel !== standing.channel)
    return false;
  if (position === null || !isParked(position, standing.state)) return true;
  return !PARTNERS.some(
    ([a, b]) => (position === a && one.parked.has(b)) || (position === b && one.parked.has(a)),
  );
}
