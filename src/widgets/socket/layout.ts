import type { Skb } from '../../model/kernel/charge.ts';

/** Rows up to the limit: a quarter of them is the charge at which a parked writer wakes. */
export const ROWS = 16;

/** Height of a skb in its row; the rest of the row is the gap to the one above. */
const TALL = 0.86;

/** Outlines of one part of the tank: what is charged, and within it, to the same scale, the bytes it is charged for. */
export interface Outline {
  readonly charged: string;
  readonly bytes: string;
}

/** The tank as SVG paths. One row is 1 high and 1000 wide; y grows upwards from the floor at 0. */
export interface Tank {
  /** Rows in all: those up to the limit, and what the last skb overshoots at most. */
  readonly rows: number;
  /** What stands below the quarter, and what stands above it. */
  readonly low: Outline;
  readonly high: Outline;
}

/**
 * Lays skbs out, oldest at the floor, row upon row: as long as their charge, with the bytes that they carry
 * as ink at their foot, so that both are areas to one scale.
 */
export function layTank(skbs: readonly Skb[], sndbuf: number, largestCharge: number): Tank {
  const row = sndbuf / ROWS;
  const parts = { low: { charged: '', bytes: '' }, high: { charged: '', bytes: '' } };
  let start = 0;
  for (const { bytes, charge } of skbs) {
    const share = Math.min(1, bytes / charge) * TALL;
    for (const piece of cut(start, charge, row)) {
      const part = piece.y < ROWS / 4 ? parts.low : parts.high;
      part.charged += box(piece, TALL);
      part.bytes += box(piece, share);
    }
    start += charge;
  }
  return { rows: ROWS + Math.max(1, Math.ceil(largestCharge / row)), ...parts };
}

interface Piece {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** A length laid from `start` on, cut where its row ends. */
function cut(start: number, length: number, row: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = start; at < start + length; ) {
    const y = Math.floor(at / row + 1e-9);
    const end = Math.min(start + length, (y + 1) * row);
    pieces.push({ x: ((at - y * row) / row) * 1000, y, w: ((end - at) / row) * 1000 });
    at = end;
  }
  return pieces;
}

function box({ x, y, w }: Piece, h: number): string {
  const [left, wide, high] = [x, w, h].map((value) => Number(value.toFixed(4)));
  return `M${left} ${y}h${wide}v${high}h${-(wide ?? 0)}z`;
}
