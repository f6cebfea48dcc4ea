/** Columns of numbers: the profile's tables are these, so that 200,000 samples cost no object. */

/** A whole number. A bigint only where a number would not be exact: from 2^53 on, either sign. */
export type Amount = number | bigint;

/** The shortest exact form of a bigint. */
export function amount(exact: bigint): Amount {
  const near = Number(exact);
  return Number.isSafeInteger(near) ? near : exact;
}

/** 64-bit integers as halves. Signed, unless made by `unsigned`. */
export class Int64s {
  readonly lo: Uint32Array;
  readonly hi: Int32Array;
  readonly signed: boolean;

  constructor(size: number, signed = true) {
    this.lo = new Uint32Array(size);
    this.hi = new Int32Array(size);
    this.signed = signed;
  }

  get size(): number {
    return this.lo.length;
  }

  /** As a double: exact within 2^53, else the nearest. */
  near(index: number): number {
    const hi = this.hi[index] as number;
    return (this.signed ? hi : hi >>> 0) * 4294967296 + (this.lo[index] as number);
  }

  /** As it stands in the file. */
  exact(index: number): Amount {
    const near = this.near(index);
    return Number.isSafeInteger(near) ? near : this.big(index);
  }

  /** As it stands in the file, always as a bigint. */
  big(index: number): bigint {
    const hi = this.hi[index] as number;
    return (BigInt(this.signed ? hi : hi >>> 0) << 32n) | BigInt(this.lo[index] as number);
  }

  /** Takes the low 64 bits: what does not fit wraps as Go's int64 does. */
  set(index: number, value: Amount): void {
    const big = BigInt(value);
    this.lo[index] = Number(big & 0xffffffffn);
    this.hi[index] = Number(BigInt.asIntN(32, big >> 32n));
  }

  copy(index: number, from: Int64s, at: number): void {
    this.lo[index] = from.lo[at] as number;
    this.hi[index] = from.hi[at] as number;
  }
}

/** A column of unsigned 32-bit numbers that grows. */
export class Growing {
  column: Uint32Array;
  size = 0;

  constructor(expected = 64) {
    this.column = new Uint32Array(Math.max(16, expected));
  }

  push(value: number): void {
    if (this.size === this.column.length) this.#grow();
    this.column[this.size++] = value;
  }

  /** What was pushed, without a copy. */
  taken(): Uint32Array {
    return this.column.subarray(0, this.size);
  }

  /** Makes room for `more`, so that a loop may write into `column` itself. */
  reserve(more: number): void {
    while (this.size + more > this.column.length) this.#grow();
  }

  #grow(): void {
    const wider = new Uint32Array(this.column.length * 2);
    wider.set(this.column);
    this.column = wider;
  }
}
