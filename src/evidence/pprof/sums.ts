/**
 * Sums of 64-bit values that stay exact. A double adds whole numbers exactly up to 2^53, which is nearly always
 * enough; where it is not (nanoseconds of many long waits, addresses taken for values), every value is split in three
 * small pieces, the same adding-up runs over each piece, and the three sums are put together as bigints.
 */
import { type Amount, amount, type Int64s } from './columns.ts';
import type { Profile } from './profile.ts';

/** The values of one sample type, one a sample. */
export interface Weights {
  readonly near: Float64Array;
  /** The same values in pieces of 22, 22 and 20 bits, where sums of `near` might not be exact; else null. */
  readonly pieces: readonly [Float64Array, Float64Array, Float64Array] | null;
}

const PIECE = 22;

/** The values of type `type` (a position in `sampleTypes`). */
export function weights(profile: Profile, type: number): Weights {
  const types = profile.sampleTypes.length;
  if (!Number.isInteger(type) || type < 0 || type >= types) {
    throw new RangeError(`no sample type ${type} of ${types}`);
  }
  const { size, values } = profile.samples;
  const near = new Float64Array(size);
  let total = 0;
  for (let row = 0, at = type; row < size; row++, at += types) {
    near[row] = values.near(at);
    total += Math.abs(near[row] as number);
  }
  return {
    near,
    pieces: total <= Number.MAX_SAFE_INTEGER ? null : split(values, size, types, type),
  };
}

function split(values: Int64s, size: number, types: number, type: number): Weights['pieces'] {
  const pieces = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
  const [low, middle, high] = pieces;
  for (let row = 0, at = type; row < size; row++, at += types) {
    const lo = values.lo[at] as number;
    const hi = values.hi[at] as number;
    low[row] = lo & 0x3fffff;
    middle[row] = (lo >>> PIECE) | ((hi & 0xfff) << 10);
    high[row] = hi >> 12;
  }
  return [low, middle, high];
}

/** Exact sums by row. */
export class Sums {
  /** As doubles: exact within 2^53, else the nearest. For drawing and sorting. */
  readonly near: Float64Array;
  readonly #exact: readonly bigint[] | null;

  constructor(near: Float64Array, exact: readonly bigint[] | null = null) {
    this.near = near;
    this.#exact = exact;
  }

  /** The sum of a row as it is. */
  exact(row: number): Amount {
    const exact = this.#exact?.[row];
    return exact === undefined ? (this.near[row] ?? 0) : amount(exact);
  }
}

/**
 * Runs `add`, which adds weights up into a column of `size` rows, so often that the sums are exact. `add` must be
 * plain adding: what it adds where must not depend on the weights.
 */
export function sumUp(
  { near, pieces }: Weights,
  size: number,
  add: (weights: Float64Array, into: Float64Array) => void,
): Sums {
  const run = (column: Float64Array) => {
    const into = new Float64Array(size);
    add(column, into);
    return into;
  };
  if (!pieces) return new Sums(run(near));
  const [low, middle, high] = pieces.map(run);
  const exact: bigint[] = [];
  const rounded = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const sum =
      BigInt(low?.[row] ?? 0) +
      (BigInt(middle?.[row] ?? 0) << 22n) +
      (BigInt(high?.[row] ?? 0) << 44n);
    exact.push(sum);
    rounded[row] = Number(sum);
  }
  return new Sums(rounded, exact);
}

/** Sum of the values without their signs: what percentages are of. Of a difference, it is how much changed at all. */
export function total({ near, pieces }: Weights): Amount {
  if (!pieces) return near.reduce((sum, value) => sum + Math.abs(value), 0);
  const [low, middle, high] = pieces;
  let sum = 0n;
  for (let row = 0; row < near.length; row++) {
    const value =
      BigInt(low[row] as number) +
      (BigInt(middle[row] as number) << 22n) +
      (BigInt(high[row] as number) << 44n);
    sum += value < 0n ? -value : value;
  }
  return amount(sum);
}
