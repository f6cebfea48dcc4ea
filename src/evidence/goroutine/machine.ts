/**
 * The state machine of a goroutine dump: it is given one line after the other and knows what may
 * come next. This file takes any line; `fast.ts` takes the lines that were to be expected.
 */
import { Boundaries } from './boundaries.ts';
import { bytesOf, indexOf, isBlank, startsWith } from './bytes.ts';
import { contextKind } from './context.ts';
import { type Draft, excerpt } from './draft.ts';
import { type Place, readPlace } from './frame.ts';
import { GOROUTINE, type Header, headerDigits, readHeader } from './header.ts';
import { OUT, StackReader } from './stack-reader.ts';
import { ROOT } from './stacks.ts';
import type { ContextLine, DumpForm } from './types.ts';

const BEGIN = bytesOf('=== BEGIN goroutine stack dump ===');
const END = bytesOf('=== END goroutine stack dump ===');
const OCTAL_TAB = bytesOf('#011');

/** Lines longer than this are none of the runtime's words, and no function of C. */
const TEXT_MAX = 1000;

const decoder = new TextDecoder();

/** Reads the lines of dumps; other lines it refuses. */
export class Machine {
  readonly draft: Draft;
  /** Lines advance by themselves (1), or all stand in one line of the input (0). */
  readonly step: 0 | 1;
  readonly stack: StackReader;
  readonly boundaries: Boundaries;
  /** Number of the bracket text seen last, unless `running`: the guess for the next header; 0 when none. */
  tail = 0;
  /** Lines up to the next blank belong to this: the text of a panic, the frames of a runtime stack. */
  #verbatim: ContextLine['kind'] | null = null;
  readonly #header: Header = { id: 0, tailStart: 0, tailEnd: 0, labelsStart: 0, labelsEnd: 0 };
  readonly #place: Place = { fileEnd: 0, line: 0, pc: false };

  constructor(draft: Draft, form: DumpForm, step: 0 | 1) {
    this.draft = draft;
    this.step = step;
    this.stack = new StackReader(draft);
    this.boundaries = new Boundaries(draft, form, step);
  }

  /** Whether a dump is open. */
  get open(): boolean {
    return this.boundaries.snapshot !== null;
  }

  /**
   * Takes the line `buf[start, end)` (no newline) of the input line `draft.line`; false when it is
   * nothing a dump holds.
   */
  line(buf: Uint8Array, start: number, end: number): boolean {
    let to = end;
    while (to > start && isBlank(buf[to - 1] as number)) to--;
    const from = afterIndent(buf, start, to);
    if (from >= to) return this.blank();
    const digits = headerDigits(buf, from, to) || lateHeader(buf, from, to);
    if (digits > 0) return this.#startGoroutine(buf, from, digits, to);
    if (this.marker(buf, from, to)) return true;
    const { stack } = this;
    if (stack.state !== OUT) {
      if (stack.line(buf, from, to)) return true;
      if (stack.endedAtGap) this.finish();
    }
    if (to - from > TEXT_MAX) return false;
    if (this.#around(buf, start, to) || stack.bare(buf, start, end, from, to)) return true;
    return false;
  }

  /** Takes an empty line. */
  blank(): true {
    this.#verbatim = null;
    if (this.stack.state !== OUT && this.stack.blank()) this.finish();
    return true;
  }

  /** Opens a goroutine; its lines follow. */
  begin(id: number, tail: number, running: boolean): void {
    this.boundaries.add(id, tail, running);
    this.stack.begin();
  }

  /** The goroutine that is open ends here. */
  finish(): void {
    const { stack } = this;
    const { snapshot } = this.boundaries;
    if (stack.state === OUT || !snapshot) return;
    const { columns } = snapshot;
    const args = stack.end();
    columns.setStack(stack.node, args);
    if (stack.creator > 0) columns.setCreator(stack.creator);
    if (stack.ancestors.length > 0) snapshot.ancestors.set(columns.length - 1, stack.ancestors);
    if (stack.node === ROOT && !stack.unavailable) {
      this.draft.notice('no-stack', columns.line(columns.length - 1));
    }
    this.boundaries.last = this.draft.line;
  }

  /** The dump that is open ends here; `source` and `time`: what the log said of it. */
  close(source = '', time = ''): void {
    this.finish();
    this.boundaries.close(source, time);
  }

  /** A line that belongs to no dump stood here; the place of a frame tells that a header is missing. */
  noise(buf: Uint8Array, start: number, end: number): void {
    if (this.stack.state === OUT) this.boundaries.noisy = true;
    const from = afterIndent(buf, start, end);
    if (!this.open && start < from && readPlace(buf, from, end, this.#place))
      this.draft.notice('no-head');
  }

  #startGoroutine(buf: Uint8Array, from: number, digits: number, to: number): true {
    const { draft, boundaries } = this;
    const header = this.#header;
    this.finish();
    this.#verbatim = null;
    if (!readHeader(buf, digits, to, header)) {
      (boundaries.snapshot ?? boundaries.open()).lost++;
      boundaries.last = draft.line;
      draft.notice('broken-header');
      draft.leftover(draft.line, buf, from, to);
      return true;
    }
    const tail = draft.tails.texts.intern(buf, header.tailStart, header.tailEnd);
    const running = draft.tails.tail(tail).state === 'running';
    this.begin(header.id, tail, running);
    if (header.labelsEnd > header.labelsStart) {
      const labels = draft.labels.intern(buf, header.labelsStart, header.labelsEnd);
      boundaries.snapshot?.columns.setLabels(labels);
    }
    if (!running) this.tail = tail;
    return true;
  }

  /** Takes containerd's markers, also within the unescaped text of their log record. */
  marker(buf: Uint8Array, from: number, to: number): boolean {
    const last = buf[to - 1];
    // BEGIN ends its line; END does, or has the quote and fields of its record after it.
    if (buf[from] !== 61 && last !== 61) return false;
    if (indexOf(buf, BEGIN, from, to) >= 0) {
      this.close();
      this.boundaries.open(this.draft.line, 'log').time = recordTime(excerpt(buf, from, to));
      return true;
    }
    const end = indexOf(buf, END, from, to);
    if (end < 0) return false;
    this.finish();
    const { boundaries } = this;
    boundaries.last = this.draft.line;
    // The record around it may still say whose dump it was: it stays open for that.
    if (boundaries.snapshot) {
      boundaries.snapshot.ended = true;
      boundaries.snapshot.source = excerpt(buf, end + END.length, to).replace(/^"?\s*/, '');
    }
    return true;
  }

  /** The runtime's lines around goroutines. */
  #around(buf: Uint8Array, start: number, to: number): boolean {
    const text = decoder.decode(buf.subarray(start, to));
    const kind = contextKind(text) ?? this.#verbatim;
    if (kind === null) return false;
    this.finish();
    const { boundaries } = this;
    const { snapshot } = boundaries;
    const crash = kind === 'panic' || kind === 'fatal' || /^SIG/.test(text);
    const next = crash && !this.#verbatim && snapshot && !snapshot.repeats;
    if (next || snapshot?.ended) boundaries.close();
    if (kind === 'thread' && snapshot) snapshot.repeats = true;
    if (crash) this.#verbatim = 'panic';
    else if (kind === 'runtime') this.#verbatim = 'runtime';
    return boundaries.addContext({ line: this.draft.line, text: text.trim(), kind });
  }
}

/**
 * After what may stand before a line: blanks, a quotation's `> `, and tabs that were spelled out:
 * `\\t` where only the newlines of a log record were unescaped, `#011` by rsyslog.
 */
function afterIndent(buf: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    if (isBlank(buf[at] as number) || (buf[at] === 62 && isBlank(buf[at + 1] as number))) at++;
    else if (buf[at] === 92 && buf[at + 1] === 116) at += 2;
    else if (startsWith(buf, at, end, OCTAL_TAB)) at += OCTAL_TAB.length;
    else break;
  }
  return Math.min(at, end);
}

/** Where the id of a header begins that has other text before it (`x_test.go:7: goroutine 5 [running]:`). */
function lateHeader(buf: Uint8Array, from: number, to: number): number {
  if (buf[to - 1] !== 58 || (buf[to - 2] !== 93 && buf[to - 2] !== 125)) return 0;
  let at = indexOf(buf, GOROUTINE, from + 1, to);
  for (; at >= 0; at = indexOf(buf, GOROUTINE, at + 1, to)) {
    const digits = isBlank(buf[at - 1] as number) ? headerDigits(buf, at, to) : 0;
    if (digits > 0) return digits;
  }
  return 0;
}

/** The time of a logrus record, from the text it begins with. */
export function recordTime(head: string): string {
  return /\btime"?[=:]\s*"?([^"\s]+)/.exec(head)?.[1] ?? '';
}
