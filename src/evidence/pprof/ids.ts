import type { Int64s } from './columns.ts';

/** A key for ids that a double cannot hold: 2^32 * hi + lo is exact below 2^53 only. */
function wideKey(lo: number, hi: number): bigint {
  return (BigInt(hi >>> 0) << 32n) | BigInt(lo);
}

/**
 * From the ids of a file to positions in a table. Most writers count from 1, then this is one array look-up; others
 * use addresses or hashes as ids, up to 2^64.
 */
export class Ids {
  /** Position by id, -1 where there is none; empty when the ids are too far apart. */
  readonly dense: Int32Array;
  /** As many ids from 1 on as stand in order: for these the row is the id less one, without a look-up. */
  readonly counted: number;
  readonly #near = new Map<number, number>();
  readonly #wide = new Map<bigint, number>();
  readonly #twice: number[] = [];

  constructor(ids: Int64s) {
    let top = 0;
    for (let at = 0; at < ids.size; at++) {
      top = Math.max(top, ids.hi[at] === 0 ? (ids.lo[at] as number) : Number.POSITIVE_INFINITY);
    }
    this.dense = new Int32Array(top <= ids.size * 4 + 1024 ? top + 1 : 0).fill(-1);
    for (let at = 0; at < ids.size; at++) this.#add(ids.lo[at] as number, ids.hi[at] as number, at);
    let counted = 0;
    while (counted < ids.size && ids.hi[counted] === 0 && ids.lo[counted] === counted + 1)
      counted++;
    this.counted = counted;
  }

  /** Rows whose id an earlier row already has: nobody can refer to them. */
  get twice(): readonly number[] {
    return this.#twice;
  }

  /** The row with this id, or -1. */
  find(lo: number, hi: number): number {
    if (this.dense.length > 0)
      return hi === 0 && lo < this.dense.length ? (this.dense[lo] as number) : -1;
    if (hi >= 0 && hi < 0x200000) return this.#near.get(hi * 4294967296 + lo) ?? -1;
    return this.#wide.get(wideKey(lo, hi)) ?? -1;
  }

  #add(lo: number, hi: number, row: number): void {
    if (this.find(lo, hi) >= 0) this.#twice.push(row);
    else if (this.dense.length > 0) this.dense[lo] = row;
    else if (hi >= 0 && hi < 0x200000) this.#near.set(hi * 4294967296 + lo, row);
    else this.#wide.set(wideKey(lo, hi), row);
  }
}
