import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import { ROOMS } from '../../../src/widgets/source-map/rooms.ts';
import { ROUTE_NAMES } from '../../../src/widgets/source-map/routes.ts';
import {
  codec,
  enter,
  LONGEST,
  type SourceMapState,
  setOut,
} from '../../../src/widgets/source-map/state.ts';

/** What readers come to: a way, some rooms pressed in any order, a line typed. */
const states: fc.Arbitrary<SourceMapState> = fc
  .tuple(
    fc.constantFrom(...ROUTE_NAMES),
    fc.array(fc.constantFrom(...ROOMS), { maxLength: 14 }),
    fc.string({ maxLength: 40 }),
  )
  .map(([route, rooms, line]) => ({
    ...rooms.reduce(enter, setOut(codec.initial, route)),
    line,
  }));

const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

describe('state of the map', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'map', state)}`).search;
        expect(stateFromQuery(codec, 'map', page)).toEqual(back);
      }),
      { numRuns: 150 },
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each([
    ['r=attach', 'route attach: not one of summary, eviction, exec, cgroup'],
    ['r=exec&n=5', 'done 5: a whole number from 0 to 4'],
    ['r=exec&n=-1', 'n=-1'],
    ['r=exec&n=0&x=prober', 'tried prober: not one of server, eviction, kubelet, stats, kuberu'],
    ['r=exec&n=0&x=server', 'tried server: nobody stops there'],
    ['x=cm', 'tried cm: nobody stops there'],
    [`f=${'a'.repeat(LONGEST + 1)}`, `line: no text of ${LONGEST} at most`],
  ])('refuses what no reader can have left behind: %s', (query, detail) => {
    expect(opened(query)).toEqual({ ok: false, problem: 'bad-value', detail: detail.slice(0, 60) });
  });

  it('takes from an author a way alone, still to be found', () => {
    expect(codec.fromProps({ route: 'exec' })).toEqual({
      ok: true,
      state: { route: 'exec', done: 0, tried: null, line: '' },
    });
    expect(codec.fromProps({})).toEqual({ ok: true, state: codec.initial });
    expect(codec.fromProps({ way: 'exec' })).toMatchObject({ ok: false });
    expect(codec.fromProps({ done: '2' })).toMatchObject({ ok: false });
  });

  it('goes on with the next room only, and stays where it arrived', () => {
    const start = setOut(codec.initial, 'cgroup');
    expect(enter(start, 'cm')).toEqual({ ...start, tried: 'cm' });
    const inside = enter(enter(start, 'cm'), 'kubelet');
    expect(inside).toEqual({ ...start, done: 1 });
    const there = enter(inside, 'cm');
    expect(there.done).toBe(2);
    expect(enter(there, 'cri')).toBe(there);
  });
});
