import { Ansi } from './ansi.ts';

/** Takes runs of whole lines, and the pieces of a line that is too long to wait for. */
export interface LineSink {
  /**
   * `buf[start, limit)` holds whole lines, of any length: `buf[limit - 1]` is a newline. Valid during
   * the call only.
   */
  lines(buf: Uint8Array, start: number, limit: number): void;
  /** A piece of one long line, without its newline; `first` and `last` piece of it. */
  piece(buf: Uint8Array, start: number, end: number, first: boolean, last: boolean): void;
}

/**
 * A longer line is handed on in pieces, the first of at least so many bytes: what is decided by the
 * first of them does not depend on the chunks.
 */
export const LONG = 64 * 1024;
const NEWLINE = 10;

/** Cuts a stream of chunks into lines, colours taken out. Keeps at most one unfinished line of LONG bytes. */
export class Lines {
  readonly #sink: LineSink;
  readonly #ansi = new Ansi();
  #rest = new Uint8Array(1024);
  #length = 0;
  #inLong = false;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(raw: Uint8Array, from = 0, to: number = raw.length): void {
    const chunk = this.#ansi.strip(raw, from, to);
    this.#cut(chunk);
  }

  #cut(chunk: Uint8Array): void {
    const to = chunk.length;
    let start = 0;
    if (this.#inLong || this.#length > 0) {
      const newline = chunk.indexOf(NEWLINE, start);
      const stop = newline < 0 ? to : newline;
      if (this.#inLong) this.#sink.piece(chunk, start, stop, false, newline >= 0);
      else this.#continue(chunk, start, stop, newline >= 0);
      if (newline < 0) return;
      this.#inLong = false;
      start = newline + 1;
    }
    let end = to;
    while (end > start && chunk[end - 1] !== NEWLINE) end--;
    if (end > start) this.#sink.lines(chunk, start, end);
    if (end < to) this.#continue(chunk, end, to, false);
  }

  /** The input is over: what is left is the last line. */
  end(): void {
    if (this.#inLong) this.#sink.piece(this.#rest, 0, 0, false, true);
    else if (this.#length > 0) this.#flush();
    this.#inLong = false;
  }

  /** Adds to the unfinished line; once that is too long it goes on in pieces, the first LONG bytes long. */
  #continue(chunk: Uint8Array, start: number, end: number, whole: boolean): void {
    const room = LONG - this.#length;
    const stop = Math.min(end, start + room);
    this.#keep(chunk, start, stop);
    if (stop === end) {
      if (whole) this.#flush();
      return;
    }
    this.#length = 0;
    this.#sink.piece(this.#rest, 0, LONG, true, false);
    this.#sink.piece(chunk, stop, end, false, whole);
    this.#inLong = !whole;
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const length = this.#length + end - start;
    if (length + 1 > this.#rest.length) {
      const wider = new Uint8Array(Math.min(LONG + 1, Math.max(this.#rest.length * 2, length + 1)));
      wider.set(this.#rest);
      this.#rest = wider;
    }
    this.#rest.set(chunk.subarray(start, end), this.#length);
    this.#length = length;
  }

  #flush(): void {
    const length = this.#length;
    this.#length = 0;
    this.#rest[length] = NEWLINE;
    this.#sink.lines(this.#rest, 0, length + 1);
  }
}
