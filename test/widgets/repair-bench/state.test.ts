import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  BASE,
  BUFFERS,
  change,
  codec,
  keyOf,
  type RepairSet,
  ROOMS,
} from '../../../src/widgets/repair-bench/state.ts';

const sets: fc.Arbitrary<RepairSet> = fc
  .record<RepairSet>({
    requests: fc.constantFrom(...ROOMS),
    answers: fc.constantFrom(...ROOMS),
    incoming: fc.constantFrom(...BUFFERS),
    deadlines: fc.boolean(),
    client: fc.constantFrom('A', 'B'),
    server: fc.constantFrom('S1', 'S2'),
    quarter: fc.boolean(),
  })
  .map((set) => change(set, {}));

describe('the link of a set', () => {
  it('brings the set back', () => {
    fc.assert(
      fc.property(sets, (set) => {
        expect(stateFromQuery(codec, null, `?${embedQuery(codec, set)}`)).toEqual({
          ok: true,
          state: set,
        });
      }),
    );
  });

  it('says nothing of what is not repaired', () => {
    expect(embedQuery(codec, BASE)).toBe('v=1');
    expect(embedQuery(codec, { ...BASE, requests: 4, deadlines: true })).toBe('v=1&a=4&d=1');
  });

  it.each([
    ['a=3', 'requests 3: one of 1, 2, 4, 8'],
    ['c=C', 'client C: one of A, B'],
    ['d=yes', 'deadlines yes: one of 0, 1'],
    ['c=B&k=2', 'incoming: client B has no such channel'],
  ])('refuses %s in words', (query, detail) => {
    expect(stateFromQuery(codec, null, `?v=1&${query}`)).toEqual({
      ok: false,
      problem: 'bad-value',
      detail,
    });
  });
});

describe('a set', () => {
  it('is written by an author by what differs', () => {
    expect(codec.fromProps({ client: 'B', quarter: true })).toEqual({
      ok: true,
      state: { ...BASE, client: 'B', quarter: true },
    });
    expect(codec.fromProps({ room: 2 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ requests: 3 })).toMatchObject({ ok: false });
  });

  it('loses the buffer of incoming with the loop that took from it', () => {
    expect(change({ ...BASE, incoming: 4 }, { client: 'B' }).incoming).toBe(0);
  });

  it('has a key of its own', () => {
    fc.assert(
      fc.property(sets, sets, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
