import type { Stack } from '../goroutine/types.ts';
import type { Connection } from '../ttrpc/connections.ts';
import type { PositionId, Side } from '../ttrpc/positions.ts';
import type { Crowd } from '../ttrpc/standing.ts';
import type { Case } from './case.ts';
import type { DumpFacts } from './facts.ts';
import type { CountId, Why } from './ids.ts';
import { frameAt, proofOf, proofOfMember, type Witness } from './proof.ts';
import type { Confidence, Count, ProofLine, Say } from './types.ts';

/** Which half of which circle a connection shows. */
export type HalfKind = 'server' | 'client-a' | 'client-c';

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
  const { side, loop, receiver } = connection;
  const crowd = (position: PositionId, role: 'client.writer' | 'client.holder') =>
    connection.calls
      .filter((one) => one.position === position)
      .slice(0, 1)
      .map((one) => proofOfCrowd(witness, one, role, 1));
  return [
    ...(loop
      ? [proofOfMember(witness, loop, side === 'client' ? 'client.loop' : 'server.loop')]
      : []),
    ...crowd('client.caller.write', 'client.writer'),
    ...crowd('client.caller.hold', 'client.holder'),
    ...(receiver
      ? [
          proofOfMember(
            witness,
            receiver,
            side === 'client' ? 'client.receiver' : 'server.receiver',
          ),
        ]
      : []),
    ...connection.calls
      .filter(({ position }) => position !== null && BEHIND.has(position))
      .map((one) =>
        proofOfCrowd(witness, one, side === 'client' ? 'client.caller' : 'server.handler'),
      ),
  ];
}

/** Positions at which a call waits for the half to move, and what each is counted as. */
const BEHIND: ReadonlyMap<PositionId, CountId> = new Map<PositionId, CountId>([
  ['client.caller.queue', 'queue'],
  ['client.caller.await', 'await'],
  ['client.caller.lock', 'lock'],
  ['client.caller.forget', 'lock'],
  ['client.caller.sendlock', 'send-lock'],
  ['server.handler.respond', 'respond'],
  ['server.handler.call', 'method'],
]);

/** One goroutine of a crowd, standing for all of it. */
export function proofOfCrowd(
  witness: Witness,
  { members, at, position }: Crowd,
  role: ProofLine['role'],
  alike: number = members.length,
): ProofLine {
  const [first = 0] = members;
  return proofOf(witness, first, role, (stack) => frameAt(stack, at), alike, position);
}

/** How many calls of a connection wait where. */
export function countsOfHalf(facts: DumpFacts, { calls }: Connection): readonly Count[] {
  const sums = new Map<CountId, number>();
  for (const { position, members } of calls) {
    const id = position === null ? undefined : BEHIND.get(position);
    if (id) sums.set(id, (sums.get(id) ?? 0) + members.length);
  }
  return [
    { id: 'goroutines', n: facts.dump.size, values: {} },
    ...[...sums].map(([id, n]) => ({ id, n, values: {} })),
  ];
}

/** Stacks of everything that belongs to a connection. */
export function stacksOf(facts: DumpFacts, connection: Connection): readonly Stack[] {
  const found = new Set<Stack>();
  for (const member of [connection.loop, connection.receiver, connection.sender])
    if (member) found.add(facts.stack(member.index));
  for (const { members } of connection.calls)
    for (const index of members) found.add(facts.stack(index));
  return [...found];
}

/** How sure something is, and why. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly why: Say<Why>;
}

/** Two dumps taken closer together than this say little by agreeing. Seconds. */
const APART = 10;

/**
 * How sure it is that a half does not just pass. Standing at these lines is nothing unusual for a moment
 * under load; only time tells, or the other end (see `join`).
 */
export function judgeHalf(given: Case, connection: Connection): Judgement {
  const { facts, cut } = given;
  if (!facts.timed) return possible('no-states');
  const time = standing(given, connection);
  if (!time) return possible('moment');
  if (cut) return possible('cut');
  if (given.others.some(({ peer, facts }) => peer && reads(facts, connection.side)))
    return possible('peer-reads');
  return { confidence: 'likely', why: time };
}

function possible(id: Why): Judgement {
  return { confidence: 'possible', why: { id, values: {} } };
}

/** What shows that the half has stood for a while, or null. */
function standing({ others }: Case, connection: Connection): Say<Why> | null {
  const { minutes } = connection;
  if (minutes >= 1) return { id: 'waited', values: { minutes } };
  const ids = idsOf(connection);
  for (const { process, seconds, diff } of others) {
    if (process !== 'same' || (seconds !== null && seconds < APART)) continue;
    const stayed = new Set(diff().movement?.stayed);
    if (ids.length === 0 || !ids.every((id) => stayed.has(id))) continue;
    return seconds === null
      ? { id: 'stayed-untimed', values: {} }
      : { id: 'stayed', values: { seconds: Math.round(seconds) } };
  }
  return null;
}

function idsOf({ loop, receiver }: Connection): readonly number[] {
  return [loop, receiver].flatMap((one) => (one && one.id > 0 ? [one.id] : []));
}

/** Whether a process has connections of the opposite side, and none of them is stuck: it still reads. */
function reads(facts: DumpFacts, side: Side): boolean {
  const opposite = facts.wiring.connections.filter((one) => one.side !== side);
  return opposite.length > 0 && opposite.every((one) => halfOf(one) === null);
}
