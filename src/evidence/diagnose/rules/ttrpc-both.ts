import type { Connection } from '../../ttrpc/connections.ts';
import { countsOfHalf, halfOf, proofOfHalf, stacksOf } from '../half.ts';
import { join, judgeCircle } from '../join.ts';
import type { Evidence, Rule } from '../rule.ts';
import type { Step } from '../types.ts';
import { versionsOf } from '../versions.ts';

/** Both ends were given, and each shows its half: the whole circle. */
export const ttrpcBoth: Rule = {
  id: 'ttrpc-both',
  severity: 'hang',
  chapter: 'the-circle',
  look: (given) =>
    given.facts.wiring.connections.flatMap((connection): readonly Evidence[] => {
      if (halfOf(connection) === null) return [];
      const joined = join(given, connection);
      if (!joined.ok) return [];
      const { beside, connection: other } = joined;
      const mine = { connection, facts: given.facts, index: 0 };
      const far = { connection: other, facts: beside.facts, index: beside.index };
      const [client, server] = connection.side === 'client' ? [mine, far] : [far, mine];
      const judgement = judgeCircle(given, connection, joined);
      return [
        {
          subject: connection.id,
          ...judgement,
          proof: [
            ...proofOfHalf(client, client.connection),
            ...proofOfHalf(server, server.connection),
          ],
          counts: [
            ...countsOfHalf(client.facts, client.connection),
            ...countsOfHalf(server.facts, server.connection).filter(
              ({ id }) => id !== 'goroutines',
            ),
          ],
          excludes: ['M5', 'M9', 'M10', 'idle-peer', 'slow-handlers', 'whole-process'],
          unknown: given.cut || beside.cut ? [{ id: 'lost', values: {} }] : [],
          next: steps(client.connection, judgement.confidence === 'certain'),
          versions: versionsOf(client.facts.wiring.narrowing),
          covers: stacksOf(given.facts, connection),
        },
      ];
    }),
};

function steps(client: Connection, certain: boolean): readonly Step[] {
  return [
    ...(certain ? [] : [{ id: 'take-again', kind: 'take', values: { seconds: 60 } } as const]),
    { id: 'restart-containerd', kind: 'do', values: {} },
    {
      id: halfOf(client) === 'client-c' ? 'upgrade-1-7' : 'upgrade-daemon',
      kind: 'do',
      values: {},
    },
  ];
}
