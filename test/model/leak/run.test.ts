import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVICTION_SLEEP, EXEC_GOROUTINES, EXEC_HEAP } from '../../../src/model/leak/constants.ts';
import { heldInContainerd } from '../../../src/model/leak/holdings.ts';
import { type Load, ordinaryNode, scrapeRate } from '../../../src/model/leak/load.ts';
import { at, run } from '../../../src/model/leak/run.ts';
import { list } from '../../../src/model/leak/stats-list.ts';
import { asVariant, VARIANTS, variantOf } from '../../../src/model/leak/variants.ts';

const loads: fc.Arbitrary<Load> = fc.record({
  client: fc.constantFrom('A' as const, 'B' as const),
  scrapers: fc.integer({ min: 0, max: 10 }),
  interval: fc.integer({ min: 1, max: 120 }),
  eviction: fc.boolean(),
  execs: fc.integer({ min: 0, max: 30 }),
  deadline: fc.option(fc.integer({ min: 1, max: 300 })),
  hangAt: fc.integer({ min: 0, max: 3600 }),
  burst: fc.integer({ min: 0, max: 2000 }),
  duration: fc.integer({ min: 1, max: 7200 }),
  kubeletCall: fc.integer({ min: 8192, max: 1 << 20 }),
});
const times = fc.integer({ min: 0, max: 7200 });

describe('a node over time', () => {
  it('keeps account: a call that came to a stuck connection waits or has expired', () => {
    fc.assert(
      fc.property(loads, times, (load, time) => {
        const { stuck, askedSince, pending, expired, answeredSince } = at(load, time);
        if (stuck) expect([askedSince, answeredSince]).toEqual([pending + expired, 0]);
        else expect([pending, expired]).toEqual([0, 0]);
      }),
    );
  });

  it('never shrinks without a deadline, and by scrapes alone it grows at their rate', () => {
    fc.assert(
      fc.property(loads, times, times, (any, one, other) => {
        const load = { ...any, deadline: null };
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(at(load, late).pending).toBeGreaterThanOrEqual(at(load, early).pending);
        if (!at(load, early).stuck) return;
        const grown = at(load, late).pending - at(load, early).pending;
        expect(Math.abs(grown - scrapeRate(load) * (late - early))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('with a deadline keeps no more callers than came within it', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 300 }), times, (any, deadline, time) => {
        const load = { ...any, deadline };
        const most = Math.ceil(scrapeRate(load) * deadline) + 1 + load.burst;
        expect(at(load, time).pending).toBeLessThanOrEqual(most);
        if (time >= load.hangAt + deadline) {
          expect(at(load, time).pending).toBeLessThanOrEqual(most - load.burst);
        }
      }),
    );
  });

  it('is not cured by a deadline: what is stuck stays stuck, nobody is answered, execs stay', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 300 }), times, (any, deadline, time) => {
        const without = at({ ...any, deadline: null }, time);
        const bounded = at({ ...any, deadline }, time);
        for (const fact of ['stuck', 'answered', 'answeredSince', 'execs'] as const) {
          expect(bounded[fact]).toBe(without[fact]);
        }
      }),
    );
  });

  it('keeps nothing with client B, and answers every call', () => {
    fc.assert(
      fc.property(loads, times, (any, time) => {
        const { pending, execs, stuck, answeredSince, askedSince, containerd, kubelet } = at(
          { ...any, client: 'B' },
          time,
        );
        expect({ pending, execs, stuck }).toEqual({ pending: 0, execs: 0, stuck: false });
        expect(answeredSince).toBe(askedSince);
        expect(containerd.most + kubelet.most).toBe(0);
      }),
    );
  });

  it('answers as many before the hang, whichever the client', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const before = load.hangAt - 0.001;
        if (before < 0) return;
        expect(at({ ...load, client: 'A' }, before)).toEqual(at({ ...load, client: 'B' }, before));
        expect(at({ ...load, client: 'A' }, load.hangAt).answered).toBe(at(load, before).answered);
      }),
    );
  });

  it('runs from 0 to its end in even parts', () => {
    const moments = run(ordinaryNode, 4);
    expect(moments.map(({ time }) => time / 60)).toEqual([0, 30, 60, 90, 120]);
    // 2 scrapers every 15 s over 100 minutes, the first at once, and the eviction manager's one.
    expect(moments.at(-1)?.pending).toBe((100 * 60 * 2) / 15 + 1 + 1);
    expect(moments.at(-1)?.execs).toBe(201);
  });
});

describe('the eviction manager', () => {
  const only: Load = { ...ordinaryNode, scrapers: 0, execs: 0, hangAt: 100, duration: 1000 };

  it('adds one call and then is dead, without a deadline', () => {
    for (const time of [100, 200, 5000]) {
      expect(at(only, time)).toMatchObject({ pending: 1, askedSince: 1, eviction: 'stopped' });
    }
  });

  it('goes round again with one, each time without an answer', () => {
    const bounded = { ...only, deadline: 30 };
    const round = 30 + EVICTION_SLEEP;
    expect(at(bounded, 100 + 29)).toMatchObject({ pending: 1, expired: 0, eviction: 'waits' });
    expect(at(bounded, 100 + 30)).toMatchObject({ pending: 0, expired: 1, eviction: 'blind' });
    expect(at(bounded, 100 + round)).toMatchObject({ pending: 1, expired: 1, eviction: 'waits' });
    expect(at(bounded, 100 + 5 * round + 35)).toMatchObject({ expired: 6, answeredSince: 0 });
  });

  it('sees the node as long as it is answered, every 10 s', () => {
    expect(at(only, 99)).toMatchObject({ eviction: 'sees', answered: 10 });
    expect(at({ ...only, client: 'B' }, 199)).toMatchObject({ eviction: 'sees', answered: 20 });
    expect(at({ ...only, eviction: false }, 200)).toMatchObject({ eviction: 'off', pending: 0 });
  });
});

describe('what is held', () => {
  it('by an exec is its zlib state and its goroutines, and no heap is counted thrice', () => {
    const { goroutines, live, most } = heldInContainerd(0, 1000);
    expect(goroutines).toBe(1000 * EXEC_GOROUTINES);
    expect(live).toBeGreaterThanOrEqual(1000 * EXEC_HEAP);
    expect(most - live).toBe(1000 * EXEC_HEAP);
  });
});

describe('one list of stats', () => {
  it.each([
    [12, null, { answered: 12, stuckAt: null, neverAsked: 0 }],
    [12, 0, { answered: 0, stuckAt: 0, neverAsked: 11 }],
    [12, 4, { answered: 4, stuckAt: 4, neverAsked: 7 }],
    [12, 11, { answered: 11, stuckAt: 11, neverAsked: 0 }],
    [3, 7, { answered: 3, stuckAt: null, neverAsked: 0 }],
  ])('of %i containers with number %s stuck', (containers, wedged, listing) => {
    expect(list(containers, wedged)).toEqual(listing);
  });
});

describe('the four nodes', () => {
  it.each(VARIANTS)('%s is what it is called', (variant) => {
    expect(variantOf(asVariant(ordinaryNode, variant))).toBe(variant);
    expect(variantOf(asVariant({ ...ordinaryNode, deadline: 7 }, variant))).toBe(variant);
  });

  it('take the deadline of the load, or the usual one', () => {
    expect(asVariant({ ...ordinaryNode, deadline: 7 }, 'B-deadline').deadline).toBe(7);
    expect(asVariant(ordinaryNode, 'A-deadline').deadline).toBe(120);
  });
});
