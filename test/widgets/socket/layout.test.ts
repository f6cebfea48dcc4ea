import { describe, expect, it } from 'vitest';
import { layTank, type Outline, ROWS } from '../../../src/widgets/socket/layout.ts';
import { contentsOf, emptyPipe, fill, type Pipe } from '../../../src/widgets/socket/pipe.ts';

const BOX = /M([\d.]+) (\d+)h([\d.]+)v([\d.]+)h-[\d.]+z/g;
const boxes = (path: string) =>
  [...path.matchAll(BOX)].map(([, x, y, w, h]) => ({
    x: Number(x),
    y: Number(y),
    w: Number(w),
    h: Number(h),
  }));
const area = (path: string) => boxes(path).reduce((sum, { w, h }) => sum + w * h, 0);

function tankOf(pipe: Pipe) {
  const { skbs, charge, bytes } = contentsOf(pipe);
  const largest = Math.max(...skbs.map((skb) => skb.charge));
  return { charge, bytes, ...layTank(skbs, pipe.sndbuf, largest) };
}
const both = (tank: { low: Outline; high: Outline }, part: keyof Outline) =>
  tank.low[part] + tank.high[part];

describe('the tank', () => {
  it.each([
    [10, 212992],
    [215, 212992],
    [4097, 212992],
    [65546, 212992],
    [215, 4608],
    [901, 1048576],
  ])('draws %i B frames in %i to scale: charge and bytes by one measure', (frame, sndbuf) => {
    const tank = tankOf(fill(emptyPipe(frame, sndbuf)).pipe);
    const perByte = area(both(tank, 'charged')) / tank.charge;
    expect(area(both(tank, 'bytes')) / tank.bytes / perByte).toBeCloseTo(1, 2);
    expect(perByte).toBeCloseTo((0.86 * 1000 * ROWS) / sndbuf, 4);
  });

  it('leaves no row that ends before its end, and none that runs over', () => {
    const tank = tankOf(fill(emptyPipe(215)).pipe);
    const rows = new Map<number, number>();
    for (const { x, y, w } of boxes(both(tank, 'charged'))) {
      expect(x).toBeCloseTo(rows.get(y) ?? 0, 1);
      rows.set(y, x + w);
    }
    expect([...rows.keys()]).toEqual(Array.from({ length: 17 }, (_, y) => y));
    for (let y = 0; y < ROWS; y++) expect(rows.get(y)).toBeCloseTo(1000, 1);
    // 167 x 1280 = 213,760: the last frame stands 768 bytes over the limit.
    expect((rows.get(ROWS) ?? 0) / 1000).toBeCloseTo((768 * ROWS) / 212992, 3);
  });

  it('parts what is below the quarter from what is above it', () => {
    const tank = tankOf(fill(emptyPipe(215)).pipe);
    expect(Math.max(...boxes(tank.low.charged).map(({ y }) => y))).toBe(ROWS / 4 - 1);
    expect(Math.min(...boxes(tank.high.charged).map(({ y }) => y))).toBe(ROWS / 4);
  });

  it('has room for the largest overshoot', () => {
    expect(layTank([], 212992, 768).rows).toBe(17);
    expect(layTank([], 212992, 37120).rows).toBe(19);
    expect(layTank([], 4608, 4352).rows).toBe(32);
  });
});
