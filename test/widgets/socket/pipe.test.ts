import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacity, chargeOfWrite, readsUntilWake } from '../../../src/model/kernel/charge.ts';
import {
  chargeIn,
  contentsOf,
  emptyPipe,
  fill,
  isReachable,
  type Pipe,
  read,
  readFrame,
  readsToWake,
  readUntilWake,
  type Stepped,
  write,
} from '../../../src/widgets/socket/pipe.ts';

const { pipes } = JSON.parse(
  readFileSync(new URL('../../golden/socket/measured.json', import.meta.url), 'utf8'),
) as {
  readonly pipes: readonly {
    readonly frameBytes: number;
    readonly sndbuf: number;
    readonly frames: number;
    readonly partBytes: number;
    readonly full: number;
    readonly readsUntilWake: number;
    readonly wokeAt: number;
  }[];
};
const named = pipes.map((pipe) => ({ name: `${pipe.frameBytes} B into ${pipe.sndbuf}`, ...pipe }));

const moves: Readonly<Record<string, (pipe: Pipe) => Stepped>> = {
  write,
  fill,
  readFrame,
  readUntilWake,
  readCall: (pipe) => read(pipe, 4096),
};

describe('a pipe', () => {
  it.each(named)('fills and drains as the kernel did: $name', (kernel) => {
    const full = fill(emptyPipe(kernel.frameBytes, kernel.sndbuf));
    expect(full.step).toEqual({
      did: 'parked',
      frame: kernel.frames + 1,
      wrote: kernel.frames,
    });
    const held = contentsOf(full.pipe);
    expect({ part: held.part, charge: held.charge }).toEqual({
      part: kernel.partBytes,
      charge: kernel.full,
    });
    expect(readsToWake(full.pipe)).toBe(kernel.readsUntilWake);
    const awake = readUntilWake(full.pipe);
    expect(awake.step.did).toBe('woke');
    expect(chargeIn(awake.pipe)).toBe(kernel.wokeAt);
    expect(awake.pipe.parked).toBe(false);
  });

  it('parks only when a write finds no room, not when the last one fills it', () => {
    let pipe = emptyPipe(215);
    for (let frame = 1; frame <= 167; frame++) {
      const at = write(pipe);
      expect(at.step).toEqual({ did: 'wrote', frame });
      pipe = at.pipe;
    }
    expect(chargeIn(pipe)).toBe(213760);
    const refused = write(pipe);
    expect(refused.step).toEqual({ did: 'parked', frame: 168, wrote: 0 });
    expect(chargeIn(refused.pipe)).toBe(213760);
    expect(write(refused.pipe)).toEqual({ pipe: refused.pipe, step: { did: 'asleep' } });
  });

  it('lets its writer sleep on after a read that would have made room', () => {
    const { pipe } = readFrame(fill(emptyPipe(215)).pipe);
    expect(chargeIn(pipe)).toBeLessThan(pipe.sndbuf);
    expect(pipe.parked).toBe(true);
    expect(readsToWake(pipe)).toBe(125);
  });

  it('charges an skb whole until its last byte is read', () => {
    const full = fill(emptyPipe(215)).pipe;
    const { pipe, step } = read(full, 4096);
    expect(step).toEqual({ did: 'read', frames: 19, bytes: 4096 });
    expect(chargeIn(pipe)).toBe((167 - 19) * 1280);
    expect(contentsOf(pipe).skbs[0]).toEqual({ bytes: 215 - (4096 - 19 * 215), charge: 1280 });
  });

  it('shows the sockets of a live hang after five reads of bufio: 72 of 167 frames left, 43 %', () => {
    let { pipe } = fill(emptyPipe(215));
    for (let call = 0; call < 5; call++) pipe = read(pipe, 4096).pipe;
    expect(chargeIn(pipe)).toBe(92160);
    expect(pipe.parked).toBe(true);
  });

  it('ends a frame that was cut before it begins another', () => {
    const cut = fill(emptyPipe(4097)).pipe;
    expect(contentsOf(cut).part).toBe(4096);
    const awake = readUntilWake(cut).pipe;
    expect(write(awake).step).toEqual({ did: 'wrote', frame: 38 });
    expect(contentsOf(write(awake).pipe).part).toBe(0);
  });

  it('has nothing to give when it is empty, and nobody to wake when nobody sleeps', () => {
    const empty = emptyPipe(215);
    expect(readFrame(empty)).toEqual({ pipe: empty, step: { did: 'nothing' } });
    const one = write(empty).pipe;
    expect(readUntilWake(one)).toEqual({ pipe: one, step: { did: 'nothing' } });
  });

  it('agrees with the formulas, whatever the frame and the buffer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 90_000 }),
        fc.integer({ min: 4608, max: 600_000 }),
        (frameBytes, sndbuf) => {
          const full = fill(emptyPipe(frameBytes, sndbuf)).pipe;
          expect(contentsOf(full).framesIn).toBe(capacity(frameBytes, sndbuf));
          expect(readsToWake(full)).toBe(readsUntilWake(frameBytes, sndbuf));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps its accounts through any steps, and every state it reaches is a reachable one', () => {
    const walk = fc.array(fc.constantFrom(...Object.keys(moves)), { maxLength: 25 });
    fc.assert(
      fc.property(
        fc.constantFrom(10, 215, 1960, 4097, 65546),
        fc.constantFrom(4608, 20480, 212992),
        walk,
        (frameBytes, sndbuf, steps) => {
          let pipe = emptyPipe(frameBytes, sndbuf);
          for (const name of steps) {
            pipe = moves[name]!(pipe).pipe;
            const held = contentsOf(pipe);
            expect(isReachable(pipe)).toBe(true);
            expect(held.bytes).toBe(held.skbs.reduce((sum, { bytes }) => sum + bytes, 0));
            expect(held.charge).toBe(chargeIn(pipe));
            expect(held.charge).toBe(held.skbs.reduce((sum, { charge }) => sum + charge, 0));
            expect(held.framesIn * frameBytes + held.part - pipe.read).toBe(held.bytes);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<[string, Partial<Pipe>]>([
    ['more read than written', { sent: 1, read: 216 }],
    ['more in it than ever fits', { sent: 168 }],
    ['asleep without ever having been full', { sent: 10, parked: true }],
    ['asleep at less than a quarter', { sent: 167, read: 126 * 215, parked: true }],
    ['half a frame in it, and a writer that did not park', { frameBytes: 4097, sent: 21 }],
  ])('cannot have %s', (_, part) => {
    expect(isReachable({ ...emptyPipe(215), ...part })).toBe(false);
  });

  it('takes its charges from the measured classes', () => {
    expect(chargeIn(write(emptyPipe(1960)).pipe)).toBe(chargeOfWrite(1960));
  });
});
