import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type End,
  endsOf,
  type Knobs,
  linkBelow,
  type Party,
  partiesOf,
} from '../../../src/widgets/call-chain/chain.ts';
import { codec } from '../../../src/widgets/call-chain/state.ts';

const knobs = (part: Partial<Knobs> = {}): Knobs => ({ ...codec.initial, ...part });
const never = Number.POSITIVE_INFINITY;

/** `asker 10 deadline, kubelet never …`: the ends of one call, to be read. */
function told(ends: ReadonlyMap<Party, End>): string {
  return [...ends]
    .map(([party, { at, why }]) => `${party} ${at === never ? 'never' : `${at} ${why}`}`)
    .join(', ');
}

describe('one call down the chain', () => {
  it('is left by its asker alone, as long as kubelet gives it no deadline', () => {
    expect(told(endsOf(knobs(), 0, true))).toBe(
      'asker 10 deadline, kubelet never, containerd never, shim never',
    );
  });

  it.each<[string, Partial<Knobs>, string]>([
    [
      'kubelet’s deadline frees kubelet and containerd, not the shim',
      { kubelet: 120, patience: 0 },
      'asker 120 failed, kubelet 120 deadline, containerd 120 caller, shim never',
    ],
    [
      'the request’s context, passed on, ends both with their asker',
      { passes: true },
      'asker 10 deadline, kubelet 10 caller, containerd 10 caller, shim never',
    ],
    [
      'containerd’s own deadline is an error for those above',
      { containerd: 45, patience: 0 },
      'asker 45 failed, kubelet 45 failed, containerd 45 deadline, shim never',
    ],
    [
      'a slow shim answers everybody who is still there',
      { answer: 20 },
      'asker 10 deadline, kubelet 20 answered, containerd 20 answered, shim 20 answered',
    ],
    [
      'a slow shim works on for a caller that has left',
      { answer: 20, kubelet: 5 },
      'asker 5 failed, kubelet 5 deadline, containerd 5 caller, shim 20 answered',
    ],
  ])('%s', (_, part, expected) => {
    expect(told(endsOf(knobs(part), 0, true))).toBe(expected);
  });

  it('leaves nothing in the shim when the shim never had it', () => {
    expect(told(endsOf(knobs({ kubelet: 120 }), 30, false))).toBe(
      'asker 40 deadline, kubelet 150 deadline, containerd 150 caller',
    );
  });

  it.each<[Party, string]>([
    ['asker', 'asker 60 left, kubelet never, containerd never, shim never'],
    ['kubelet', 'asker 60 lost, kubelet 60 died, containerd 60 lost, shim never'],
    ['containerd', 'asker 60 failed, kubelet 60 lost, containerd 60 died, shim 60 lost'],
    ['shim', 'asker 60 failed, kubelet 60 failed, containerd 60 lost, shim 60 died'],
  ])('ends where %s ends', (who, expected) => {
    expect(told(endsOf(knobs({ patience: 0 }), 0, true, { who, at: 60 }))).toBe(expected);
  });

  it('is not let go by the end of containerd while its method runs in the shim', () => {
    const slow = knobs({ patience: 0, answer: 100 });
    expect(endsOf(slow, 0, true, { who: 'containerd', at: 60 }).get('shim')?.at).toBe(100);
  });

  it('has nobody above kubelet in the eviction loop', () => {
    expect(partiesOf(knobs({ asks: 'eviction' }))).toEqual(['kubelet', 'containerd', 'shim']);
    expect(told(endsOf(knobs({ asks: 'eviction', passes: true }), 0, true))).toBe(
      'kubelet never, containerd never, shim never',
    );
  });

  it('waits in containerd as long as in kubelet, whatever the deadlines', () => {
    const seconds = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(seconds, seconds, seconds, seconds, fc.boolean(), (p, k, c, a, passes) => {
        const ends = endsOf(
          knobs({ patience: p, kubelet: k, containerd: c, answer: a, passes }),
          0,
          true,
        );
        expect(ends.get('containerd')?.at).toBe(ends.get('kubelet')?.at);
        const limits = [k, c, a, passes ? p : 0].filter((limit) => limit > 0);
        expect(ends.get('kubelet')?.at).toBe(Math.min(never, ...limits));
        expect(ends.get('shim')?.at).toBe(a === 0 ? never : a);
      }),
    );
  });

  it('hears of a caller that leaves over gRPC only', () => {
    const heard = (['asker', 'kubelet', 'containerd'] as const).map(
      (caller) => linkBelow(caller, knobs()).leaving,
    );
    expect(heard).toEqual([false, true, false]);
  });
});
