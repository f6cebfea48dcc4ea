import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import { LOOKS, MEASURES, PAIR_NAMES, SIDES } from '../../../src/widgets/heap-pair/pairs.ts';
import { codec, type HeapPairState, turnTo } from '../../../src/widgets/heap-pair/state.ts';

const states: fc.Arbitrary<HeapPairState> = fc.record({
  pair: fc.constantFrom(...PAIR_NAMES),
  look: fc.constantFrom(...LOOKS),
  measure: fc.constantFrom(...MEASURES),
  said: fc.constantFrom(null, ...SIDES),
});

describe('state of a pair of heaps', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'heaps', state)}`).search;
        expect(stateFromQuery(codec, 'heaps', page)).toEqual(back);
      }),
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each(['p=kubelet', 'l=middle', 'm=inuse_objects', 's=c', 's='])(
    'refuses what no reader can have left behind: %s',
    (query) => {
      expect(stateFromQuery(codec, null, `?v=1&${query}`)).toMatchObject({
        ok: false,
        problem: 'bad-value',
      });
    },
  );

  it('takes from an author what differs, and says what is wrong', () => {
    expect(codec.fromProps({ look: 'difference' })).toEqual({
      ok: true,
      state: { ...codec.initial, look: 'difference' },
    });
    expect(codec.fromProps({ looks: 'difference' })).toMatchObject({ ok: false });
    expect(codec.fromProps({ pair: 'kubelet' })).toMatchObject({ ok: false });
  });

  it('forgets an answer with the pair it was given for', () => {
    const done: HeapPairState = {
      pair: 'containerd',
      look: 'difference',
      measure: 'alloc_space',
      said: 'b',
    };
    expect(turnTo(done, 'poller')).toEqual({
      pair: 'poller',
      look: 'last',
      measure: 'alloc_space',
      said: null,
    });
  });
});
