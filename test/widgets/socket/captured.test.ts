import { describe, expect, it } from 'vitest';
import { evidenceFromDisk } from '../../../src/site/evidence.ts';
import { CAPTURED_PATHS, capturedEnds } from '../../../src/widgets/socket/captured.ts';
import { chargeIn } from '../../../src/widgets/socket/pipe.ts';
import { codec } from '../../../src/widgets/socket/state.ts';

const ends = (
  await Promise.all(
    CAPTURED_PATHS.map(async (path) =>
      capturedEnds(path, new TextDecoder().decode(await evidenceFromDisk(path))),
    ),
  )
).flat();

describe('the captured ends', () => {
  it('are explained as so many frames of one class', () => {
    expect(
      ends.map(({ process, side, charged, frames, each }) => [
        process,
        side,
        charged,
        `${frames} x ${each}`,
      ]),
    ).toEqual([
      ['cap-1.0.1', 'server', 213504, '278 x 768'],
      ['cap-1.0.1', 'client', 81408, '106 x 768'],
      ['containerd', 'client', 213504, '278 x 768'],
      ['containerd-shim', 'server', 213760, '167 x 1280'],
    ]);
  });

  it('come out of the model with the charge that ss showed, their writers parked', () => {
    expect(ends.map(({ pipe }) => chargeIn(pipe))).toEqual(ends.map(({ charged }) => charged));
    expect(ends.every(({ pipe }) => pipe.parked)).toBe(true);
  });

  it('give the page its first state: parked with more than half of the buffer free', () => {
    expect(codec.initial.pipe).toEqual(ends[1]?.pipe);
  });

  it('are left out where no class fits, or the other end is not in the list', () => {
    const end = (unread: number, charged: number, inode: number, peer: number) =>
      `u_str ESTAB ${unread} 0 * ${inode} * ${peer} skmem:(r0,rb1,t${charged},tb212992,f0)`;
    expect(capturedEnds('x', end(0, 768, 1, 2))).toEqual([]);
    expect(capturedEnds('x', `${end(0, 769, 1, 2)}\n${end(100, 0, 2, 1)}`)).toEqual([]);
    expect(capturedEnds('x', `${end(0, 768, 1, 2)}\n${end(100, 0, 2, 1)}`)).toHaveLength(1);
  });
});
