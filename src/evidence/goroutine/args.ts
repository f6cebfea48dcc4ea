/**
 * Argument words of the frames that need them, kept as bytes: one text a line, a goroutine's lines
 * one after the other. Whole until BUDGET; from there on only the first word of each call (the
 * receiver, which tells one connection from another) and each set of them once, until the second
 * BUDGET is full; then nothing. So 1M goroutines cost at most two budgets, not their 200 MB.
 */
import { ByteStrings } from './intern.ts';

const BUDGET = 16 * 1024 * 1024;
const NEWLINE = 10;
const COMMA = 44;
const CUT = new TextEncoder().encode(', ...');
const decoder = new TextDecoder();

/** No argument words were kept of this goroutine. */
export const NO_ARGS = -1;

export class Args {
  #whole = new Uint8Array(4096);
  #used = 0;
  /** Sets of first words, after `#whole` is full. */
  readonly #sets = new ByteStrings();
  #setBytes = 0;
  #open = 0;

  /** Starts the words of a new goroutine. */
  begin(): void {
    this.#open = this.#used;
  }

  /** Adds the words `buf[start, end)` of one frame. */
  add(buf: Uint8Array, start: number, end: number): void {
    const full = this.#open >= BUDGET;
    let stop = end;
    if (full) {
      stop = start;
      while (stop < end && buf[stop] !== COMMA) stop++;
    }
    const length = stop - start + CUT.length + 1;
    if (this.#used + length > this.#whole.length) {
      const wider = new Uint8Array(Math.max(this.#whole.length * 2, this.#used + length));
      wider.set(this.#whole);
      this.#whole = wider;
    }
    for (let at = start; at < stop; at++) this.#whole[this.#used++] = buf[at] as number;
    if (stop < end) {
      this.#whole.set(CUT, this.#used);
      this.#used += CUT.length;
    }
    this.#whole[this.#used++] = NEWLINE;
  }

  /** Ends the words of the goroutine and says where they are, or NO_ARGS. */
  end(): number {
    const start = this.#open;
    if (this.#used === start) return NO_ARGS;
    if (start < BUDGET) return start;
    const known = this.#sets.size;
    if (this.#setBytes > BUDGET) {
      this.#used = start;
      return NO_ARGS;
    }
    const id = this.#sets.intern(this.#whole, start, this.#used);
    if (id === known) this.#setBytes += this.#used - start;
    this.#used = start;
    return BUDGET * 2 + id;
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
}
