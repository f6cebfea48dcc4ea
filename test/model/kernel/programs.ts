import fc from 'fast-check';
import { type Connection, slots } from '../../../src/model/ttrpc/connection.ts';

/** Any small connection of ttrpc: every pairing of families, any room, by either waking rule. */
export const anyConnection: fc.Arbitrary<Connection> = fc
  .record({
    client: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
    server: fc.constantFrom('S1' as const, 'S2' as const),
    calls: fc.integer({ min: 1, max: 5 }),
    callers: fc.integer({ min: 1, max: 5 }),
    longCalls: fc.constantFrom(0, 0, 1),
    deadlines: fc.boolean(),
    failures: fc.boolean(),
    incoming: fc.constantFrom(0, 0, 1),
    rooms: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
    quarter: fc.boolean(),
  })
  .map(({ rooms: [requests, responses], quarter, ...rest }) => ({
    ...rest,
    // A long call must leave the others a place.
    callers: Math.max(rest.callers, rest.longCalls + 1),
    toServer: slots(requests, quarter && requests > 0),
    toClient: slots(responses, quarter && responses > 0),
  }));

/** Which of the possible steps to take, one number a step. */
export const picks = (most: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.nat(1000), { minLength: most, maxLength: most });
