import type { Connection } from '../../ttrpc/connections.ts';
import type { PositionId } from '../../ttrpc/positions.ts';
import { isParked } from '../../ttrpc/standing.ts';
import { type Judgement, judge, judgeAge } from '../age.ts';
import type { Case } from '../case.ts';
import { countsOfCalls } from '../half.ts';
import { proofOfCrowd, proofOfMembers, type Witness } from '../proof.ts';
import type { Rule } from '../rule.ts';
import { allOf, lost, say, step } from '../say.ts';
import type { ProofLine } from '../types.ts';
import { versionsOf } from '../versions.ts';

/**
 * A writer waits for room while its own side still reads. No circle closes here, whatever the family: if the
 * other end reads again, this goes on. No version of ttrpc bounds such a write (containerd/ttrpc#174).
 */
export const peerDoesNotRead: Rule = {
  id: 'peer-does-not-read',
  severity: 'warning',
  chapter: 'the-repair',
  look(given) {
    const { mine, cut } = given;
    const { connections, narrowing } = mine.facts.wiring;
    return connections
      .filter(({ status }) => status === 'blocked')
      .flatMap((connection) => {
        const writer = writerOf(mine, connection);
        if (!writer) return [];
        return [
          {
            subject: connection.id,
            ...judgeWriter(given, connection, writer),
            proof: [writer, ...proofOfMembers(mine, connection, 'receiver')],
            counts: [allOf(mine.facts), ...countsOfCalls(connection)],
            excludes: ['ttrpc-circle', 'M9', 'M12'],
            unknown: [say('peer-reason'), ...lost(cut)],
            next: [
              step('take', 'take-again', { seconds: 60 }),
              step('take', connection.side === 'client' ? 'take-shim' : 'take-containerd'),
              step('look', 'look-peer'),
            ],
            versions: versionsOf(narrowing),
            covers: [],
          },
        ];
      });
  },
};

const CALLERS: readonly (PositionId | null)[] = ['client.caller.write', 'client.caller.writing'];

/** Whoever of the connection is parked in a write. */
function writerOf(witness: Witness, connection: Connection): ProofLine | null {
  const { loop, sender, calls } = connection;
  if (sender?.position === 'client.sender.write')
    return proofOfMembers(witness, connection, 'sender')[0] ?? null;
  if (loop?.position === 'client.loop.write' || loop?.position === 'server.loop.write')
    return proofOfMembers(witness, connection, 'loop')[0] ?? null;
  const crowd = calls.find(
    ({ position, state }) => CALLERS.includes(position) && isParked(position, state),
  );
  return crowd ? proofOfCrowd(witness, crowd, 'client.writer', 1) : null;
}

/** Answers on their way to callers at the same moment: then the other end works, and this is load. */
const MOVING: readonly (PositionId | null)[] = [
  'client.receiver.deliver',
  'client.caller.decode',
  'client.caller.sent',
];

function judgeWriter(given: Case, { receiver, calls }: Connection, writer: ProofLine): Judgement {
  const ids = writer.goroutine === null ? [] : [writer.goroutine];
  const judgement = judgeAge(given, writer.minutes, ids);
  const moves = [receiver, ...calls].some((one) => one && MOVING.includes(one.position));
  return moves && judgement.confidence === 'possible' ? judge('possible', 'moving') : judgement;
}
