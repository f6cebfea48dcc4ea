import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familiesOf } from '../../../src/evidence/ttrpc/families.ts';
import type { ClientFamily } from '../../../src/evidence/ttrpc/positions.ts';
import { explore } from '../../../src/model/explore/explore.ts';
import { connect, slots } from '../../../src/model/ttrpc/connection.ts';

/** Which of five clients stalled with which of four servers: the real code, five seconds each. */
const pairs = readFileSync(
  new URL('../../../content/evidence/tables/matrix.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [client = '', server = '', result = ''] = row.split(',');
    return { client, server, result };
  });

/** A number of calls at which every pair that can deadlock does, with room for one frame each way. */
const CALLS = 8;

describe('every pair of the measured matrix', () => {
  it('is there', () => {
    expect(pairs).toHaveLength(20);
    expect(new Set(pairs.map(({ client }) => client)).size).toBe(5);
    expect(new Set(pairs.map(({ server }) => server)).size).toBe(4);
  });

  it.each(pairs)('client $client on server $server: $result', ({ client, server, result }) => {
    const families = { client: familiesOf(client)?.client, server: familiesOf(server)?.server };
    const { verdict } = explore(
      connect({
        client: families.client as ClientFamily,
        server: families.server as 'S1' | 'S2',
        calls: CALLS,
        toServer: slots(1),
        toClient: slots(1),
      }),
    );
    expect(verdict).toBe(result === 'stalled' ? 'deadlock' : 'free');
  });
});
