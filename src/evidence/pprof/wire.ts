/**
 * The wire format of protocol buffers, read in place: no object per field, no copy of the bytes.
 * Source: protobuf.dev/programming-guides/encoding; google/pprof profile/proto.go reads the same four wire types.
 */

/** Wire types of a field. 3 and 4 (groups) never stand in a profile. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** Why reading stopped before the end. */
export type Fault = 'cut' | 'varint' | 'wire type';

/**
 * A cursor over a range of bytes. After `next()` the field stands in `field`, `type`, and its payload in `lo`/`hi`
 * (numbers, as two's complement halves) or `from`/`to` (bytes). After a fault `next()` returns false and stays there.
 */
export class Wire {
  readonly bytes: Uint8Array;
  at = 0;
  end = 0;
  field = 0;
  type = 0;
  /** Low 32 bits of the last number, unsigned. */
  lo = 0;
  /** High 32 bits of the last number, signed. */
  hi = 0;
  from = 0;
  to = 0;
  fault: Fault | null = null;
  /** Where the field begins that was read last, or that could not be read. */
  start = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** Moves to another range and forgets an earlier fault. */
  seek(from: number, to: number): void {
    this.at = from;
    this.end = to;
    this.fault = null;
  }

  /** Reads the next field; false at the end of the range or at a fault. */
  next(): boolean {
    if (this.at >= this.end || this.fault !== null) return false;
    this.start = this.at;
    if (!this.#number()) return false;
    // The field number has at most 29 bits, so the tag fits in 32.
    if (this.hi !== 0 || this.lo < 8) return this.#fail('wire type');
    this.field = this.lo >>> 3;
    this.type = this.lo & 7;
    switch (this.type) {
      case VARINT:
        return this.#number();
      case BYTES:
        return this.#range();
      case FIXED64:
        return this.#skip(8);
      case FIXED32:
        return this.#skip(4);
      default:
        return this.#fail('wire type');
    }
  }

  /** Reads one number of a packed field; false at the end of the range or at a fault. */
  packed(): boolean {
    if (this.at >= this.end || this.fault !== null) return false;
    this.start = this.at;
    return this.#number();
  }

  /** The last number as a double: exact within 2^53, else the nearest. */
  get near(): number {
    return this.hi * 4294967296 + this.lo;
  }

  /** Seven bits a byte, lowest first, at most ten bytes: a negative int64 takes all ten. */
  #number(): boolean {
    const { bytes, end } = this;
    let at = this.at;
    // Most numbers are one byte: field tags, lengths, small values.
    const first = bytes[at] as number;
    if (first < 0x80 && at < end) {
      this.lo = first;
      this.hi = 0;
      this.at = at + 1;
      return true;
    }
    let lo = 0;
    let hi = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) return this.#fail('cut');
      const byte = bytes[at++] as number;
      const bits = byte & 0x7f;
      if (shift < 28) lo |= bits << shift;
      else if (shift === 28) {
        lo |= bits << 28;
        hi = bits >>> 4;
      } else hi |= bits << (shift - 32);
      if (byte < 0x80) {
        this.lo = lo >>> 0;
        this.hi = hi | 0;
        this.at = at;
        return true;
      }
    }
    return this.#fail('varint');
  }

  #range(): boolean {
    if (!this.#number()) return false;
    if (this.hi !== 0 || this.lo > this.end - this.at) return this.#fail('cut');
    this.from = this.at;
    this.at += this.lo;
    this.to = this.at;
    return true;
  }

  #skip(size: number): boolean {
    if (this.end - this.at < size) return this.#fail('cut');
    this.at += size;
    return true;
  }

  #fail(fault: Fault): boolean {
    this.fault = fault;
    this.at = this.start;
    return false;
  }
}
