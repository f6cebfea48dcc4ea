import { Ansi } from './ansi.ts';

/** Takes runs of whole lines, and the pieces of a line that is too long to wait for. */
export interface LineSink {
  /** `buf[start, limit)` holds whole lines: `buf[limit - 1]` is a newline. Valid during the call only. */
  lines(buf: Uint8Array, start: number, limit: number): void;
  /** A piece of one long line, without its newline; `first` and `last` piece of it. */
  piece(buf: Uint8Array, start: number, end: number, first: boolean, last: boolean): void;
}

/** A line that is longer than this when its chunk ends is handed on in pieces. */
const LONG = 64 * 1024;
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
    this.#cut(chunk, chunk.length);
  }

  #cut(chunk: Uint8Array, to: number): void {
    let start = 0;
    if (this.#inLong || this.#length > 0) {
      const newline = find(chunk, start, to);
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

  #continue(chunk: Uint8Array, start: number, end: number, whole: boolean): void {
    if (this.#length + end - start > LONG) {
      const first = this.#length === 0;
      if (!first) this.#sink.piece(this.#rest, 0, this.#length, true, false);
      this.#length = 0;
      this.#sink.piece(chunk, start, end, first, whole);
      this.#inLong = !whole;
      return;
    }
    const length = this.#length + end - start;
    if (length + 1 > this.#rest.length) {
      const wider = new Uint8Array(Math.max(this.#rest.length * 2, length + 1));
      wider.set(this.#rest);
      this.#rest = wider;
    }
    this.#rest.set(chunk.subarray(start, end), this.#length);
    this.#length = length;
    if (whole) this.#flush();
  }

  #flush(): void {
    const length = this.#length;
    this.#length = 0;
    this.#rest[length] = NEWLINE;
    this.#sink.lines(this.#rest, 0, length + 1);
  }
}

function find(chunk: Uint8Array, start: number, end: number): number {
  const at = chunk.indexOf(NEWLINE, start);
  return at < end ? at : -1;
}
