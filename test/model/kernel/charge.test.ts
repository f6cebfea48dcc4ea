import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  capacity,
  chargeOfFrame,
  chargeOfWrite,
  measuredClasses,
  measuredFills,
  readsUntilWake,
  type SkbClasses,
  SNDBUF,
  skbsOfFrame,
  wakesAt,
} from '../../../src/model/kernel/charge.ts';

/** What a kernel answered: test/golden/socket/measure.py. */
const measured = JSON.parse(
  readFileSync(new URL('../../golden/socket/measured.json', import.meta.url), 'utf8'),
) as {
  readonly sndbufDefault: number;
  readonly charges: readonly { readonly fromBytes: number; readonly charge: number }[];
  readonly pipes: readonly {
    readonly frameBytes: number;
    readonly sndbuf: number;
    readonly frames: number;
    readonly partBytes: number;
    readonly full: number;
    readonly readsUntilWake: number;
  }[];
};

/** What each skb of a frame carries, in their order. */
const bytesOfSkbs = (frameBytes: number) => skbsOfFrame(frameBytes).map(({ bytes }) => bytes);

/** Where another kernel puts an edge 64 bytes earlier: skb_shared_info grew. */
const otherKernel: SkbClasses = {
  skbBytes: 4000,
  classes: [
    { fromBytes: 1, charge: 1000 },
    { fromBytes: 129, charge: 2000 },
  ],
};

describe('what one write is charged', () => {
  it('is what the kernel said, at every edge up to 128 KiB and one byte before it', () => {
    const asked = measured.charges.flatMap(({ fromBytes, charge }, i) => {
      const before = measured.charges[i - 1];
      const edge = { bytes: fromBytes, charge };
      return before ? [{ bytes: fromBytes - 1, charge: before.charge }, edge] : [edge];
    });
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.map(({ bytes }) => ({ bytes, charge: chargeOfWrite(bytes) }))).toEqual(asked);
  });

  it('needs no class beyond one skb: a longer write is several', () => {
    expect(measuredClasses.classes).toEqual(
      measured.charges.filter(({ fromBytes }) => fromBytes <= measuredClasses.skbBytes),
    );
    expect(bytesOfSkbs(4096 + measuredClasses.skbBytes * 2 + 1)).toEqual([4096, 36544, 36544, 1]);
  });

  it('is cut into smaller skbs by a small socket buffer', () => {
    expect(skbsOfFrame(4096 + 4520, measuredClasses, 4608)).toEqual([
      { bytes: 2240, charge: 4352 },
      { bytes: 1856, charge: 4352 },
      { bytes: 2240, charge: 4352 },
      { bytes: 2240, charge: 4352 },
      { bytes: 40, charge: 768 },
    ]);
  });

  it('follows the classes of another kernel', () => {
    expect([128, 129, 4000, 4001].map((bytes) => chargeOfWrite(bytes, otherKernel))).toEqual([
      1000, 2000, 2000, 3000,
    ]);
  });

  it('asks for a whole number of bytes', () => {
    for (const bytes of [0, -1, 1.5, Number.NaN]) {
      expect(() => chargeOfWrite(bytes)).toThrow(`not ${bytes}`);
    }
  });
});

describe('a frame', () => {
  it('is one write up to 4096 bytes, and two beyond', () => {
    expect([10, 4096, 4097, 8192, 8193, 65546].map(bytesOfSkbs)).toEqual([
      [10],
      [4096],
      [4096, 1],
      [4096, 4096],
      [4096, 4097],
      // The second write has 61,450 bytes, more than one skb carries.
      [4096, 36544, 24906],
    ]);
  });

  it('is charged for each of its writes', () => {
    expect(chargeOfFrame(4096)).toBe(4864);
    expect(chargeOfFrame(4097)).toBe(4864 + 768);
    expect(skbsOfFrame(40960).map(({ bytes }) => bytes)).toEqual([4096, 36544, 320]);
  });
});

describe('a socket filled by whole frames', () => {
  const named = measured.pipes.map((pipe) => ({
    name: `${pipe.frameBytes} B into ${pipe.sndbuf}`,
    ...pipe,
  }));

  it.each(named)('takes as many as the kernel took: $name', (pipe) => {
    expect(capacity(pipe.frameBytes, pipe.sndbuf)).toBe(pipe.frames);
  });

  it.each(named)('wakes its writer after as many reads: $name', (pipe) => {
    expect(readsUntilWake(pipe.frameBytes, pipe.sndbuf)).toBe(pipe.readsUntilWake);
  });

  it('holds the numbers of the incident: frames that fit, reads until the writer wakes', () => {
    const sizes = [10, 215, 901, 1960, 3790];
    expect(measured.sndbufDefault).toBe(SNDBUF);
    expect(sizes.map((bytes) => capacity(bytes))).toEqual([278, 167, 93, 49, 44]);
    expect(sizes.map((bytes) => readsUntilWake(bytes))).toEqual([209, 126, 70, 37, 34]);
  });

  it.each(measuredFills)('names only what was measured: $fromBytes to $toBytes B', (fill) => {
    const within = measured.pipes.filter(
      ({ frameBytes, sndbuf }) =>
        sndbuf === SNDBUF && frameBytes >= fill.fromBytes && frameBytes <= fill.toBytes,
    );
    expect(within.length).toBeGreaterThan(1);
    for (const { frames, readsUntilWake: reads } of within) {
      expect([frames, reads]).toEqual([fill.frames, fill.readsUntilWake]);
    }
  });

  it('parks at the first charge that reaches the limit, and an exact quarter wakes nobody', () => {
    expect(capacity(100, 12288)).toBe(16);
    expect(wakesAt(12288)).toBe(3070);
    expect(wakesAt(12296)).toBe(3072);
    expect(wakesAt()).toBe(53246);
  });
});
