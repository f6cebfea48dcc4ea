import { countsOfCalls, halfOf, proofOfHalf, stacksOf } from '../half.ts';
import { join, judgeCircle } from '../join.ts';
import type { Evidence, Rule } from '../rule.ts';
import { lost, step } from '../say.ts';
import { versionsOf } from '../versions.ts';

/** Both ends were given, and each shows its half: the whole circle. */
export const ttrpcBoth: Rule = {
  id: 'ttrpc-both',
  severity: 'hang',
  chapter: 'the-circle',
  look: (given) =>
    given.mine.facts.wiring.connections.flatMap((connection): readonly Evidence[] => {
      if (halfOf(connection) === null) return [];
      const joined = join(given, connection);
      if (!joined.ok) return [];
      const { far } = joined;
      const ends = [
        { witness: given.mine, connection },
        { witness: far.beside, connection: far.connection },
      ].sort((one) => (one.connection.side === 'client' ? -1 : 1));
      const client = ends.find((end) => end.connection.side === 'client');
      const judgement = judgeCircle(given, connection, far);
      const locks = client && halfOf(client.connection) === 'client-c';
      return [
        {
          subject: connection.id,
          ...judgement,
          proof: ends.flatMap((end) => proofOfHalf(end.witness, end.connection)),
          counts: ends.flatMap((end) => countsOfCalls(end.connection)),
          excludes: [
            ...(locks ? [] : (['M5'] as const)),
            'M9',
            'M10',
            'idle-peer',
            'slow-handlers',
            'whole-process',
          ],
          unknown: lost(given.cut || far.beside.cut),
          next: [
            ...(judgement.confidence === 'certain'
              ? []
              : [step('take', 'take-again', { seconds: 60 })]),
            step('do', 'restart-containerd'),
            step('do', locks ? 'upgrade-1-7' : 'upgrade-daemon'),
          ],
          versions: client ? versionsOf(client.witness.facts.wiring.narrowing) : null,
          covers: stacksOf(given.mine.facts, connection),
        },
      ];
    }),
};
