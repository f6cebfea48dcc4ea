import { describe, expect, it } from 'vitest';
import { explore } from '../../../src/model/explore/explore.ts';
import {
  clientFamilies,
  connect,
  serverFamilies,
  slots,
} from '../../../src/model/ttrpc/connection.ts';
import { Naive } from '../../bench/naive.ts';

const pairs = (['A', 'B', 'C', 'D'] as const).flatMap((client) =>
  (['S1', 'S2'] as const).flatMap((server) =>
    (
      [
        [1, 1],
        [2, 1],
        [1, 2],
      ] as const
    ).flatMap((room) => [false, true].map((quarter) => ({ client, server, room, quarter }))),
  ),
);

/**
 * A second interpreter of the same programs (test/bench/naive.ts): names for numbers, objects for states, nothing
 * compiled or packed. It and the search agree on every state, so neither has a step that the other lacks.
 */
describe('a naive interpreter', () => {
  it.each(pairs)(
    'meets as many states of $client on $server, room $room, quarter rule $quarter, and the same verdict',
    ({ client, server, room: [requests, responses], quarter }) => {
      const calls = client === 'C' || client === 'D' ? 3 : 4;
      const program = [...clientFamilies[client], ...serverFamilies[server]];
      const room = { toServer: requests, toClient: responses };
      const naive = new Naive({ program, calls, room, quarter }).explore();
      const ours = explore(
        connect({
          client,
          server,
          calls,
          toServer: slots(requests, quarter),
          toClient: slots(responses, quarter),
        }),
        { merge: false },
      );
      expect(naive.verdict).toBe(ours.verdict);
      expect(naive.states).toBe(ours.states);
    },
  );

  it('finds the deadlock of client A on S1 at 6 calls as soon: after 27 steps', () => {
    const program = [...clientFamilies.A, ...serverFamilies.S1];
    const naive = new Naive({ program, calls: 6, room: { toServer: 1, toClient: 1 } });
    expect(naive.explore()).toMatchObject({ verdict: 'deadlock', shortest: 27 });
  });
});
