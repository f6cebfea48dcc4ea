import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { CAPTURED, capturedCallers } from '../../../src/widgets/call-chain/captured.ts';
import type { Party } from '../../../src/widgets/call-chain/chain.ts';
import {
  callsUntil,
  curveOf,
  mostWaiting,
  waitingAt,
} from '../../../src/widgets/call-chain/crowd.ts';
import { standingOf, waitingIn } from '../../../src/widgets/call-chain/standing.ts';
import { type CallChainState, codec } from '../../../src/widgets/call-chain/state.ts';

const at = (part: Partial<CallChainState> = {}): CallChainState => ({ ...codec.initial, ...part });
const waiting = (part: Partial<CallChainState>) =>
  standingOf(at(part))
    .hops.map((hop) => `${hop.party} ${hop.waiting}-${hop.freed}`)
    .join(' ');

describe('calls over ten minutes', () => {
  it.each<[string, Partial<CallChainState>, string]>([
    ['all stay in kubelet and containerd', {}, 'asker 0-0 kubelet 20-0 containerd 20-0 shim 1-0'],
    [
      'four stay with two minutes',
      { kubelet: 120 },
      'asker 0-0 kubelet 4-0 containerd 4-0 shim 1-0',
    ],
    [
      'none stays when the context is passed on',
      { passes: true },
      'asker 0-0 kubelet 0-0 containerd 0-0 shim 1-0',
    ],
    [
      'askers without patience stay too',
      { patience: 0 },
      'asker 20-0 kubelet 20-0 containerd 20-0 shim 1-0',
    ],
    ['the eviction loop has one', { asks: 'eviction' }, 'kubelet 1-0 containerd 1-0 shim 1-0'],
    [
      'askers leave by hand, nobody else does',
      { patience: 0, deed: 'asker' },
      'asker 0-20 kubelet 20-0 containerd 20-0 shim 1-0',
    ],
    [
      'a restart of kubelet',
      { deed: 'kubelet' },
      'asker 0-0 kubelet 0-20 containerd 0-20 shim 1-0',
    ],
    [
      'a restart of containerd',
      { deed: 'containerd' },
      'asker 0-0 kubelet 0-20 containerd 0-20 shim 0-1',
    ],
    ['the end of the shim', { deed: 'shim' }, 'asker 0-0 kubelet 0-20 containerd 0-20 shim 0-1'],
    [
      'a slow shim has every call, and has answered all but the last',
      { answer: 45 },
      'asker 0-0 kubelet 1-0 containerd 1-0 shim 1-0',
    ],
  ])('%s', (_, part, expected) => {
    expect(waiting(part)).toBe(expected);
  });

  it('free the handler in the shim when containerd goes, though its caller left long ago', () => {
    expect(waiting({ kubelet: 120, deed: 'containerd' })).toContain('containerd 0-4 shim 0-1');
  });

  it('keep the connection stuck, whatever deadline there is, until a process at its ends goes', () => {
    for (const part of [
      { kubelet: 5 },
      { containerd: 5 },
      { passes: true },
      { deed: 'kubelet' },
    ] as const) {
      expect(standingOf(at(part)).loopsStuck).toBe(true);
    }
    for (const deed of ['containerd', 'shim'] as const) {
      expect(standingOf(at({ deed })).loopsStuck).toBe(false);
    }
    expect(standingOf(at({ answer: 5 })).loopsStuck).toBe(false);
  });

  it('come from the eviction loop only when the last one is back', () => {
    const calls = callsUntil(at({ asks: 'eviction', every: 10, kubelet: 120 }), 600);
    expect(calls.map(({ start }) => start)).toEqual([0, 130, 260, 390, 520]);
  });

  it('never wait in greater number than is said, and reach that number', () => {
    const seconds = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(
        seconds,
        fc.integer({ min: 5, max: 200 }),
        fc.boolean(),
        (kubelet, every, loop) => {
          const state = at({ kubelet, every, asks: loop ? 'eviction' : 'scrape' });
          const curve = curveOf(callsUntil(state, 3600), 'kubelet', 3600);
          expect(Math.max(...curve.map((point) => point.waiting))).toBe(mostWaiting(state));
        },
      ),
    );
    expect(mostWaiting(at())).toBe(Number.POSITIVE_INFINITY);
  });

  it('are counted alike by the curve and at the end', () => {
    const parties: readonly Party[] = ['asker', 'kubelet', 'containerd', 'shim'];
    const seconds = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(
        seconds,
        seconds,
        seconds,
        fc.integer({ min: 1, max: 20 }),
        (patience, kubelet, answer, minutes) => {
          const calls = callsUntil(at({ patience, kubelet, answer }), minutes * 60);
          for (const party of parties) {
            expect(curveOf(calls, party, minutes * 60).at(-1)?.waiting ?? 0).toBe(
              waitingAt(calls, party, minutes * 60),
            );
          }
        },
      ),
    );
  });
});

describe('a real containerd', () => {
  it('had its callers where the model has them: nearly all queueing, few handed over', async () => {
    const captured = await capturedCallers(await evidenceFromDisk(CAPTURED));
    expect(captured).toEqual({ queueing: 2991, handedOver: 9 });
    const model = standingOf(at({ patience: 0, every: 5, minutes: 60 }));
    expect(waitingIn(model, 'containerd')).toBe(720);
    expect(waitingIn(model, 'shim')).toBe(1);
  });

  it('is not made up where the file is no profile', async () => {
    await expect(capturedCallers(new TextEncoder().encode('no profile'))).rejects.toThrow(CAPTURED);
  });
});
