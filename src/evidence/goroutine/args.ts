/**
 * Argument words of the frames that need them, kept as bytes: one text a line, a goroutine's lines
 * one after the other. Whole until BUDGET; from there on only the first word of each call (the
 * receiver, which tells one connection from another) and each set of them once, until the second
 * BUDGET is full; then nothing. So 1M goroutines cost at most two budgets, not their 200 MB.
 */
import { ByteStrings } from './intern.ts';

const BUDGET = 16 * 1024 * 1024;
/** Words of one goroutine beyond this are not kept: no real stack has so many. */
const GOROUTINE_MAX = 1024 * 1024;
const NEWLINE = 10;
const COMMA = 44;
const CUT = new TextEncoder().encode(', ...');
const decoder = new TextDecoder();

/** No argument words were kept of this goroutine. */
export const NO_ARGS = -1;

/** The words of the goroutine that is being read. */
export class Words {
  bytes: Uint8Array = new Uint8Array(256);
  used = 0;

  /** Adds the words `buf[start, end)` of one frame. */
  add(buf: Uint8Array, start: number, end: number): void {
    const stop = this.used + end - start > GOROUTINE_MAX ? start : end;
    const needed = this.used + stop - start + 1;
    if (needed > this.bytes.length) {
      const wider = new Uint8Array(Math.max(this.bytes.length * 2, needed));
      wider.set(this.bytes);
      this.bytes = wider;
    }
    for (let at = start; at < stop; at++) this.bytes[this.used++] = buf[at] as number;
    this.bytes[this.used++] = NEWLINE;
  }
}

/** Argument words of all goroutines of a reading. */
export class Args {
  #whole = new Uint8Array(4096);
  #used = 0;
  /** Sets of first words, after `#whole` is full. */
  readonly #sets = new ByteStrings();
  #setBytes = 0;
  readonly #cut = new Words();

  /** Keeps the words of a goroutine and says where they are, or NO_ARGS when it has none. */
  keep({ bytes, used }: Words): number {
    if (used === 0) return NO_ARGS;
    if (this.#used >= BUDGET) return this.#keepFirst(bytes, used);
    const start = this.#used;
    if (start + used > this.#whole.length) {
      const wider = new Uint8Array(
        Math.max(Math.min(this.#whole.length * 2, BUDGET), start + used),
      );
      wider.set(this.#whole);
      this.#whole = wider;
    }
    for (let at = 0; at < used; at++) this.#whole[start + at] = bytes[at] as number;
    this.#used = start + used;
    return start;
  }

  /** The words of `count` frames that stand at `at`. */
  lines(at: number, count: number): string[] {
    if (at === NO_ARGS || count === 0) return [];
    if (at >= BUDGET * 2)
      return this.#sets
        .text(at - BUDGET * 2)
        .split('\n')
        .slice(0, count);
    const lines: string[] = [];
    let start = at;
    while (lines.length < count && start < this.#used) {
      const end = this.#whole.indexOf(NEWLINE, start);
      lines.push(decoder.decode(this.#whole.subarray(start, end)));
      start = end + 1;
    }
    return lines;
  }

  #keepFirst(bytes: Uint8Array, used: number): number {
    if (this.#setBytes > BUDGET) return NO_ARGS;
    const cut = this.#cut;
    cut.used = 0;
    for (let start = 0; start < used; ) {
      const end = bytes.indexOf(NEWLINE, start);
      let stop = start;
      while (stop < end && bytes[stop] !== COMMA) stop++;
      cut.add(bytes, start, stop);
      if (stop < end) {
        cut.used--;
        cut.add(CUT, 0, CUT.length);
      }
      start = end + 1;
    }
    const known = this.#sets.size;
    const id = this.#sets.intern(cut.bytes, 0, cut.used);
    if (id === known) this.#setBytes += cut.used;
    return BUDGET * 2 + id;
  }
}
