/**
 * What may lie around the lines of a dump: a log system's prefix, a log record whose message is
 * the dump, Docker's JSON files. Each layer taken off is read by another Unwrapper, so layers may
 * nest; plain lines go straight to the machine.
 */

import { bytesOf, Input, startsWith } from './bytes.ts';
import { CountsReader } from './counts.ts';
import { type Draft, excerpt } from './draft.ts';
import { Unescaper } from './escape.ts';
import { readExpected } from './fast.ts';
import { Lines, LONG } from './lines.ts';
import { Machine } from './machine.ts';
import { type Prefix, readPrefix } from './prefix.ts';
import { RaceReader } from './race.ts';
import { findDump, LogRecord, type RecordSink, startsRecord } from './record.ts';
import { readRow } from './table.ts';
import type { DumpForm } from './types.ts';

/** Layers are taken off this deep; deeper ones are text somebody quotes. */
const DEPTH = 4;
/** Processes told apart in one log; more share the last place. */
const STREAMS = 1000;
/** A row of a table is no longer. */
const ROW_MAX = 1000;
/** Nor is a line of a profile in text, whose symbols may be long. */
const REPORT_MAX = 10_000;
const NEWLINE = Uint8Array.of(10);
const SPACE = 32;
const DOCKER = bytesOf('{"log":"');

/** Lines of one process within a log. */
interface Stream {
  readonly lines: Lines;
  readonly inner: Unwrapper;
}

/** Reads lines with whatever lies around them, and has their dumps read. */
export class Unwrapper implements RecordSink {
  readonly #draft: Draft;
  readonly #machine: Machine;
  readonly #depth: number;
  readonly #step: 0 | 1;
  readonly #streams = new Map<string, Stream>();
  readonly #counts: CountsReader;
  readonly #race: RaceReader;
  #unescaper: Unescaper | null = null;
  #last: Stream | null = null;
  /** A record that journald cut: its rest stands in a later line. */
  #record: LogRecord | null = null;
  /** What the pieces of the long line go to; null: they are passed over. */
  #long: Stream | LogRecord | null = null;
  readonly #prefix: Prefix = { content: 0, keyStart: 0, keyEnd: 0, partial: false };

  constructor(draft: Draft, form: DumpForm = 'text', depth = 0) {
    this.#draft = draft;
    this.#depth = depth;
    this.#step = depth === 0 ? 1 : 0;
    this.#machine = new Machine(draft, form, this.#step);
    this.#counts = new CountsReader(draft);
    this.#race = new RaceReader(draft);
  }

  lines(buf: Uint8Array, start: number, limit: number): void {
    const input = new Input(buf);
    let pos = start;
    while (pos < limit) {
      if (!this.#record) pos = readExpected(this.#machine, input, pos, limit);
      if (pos >= limit) break;
      let end = pos;
      while (buf[end] !== 10) end++;
      if (end - pos > LONG) this.piece(buf, pos, end, true, true);
      else {
        this.#draft.line += this.#step;
        this.#line(buf, pos, end);
      }
      pos = end + 1;
    }
  }

  piece(buf: Uint8Array, start: number, end: number, first: boolean, last: boolean): void {
    if (first) {
      this.#draft.line += this.#step;
      this.#openLong(buf, start, end);
    } else if (this.#long instanceof LogRecord) this.#long.read(buf, start, end);
    else this.#long?.lines.push(buf, start, end);
    if (!last) return;
    if (this.#long instanceof LogRecord) this.#endLine(this.#long, Number.POSITIVE_INFINITY);
    else this.#long?.lines.push(NEWLINE);
    this.#long = null;
  }

  /** Whether a dump is open. */
  get open(): boolean {
    return this.#machine.open;
  }

  /** The dump that is open ends here; the log said `source` of it. */
  close(source = '', time = ''): void {
    this.#endRecord();
    for (const { lines, inner } of this.#streams.values()) {
      lines.end();
      inner.close();
    }
    this.#counts.close();
    this.#race.close();
    this.#machine.close(source, time);
  }

  #line(buf: Uint8Array, start: number, end: number): void {
    if (this.#record) {
      if (this.#record.continues(buf, start, end, this.#depth > 0)) {
        this.#record.read(buf, start, end);
        this.#endLine(this.#record, end - start);
        return;
      }
      // Lines of other processes may stand between, but those have a prefix, and another reader.
      this.#endRecord();
    }
    if (this.#unprefix(buf, start, end + 1)) return;
    if (startsWith(buf, start, end, DOCKER)) {
      this.#docker(buf, start, end);
      return;
    }
    if (startsRecord(buf, start, end)) {
      if (this.#machine.marker(buf, start, end) || this.#openRecord(buf, start, end)) return;
      this.#draft.logLines++;
      this.#machine.noise(buf, start, end);
      return;
    }
    if (this.#report(buf, start, end)) {
      this.#machine.close();
      return;
    }
    if (this.#machine.line(buf, start, end)) return;
    if (this.#row(buf, start, end)) return;
    if (this.#openRecord(buf, start, end)) return;
    this.#draft.leftover(this.#draft.line, buf, start, end);
    this.#machine.noise(buf, start, end);
  }

  /** Profiles in text and race reports, which are few and short: read as text. */
  #report(buf: Uint8Array, start: number, end: number): boolean {
    const { open } = this.#counts;
    if (open || CountsReader.begins(buf, start, end)) {
      if (this.#counts.line(excerpt(buf, start, end, REPORT_MAX))) return true;
    }
    if (!this.#race.open && !RaceReader.begins(buf, start, end)) return false;
    return this.#race.line(excerpt(buf, start, end, REPORT_MAX));
  }

  #row(buf: Uint8Array, start: number, end: number): boolean {
    if (end - start > ROW_MAX) return false;
    const row = readRow(buf, start, end, this.#draft.line);
    return row !== null && this.#draft.row(row);
  }

  #openLong(buf: Uint8Array, start: number, end: number): void {
    if (this.#record?.continues(buf, start, end, this.#depth > 0)) {
      this.#record.read(buf, start, end);
      this.#long = this.#record;
    } else if (this.#unprefix(buf, start, end)) {
      this.#long = this.#last;
    } else {
      this.#endRecord();
      const string = this.#depth < DEPTH ? findDump(buf, start, start + LONG) : -1;
      if (string >= 0) {
        this.#long = this.#newRecord(buf, start, string);
        this.#long.read(buf, string, end);
        return;
      }
      this.#long = null;
      this.#draft.notice('long-line');
      this.#draft.leftover(this.#draft.line, buf, start, end);
      this.#machine.noise(buf, start, start);
    }
  }

  /** Takes a log system's prefix off and hands `buf[.., end)` on; `end` is after the newline. */
  #unprefix(buf: Uint8Array, start: number, end: number): boolean {
    if (this.#depth >= DEPTH) return false;
    const prefix = this.#prefix;
    const newline = buf[end - 1] === 10 ? 1 : 0;
    if (readPrefix(buf, start, end - newline, prefix)) {
      const stream = this.#stream(excerpt(buf, prefix.keyStart, prefix.keyEnd));
      stream.lines.push(buf, prefix.content, prefix.partial ? end - newline : end);
      return true;
    }
    // journalctl indents the further lines of one message under the first.
    const last = this.#last;
    if (!last?.inner.open || buf[start] !== SPACE || this.open) return false;
    last.lines.push(buf, start, end);
    return true;
  }

  #stream(key: string): Stream {
    let stream = this.#streams.get(key);
    if (!stream) {
      if (this.#streams.size >= STREAMS && this.#last) return this.#last;
      const inner = new Unwrapper(this.#draft, 'log', this.#depth + 1);
      stream = { inner, lines: new Lines(inner) };
      this.#streams.set(key, stream);
    }
    this.#last = stream;
    return stream;
  }

  /** `{"log":"…\n","stream":"stderr","time":"…"}`: Docker's json-file driver, a line or a part of one. */
  #docker(buf: Uint8Array, start: number, end: number): void {
    const { lines } = this.#stream('');
    this.#unescaper ??= new Unescaper();
    const unescaper = this.#unescaper;
    unescaper.reset();
    let at = start + DOCKER.length;
    while (at < end && !unescaper.closed) {
      at = unescaper.read(buf, at, end);
      lines.push(unescaper.out, 0, unescaper.used);
      unescaper.used = 0;
    }
  }

  #openRecord(buf: Uint8Array, start: number, end: number): boolean {
    const string = this.#depth < DEPTH ? findDump(buf, start, end) : -1;
    if (string < 0) return false;
    const record = this.#newRecord(buf, start, string);
    record.read(buf, string, end);
    this.#endLine(record, end - start);
    return true;
  }

  #newRecord(buf: Uint8Array, start: number, string: number): LogRecord {
    this.#machine.close();
    const inner = new Unwrapper(this.#draft, 'log', this.#depth + 1);
    return new LogRecord(this.#draft, inner, buf, start, string);
  }

  /** A line of a record is over, `length` bytes long: so is the record, unless more of it may follow. */
  #endLine(record: LogRecord, length: number): void {
    this.#record = record;
    if (record.ends(length)) this.#endRecord();
  }

  #endRecord(): void {
    const record = this.#record;
    this.#record = null;
    record?.end();
  }
}
