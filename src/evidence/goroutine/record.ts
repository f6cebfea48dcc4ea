/**
 * A log record (logrus text or JSON) and the dump in one of its quoted strings. containerd writes
 * a whole dump as one such string, so the line may be 100 MB long: it is read as it comes.
 */

import { bytesOf, startsWith } from './bytes.ts';
import { type Draft, excerpt } from './draft.ts';
import { Unescaper } from './escape.ts';
import { headerDigits } from './header.ts';
import { type LineSink, Lines } from './lines.ts';
import { recordTime } from './machine.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const BRACE = 123;
const G = 103;
/** So much of a record around its dump is kept, to say whose dump it was. */
const SOURCE_BYTES = 2048;

const STARTS = ['time=', 'level=', 'msg=', 'ts=', '{"'].map(bytesOf);
const BEGIN_MARK = bytesOf('=== BEGIN');
const END_MARK = bytesOf('==="');

/** Whether a line begins as a record of a structured log does. */
export function startsRecord(buf: Uint8Array, start: number, end: number): boolean {
  return STARTS.some((text) => text[0] === buf[start] && startsWith(buf, start, end, text));
}

/**
 * Where the quoted string begins that holds a goroutine header, or -1. A string that is still open
 * at the end also counts when it begins with containerd's marker: the headers are in the next part.
 */
export function findDump(buf: Uint8Array, start: number, end: number): number {
  let open = -1;
  for (let at = start; at < end; at++) {
    const byte = buf[at];
    if (open < 0) {
      if (byte === QUOTE) open = at + 1;
    } else if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) open = -1;
    else if (byte === G && headerDigits(buf, at, end) > 0) return open;
  }
  return open >= 0 && startsWith(buf, open, end, BEGIN_MARK) ? open : -1;
}

/** What the inner reader of a record is: it gets lines, and hears when the record is over. */
export interface RecordSink extends LineSink {
  close(source: string, time: string): void;
}

/** One record while it is read, in as many pieces as it comes. */
export class LogRecord {
  readonly #sink: RecordSink;
  readonly #lines: Lines;
  readonly #unescaper = new Unescaper();
  readonly #head: string;
  readonly #draft: Draft;
  #tail = new Uint8Array(0);
  /** Length of the first line of the record. */
  #width = 0;

  /** `buf[start, string)` is the record up to the quoted string with the dump. */
  constructor(draft: Draft, sink: RecordSink, buf: Uint8Array, start: number, string: number) {
    this.#draft = draft;
    this.#sink = sink;
    this.#lines = new Lines(sink);
    this.#head = excerpt(buf, start, string, SOURCE_BYTES);
  }

  /** Takes the next piece of the record. */
  read(buf: Uint8Array, start: number, end: number): void {
    const unescaper = this.#unescaper;
    let at = start;
    while (at < end && !unescaper.closed) {
      at = unescaper.read(buf, at, end);
      this.#lines.push(unescaper.out, 0, unescaper.used);
      unescaper.used = 0;
    }
    if (at < end) this.#keepTail(buf, at, end);
  }

  /**
   * A line of the input with a part of the record is over, `length` bytes long. False when more of
   * the record may follow: its string is open, or journald cut it before into parts just as long.
   */
  ends(length: number): boolean {
    const full = this.#width === length;
    this.#width ||= length;
    return this.#unescaper.closed && !full;
  }

  /**
   * Whether a line can be the next part. One without a prefix must look like it: escapes, or the
   * end of the string; one with a prefix comes from the same process, so it needs only not begin anew.
   */
  continues(buf: Uint8Array, start: number, end: number, prefixed: boolean): boolean {
    if (startsRecord(buf, start, end) || headerDigits(buf, start, end) > 0) return false;
    if (prefixed) return true;
    const stop = Math.min(end, start + 4096);
    for (let at = start; at < stop; at++) {
      if (buf[at] === BACKSLASH || startsWith(buf, at, end, END_MARK)) return true;
    }
    return this.#unescaper.closed;
  }

  /** The record ends here, whole or cut. */
  end(): void {
    if (!this.#unescaper.closed) this.#draft.notice('cut-record');
    this.#lines.end();
    const tail = excerpt(this.#tail, 0, this.#tail.length, SOURCE_BYTES);
    const { source, time } =
      this.#head.charCodeAt(0) === BRACE
        ? jsonFacts(this.#head, tail)
        : textFacts(this.#head, tail);
    this.#sink.close(source, time);
  }

  #keepTail(buf: Uint8Array, start: number, end: number): void {
    const more = buf.subarray(start, Math.min(end, start + SOURCE_BYTES - this.#tail.length));
    const tail = new Uint8Array(this.#tail.length + more.length);
    tail.set(this.#tail);
    tail.set(more, this.#tail.length);
    this.#tail = tail;
  }
}

interface RecordFacts {
  readonly source: string;
  readonly time: string;
}

function textFacts(head: string, tail: string): RecordFacts {
  return { source: tail.trim(), time: recordTime(head) };
}

/** Fields of a JSON record beside its message: `namespace=default pid=7`. */
function jsonFacts(head: string, tail: string): RecordFacts {
  const fields = parseObject(`${head}"${tail}`) ?? parseObject(`${head}"}`);
  if (!fields) return { source: '', time: recordTime(head) };
  const { time = '', level: _level, msg: _msg, ...rest } = fields;
  const source = Object.entries(rest)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return { source: source.join(' '), time: String(time) };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    // A record that was cut is no JSON: then it has no fields to show.
    return null;
  }
}
