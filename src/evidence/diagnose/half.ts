import type { Stack } from '../goroutine/types.ts';
import type { Connection } from '../ttrpc/connections.ts';
import type { PositionId, Side } from '../ttrpc/positions.ts';
import { type Judgement, judge, judgeAge } from './age.ts';
import type { Case } from './case.ts';
import type { DumpFacts } from './facts.ts';
import type { CountId } from './ids.ts';
import { proofOfCrowd, proofOfMembers, type Witness } from './proof.ts';
import { count } from './say.ts';
import type { Count, ProofLine } from './types.ts';

/** Which half of which circle a connection shows. */
export type HalfKind = 'server' | 'client-a' | 'client-c';

/** The goroutines that make each half, by where they stand. */
export const LINKS: Readonly<Record<HalfKind, readonly PositionId[]>> = {
  server: ['server.loop.write', 'server.receiver.handoff'],
  'client-a': ['client.loop.write', 'client.receiver.handoff'],
  'client-c': ['client.caller.write', 'client.caller.hold', 'client.receiver.lock'],
};

/** Where calls wait for a half to move, and what each is counted as. */
export const BEHIND: Readonly<Partial<Record<PositionId, CountId>>> = {
  'client.caller.queue': 'queue',
  'client.caller.await': 'await',
  'client.caller.lock': 'lock',
  'client.caller.forget': 'lock',
  'client.caller.sendlock': 'send-lock',
  'server.handler.respond': 'respond',
  'server.handler.call': 'method',
};

/** Which half a connection is stuck in, or null where it is not. */
export function halfOf(connection: Connection): HalfKind | null {
  if (connection.status !== 'deadlocked-half') return null;
  if (connection.side === 'server') return 'server';
  return connection.receiver?.position === 'client.receiver.lock' ? 'client-c' : 'client-a';
}

/** Connections of one side of a process that are stuck in a half. */
export function halvesOf(facts: DumpFacts, side: Side): readonly Connection[] {
  return facts.wiring.connections.filter((one) => one.side === side && halfOf(one) !== null);
}

/** The goroutines that make the half, each a line of proof; then one of each crowd that waits behind them. */
export function proofOfHalf(witness: Witness, connection: Connection): readonly ProofLine[] {
  const { side, calls } = connection;
  const linked = (position: PositionId, role: 'client.writer' | 'client.holder') =>
    calls
      .filter((crowd) => crowd.position === position)
      .slice(0, 1)
      .map((crowd) => proofOfCrowd(witness, crowd, role, 1));
  const role = side === 'client' ? 'client.caller' : 'server.handler';
  return [
    ...proofOfMembers(witness, connection, 'loop'),
    ...linked('client.caller.write', 'client.writer'),
    ...linked('client.caller.hold', 'client.holder'),
    ...proofOfMembers(witness, connection, 'receiver'),
    ...calls
      .filter(({ position }) => position !== null && BEHIND[position])
      .map((crowd) => proofOfCrowd(witness, crowd, role)),
  ];
}

/** How many calls of a connection wait where. */
export function countsOfCalls({ calls }: Connection): readonly Count[] {
  const sums = new Map<CountId, number>();
  for (const { position, members } of calls) {
    const id = position === null ? undefined : BEHIND[position];
    if (id) sums.set(id, (sums.get(id) ?? 0) + members.length);
  }
  return [...sums].map(([id, n]) => count(id, n));
}

/** Stacks of everything that belongs to a connection. */
export function stacksOf(facts: DumpFacts, connection: Connection): readonly Stack[] {
  const { loop, receiver, sender, closer, calls } = connection;
  const found = new Set<Stack>();
  for (const member of [loop, receiver, sender, closer])
    if (member) found.add(facts.stack(member.index));
  for (const { members } of calls) for (const index of members) found.add(facts.stack(index));
  return [...found];
}

/**
 * How sure it is that a half does not just pass. Standing at these lines is nothing unusual for a moment
 * under load; only time tells, or the other end (see `join`).
 */
export function judgeHalf(given: Case, connection: Connection): Judgement {
  const judgement = judgeAge(given, connection.minutes, idsOf(given.mine.facts, connection));
  const heard = given.others.some(({ peer, facts }) => peer && reads(facts, connection.side));
  return heard && judgement.confidence === 'likely' ? judge('possible', 'peer-reads') : judgement;
}

/** Ids of the goroutines that make the half. */
function idsOf({ dump }: DumpFacts, connection: Connection): readonly number[] {
  const { loop, receiver, calls } = connection;
  const kind = halfOf(connection);
  const linked = calls.flatMap(({ position, members: [index] }) =>
    kind && position && index !== undefined && LINKS[kind].includes(position)
      ? [dump.goroutine(index).id]
      : [],
  );
  return [...[loop, receiver].flatMap((one) => (one ? [one.id] : [])), ...linked];
}

/** Whether a process has connections of the opposite side, and each has a receiver and is not stuck: it still reads. */
function reads(facts: DumpFacts, side: Side): boolean {
  const opposite = facts.wiring.connections.filter((one) => one.side !== side);
  return (
    opposite.length > 0 && opposite.every((one) => one.receiver !== null && halfOf(one) === null)
  );
}
