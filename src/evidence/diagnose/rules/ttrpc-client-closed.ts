import type { Connection, Wiring } from '../../ttrpc/connections.ts';
import { isParked, type Member } from '../../ttrpc/standing.ts';
import { judge, judgeAge } from '../age.ts';
import type { Case } from '../case.ts';
import { expectedLines } from '../expect.ts';
import type { UnknownId } from '../ids.ts';
import { join, type Unjoined } from '../join.ts';
import { proofOfMembers } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, say, step } from '../say.ts';
import type { Step } from '../types.ts';
import { versionsOf } from '../versions.ts';

/**
 * The client's half up to ttrpc 1.0.2 after Client.Close: the callers have left and the receiver has ended, but the loop is
 * still in its write, and only the loop closes the socket (containerd/ttrpc@v1.0.1 client.go:171, 251-254). Nobody reads
 * here any more, so a server that waits for room itself is never freed. A receiver also ends when its read fails; then the
 * write would fail as well, unless the other end closed one direction only, which ttrpc never does.
 */
export const ttrpcClientClosed: Rule = {
  id: 'ttrpc-client-closed',
  severity: 'hang',
  chapter: 'the-circle',
  look(given) {
    const { mine, cut } = given;
    const { wiring } = mine.facts;
    // The receiver may stand in what was lost.
    if (cut || !wiring.complete) return [];
    return wiring.connections.flatMap((connection) => {
      const loop = leftInWrite(connection, wiring);
      if (!loop) return [];
      const joined = join(given, connection);
      const problem = joined.ok ? null : joined.problem;
      const age = judgeAge(given, loop.minutes, [loop.id]);
      const judgement = joined.ok && age.why.id === 'moment' ? judge('likely', 'both-ends') : age;
      return [
        {
          subject: connection.id,
          ...judgement,
          proof: [
            ...proofOfMembers(mine, connection, 'loop'),
            ...(joined.ok
              ? proofOfMembers(joined.far.beside, joined.far.connection, 'loop', 'receiver')
              : []),
          ],
          counts: [allOf(mine.facts)],
          excludes: ['M5', 'M12', 'idle-peer', 'whole-process'],
          unknown: problem ? [say(OTHER[problem])] : [],
          next: steps(given, problem, judgement.why.id === 'moment'),
          versions: versionsOf(wiring.narrowing),
          covers: [mine.facts.stack(loop.index)],
        },
      ];
    });
  },
};

const OTHER: Readonly<Record<Unjoined, UnknownId>> = {
  alone: 'peer-half',
  open: 'which-peer',
  unmatched: 'peer-unmatched',
};

/**
 * The loop of a client that is parked in its write and has no receiver. Null where a receiver in the dump was tied to no
 * connection: it may be this one's.
 */
function leftInWrite(connection: Connection, wiring: Wiring): Member | null {
  const { side, loop, receiver } = connection;
  if (side !== 'client' || receiver || loop?.position !== 'client.loop.write') return null;
  const loose = wiring.unassigned.some(({ role }) => role === 'receiver');
  return !loose && isParked(loop.position, loop.state) ? loop : null;
}

function steps({ mine }: Case, problem: Unjoined | null, young: boolean): readonly Step[] {
  return [
    ...(mine.facts.timed ? [] : [step('take', 'take-states')]),
    ...(problem === 'alone' ? [step('take', 'take-shim')] : []),
    ...(problem ? expectedLines('client-a') : []),
    ...(young ? [step('take', 'take-again', { seconds: 60 })] : []),
    step('do', 'restart-containerd'),
    step('do', 'upgrade-daemon'),
  ];
}
