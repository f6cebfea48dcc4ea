import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedQuery, pageQuery, stateFromQuery } from '../../../src/share/link.ts';
import {
  type CallChainState,
  codec,
  DEADLINE,
  EVERY,
  MINUTES,
  startOver,
} from '../../../src/widgets/call-chain/state.ts';

const whole = ({ least, most }: { least: number; most: number }) =>
  fc.integer({ min: least, max: most });

const states: fc.Arbitrary<CallChainState> = fc
  .record({
    asks: fc.constantFrom('scrape' as const, 'eviction' as const),
    every: whole(EVERY),
    patience: whole(DEADLINE),
    kubelet: whole(DEADLINE),
    containerd: whole(DEADLINE),
    passes: fc.boolean(),
    answer: whole(DEADLINE),
    minutes: whole(MINUTES),
    deed: fc.constantFrom(
      null,
      'asker' as const,
      'kubelet' as const,
      'containerd' as const,
      'shim' as const,
    ),
    guess: fc.option(fc.integer({ min: 0, max: 1e6 })),
  })
  .filter(
    ({ asks, deed, minutes }) =>
      deed === null || (minutes > 0 && !(asks === 'eviction' && deed === 'asker')),
  );

const opened = (query: string) => stateFromQuery(codec, null, `?v=1&${query}`);

describe('state of the call chain', () => {
  it('goes into the link of an embed and of a page, and comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = { ok: true, state };
        expect(stateFromQuery(codec, null, embedQuery(codec, state))).toEqual(back);
        const page = new URL(`https://x.test/${pageQuery(codec, 'hops', state)}`).search;
        expect(stateFromQuery(codec, 'hops', page)).toEqual(back);
      }),
      { numRuns: 150 },
    );
  });

  it('needs no word in the link for the state it begins with', () => {
    expect(codec.toQuery(codec.initial)).toEqual([]);
  });

  it.each([
    ['e=4', 'every 4: a whole number from 5 to 600'],
    ['k=901', 'kubelet 901: a whole number from 0 to 900'],
    ['m=61', 'minutes 61: a whole number from 0 to 60'],
    ['k=-1', 'k=-1'],
    ['g=', 'g='],
    ['g=1000001', 'guess 1000001: a whole number from 0 to 1000000'],
    ['x=2', 'x=2'],
    ['o=root', 'o=root'],
    ['o=shim&m=0', 'deed shim: before any time has passed'],
    ['o=asker&l=1', 'deed asker: not one of kubelet, containerd, shim'],
  ])('refuses what no reader can have left behind: %s', (query, detail) => {
    expect(opened(query)).toEqual({ ok: false, problem: 'bad-value', detail });
  });

  it('takes from an author what differs, and says what is wrong', () => {
    expect(codec.fromProps({ kubelet: 120, deed: 'kubelet' })).toEqual({
      ok: true,
      state: { ...codec.initial, kubelet: 120, deed: 'kubelet' },
    });
    expect(codec.fromProps({ deadline: 120 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ kubelet: '120' })).toMatchObject({ ok: false });
    expect(codec.fromProps({ passes: 1 })).toMatchObject({ ok: false });
    expect(codec.fromProps({ asks: 'cadvisor' })).toMatchObject({ ok: false });
  });

  it('begins anew with another knob, and forgets guess and deed', () => {
    const done: CallChainState = { ...codec.initial, deed: 'shim', guess: 4 };
    expect(startOver(done, { kubelet: 120 })).toEqual({
      ...codec.initial,
      kubelet: 120,
      minutes: 0,
      deed: null,
      guess: null,
    });
  });
});
