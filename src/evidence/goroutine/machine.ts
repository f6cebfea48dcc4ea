/**
 * The state machine of a goroutine dump: it is given one line after the other and knows what may
 * come next. This file takes any line; `fast.ts` takes the lines that were to be expected.
 */
import { Columns } from './columns.ts';
import { contextKind } from './context.ts';
import { type Draft, excerpt } from './draft.ts';
import {
  type Creation,
  type FuncLine,
  type Place,
  readCreation,
  readFunc,
  readPlace,
} from './frame.ts';
import { type Header, headerDigits, readHeader } from './header.ts';
import { decimal } from './number.ts';
import { Snapshot } from './snapshot.ts';
import { CALL, CREATED, ELIDED, INLINED, ROOT } from './stacks.ts';
import type { ContextLine, DumpForm } from './types.ts';

/** Between goroutines. */
export const OUT = 0;
/** In a stack: a function, `created by`, an elision or the end may follow. */
export const STACK = 1;
/** After a function or `created by`: its file and line follow. */
export const PLACE = 2;
/** After the creation site: nothing but ancestors may follow. */
export const DONE = 3;

const ascii = (text: string) => new TextEncoder().encode(text);
export const CREATED_BY: Uint8Array = ascii('created by ');
const NON_GO = ascii('non-Go function');
const BEGIN = ascii('=== BEGIN goroutine stack dump ===');
const END = ascii('=== END goroutine stack dump ===');
const ORIGIN = ascii('[originating from goroutine ');
const OTHER_THREAD = ascii('goroutine running on other thread; stack unavailable');
const ELLIPSIS = ascii('...');

/** No function name is longer: what is, is no C function. */
const NAME_MAX = 1000;
/** So many lines around the goroutines of one dump are kept. */
const CONTEXT_MAX = 500;

const SPACE = 32;
const TAB = 9;
const decoder = new TextDecoder();

export class Machine {
  readonly draft: Draft;
  /** Lines advance by themselves (1), or all stand in one line of the input (0). */
  step: 0 | 1;
  state: number = OUT;
  snapshot: Snapshot | null = null;
  node: number = ROOT;
  /** The function whose place is awaited, its kind, and the child node guessed for it (0: none). */
  func = 0;
  kind: number = CALL;
  guess = 0;
  /** Numbers of the header texts seen last, not `running`: guesses for the next header; 0 when none. */
  tail = 0;
  earlierTail = 0;
  readonly #form: DumpForm;
  /** The last line of the input that belonged to the dump. */
  last = 0;
  /** A line in a stack that may be the name of a C function, until its place proves it. */
  #bare: ContextLine | null = null;
  #gap = false;
  #doubleSpaced = false;
  #noise = false;
  /** Lines up to the next blank belong to this: the text of a panic, the frames of a runtime stack. */
  #verbatim: ContextLine['kind'] | null = null;
  #mainSeen = false;
  #runningRow = -1;
  /** While the frames of an ancestor are read: its id and the stack it interrupts. */
  #ancestor = 0;
  #ownNode: number = ROOT;
  #context: ContextLine[] = [];
  readonly #header: Header = { id: 0, tailStart: 0, tailEnd: 0, labelsStart: 0, labelsEnd: 0 };
  readonly #funcLine: FuncLine = { nameEnd: 0, argsStart: 0, argsEnd: 0, inlined: false };
  readonly #place: Place = { fileEnd: 0, line: 0, pc: false };
  readonly #creation: Creation = { funcEnd: 0, creator: 0 };

  constructor(draft: Draft, form: DumpForm, step: 0 | 1) {
    this.draft = draft;
    this.#form = form;
    this.step = step;
  }

  /**
   * Takes the line `buf[start, end)` (no newline) of the input line `draft.line`.
   * False when it is nothing a dump holds; then the machine is as it was before.
   */
  line(buf: Uint8Array, start: number, end: number): boolean {
    let from = start;
    let to = end;
    while (to > from && isBlank(buf[to - 1] as number)) to--;
    while (from < to) {
      if (isBlank(buf[from] as number)) from++;
      // sed 's/\\n/\n/g' leaves the tabs of a log record as a backslash and a t.
      else if (buf[from] === 92 && buf[from + 1] === 116) from += 2;
      else break;
    }
    if (from >= to) return this.blank();
    const digits = buf[from] === 103 ? headerDigits(buf, from, to) : 0;
    if (digits !== 0) return this.#startGoroutine(buf, from, digits, to);
    if (buf[from] === 61 || buf[to - 1] === 61 || buf[to - 1] === 34) {
      if (this.#marker(buf, from, to)) return true;
    }
    if (this.state !== OUT && this.#inStack(buf, from, to)) return true;
    if (this.#around(buf, start, from, to)) return true;
    if (this.state === STACK && to - from <= NAME_MAX) return this.#startBare(buf, from, to);
    if (this.state === OUT && !this.snapshot && readPlace(buf, from, to, this.#place)) {
      if (start < from) this.draft.notice('no-head');
    }
    return false;
  }

  /** The goroutine that is open ends here. */
  finish(): void {
    if (this.state === OUT || !this.snapshot) return;
    this.#commitWithoutPlace();
    this.#endAncestor();
    const { columns } = this.snapshot;
    if (this.node === ROOT) this.draft.notice('no-stack', columns.line(columns.length - 1));
    columns.setStack(this.node, this.draft.args.end());
    this.last = this.draft.line;
    this.node = ROOT;
    this.state = OUT;
    this.#gap = false;
  }

  /** The dump that is open ends here; `source`: what the log said of it. */
  close(source = '', time = ''): void {
    this.finish();
    if (this.snapshot) {
      if (source !== '') this.snapshot.source = source;
      if (time !== '') this.snapshot.time = time;
      this.snapshot.close(this.draft, Math.max(this.last, this.snapshot.from));
    }
    this.snapshot = null;
    this.#noise = this.#mainSeen = this.#doubleSpaced = false;
    this.#runningRow = -1;
  }

  /** Something that belongs to no dump stood between goroutines. */
  noise(): void {
    if (this.state === OUT) this.#noise = true;
  }

  /** Takes an empty line. */
  blank(): boolean {
    this.#verbatim = null;
    if (this.state === PLACE || (this.state === STACK && this.node === ROOT)) this.#gap = true;
    else if (this.state === STACK && this.#doubleSpaced) this.#gap = true;
    else this.finish();
    return true;
  }

  #startGoroutine(buf: Uint8Array, from: number, digits: number, to: number): boolean {
    const header = this.#header;
    this.finish();
    this.#verbatim = null;
    if (!readHeader(buf, digits, to, header)) {
      this.snapshot ??= this.#newSnapshot();
      this.snapshot.lost++;
      this.last = this.draft.line;
      this.draft.notice('broken-header');
      this.draft.leftover(this.draft.line, buf, from, to);
      return true;
    }
    const { tails, labels } = this.draft;
    const tail = tails.texts.intern(buf, header.tailStart, header.tailEnd);
    const running = tails.tail(tail).state === 'running';
    const snapshot = this.#snapshotFor(header.id, running);
    const row = this.addGoroutine(header.id, tail);
    if (header.labelsEnd > header.labelsStart) {
      snapshot.columns.setLabels(labels.intern(buf, header.labelsStart, header.labelsEnd));
    }
    if (running) this.#runningRow = row;
    else if (tail !== this.tail) {
      this.earlierTail = this.tail;
      this.tail = tail;
    }
    if (header.id === 1) this.#mainSeen = true;
    return true;
  }

  /** Opens a goroutine in the dump that is open, and returns its row. */
  addGoroutine(id: number, tail: number): number {
    const row = (this.snapshot as Snapshot).columns.add(id, tail, this.draft.line);
    this.draft.args.begin();
    this.node = ROOT;
    this.state = STACK;
    this.#noise = false;
    return row;
  }

  /** The goroutine that created the open one; 0 when it is not said, or of an ancestor. */
  setCreator(creator: number): void {
    if (creator > 0 && this.#ancestor === 0) this.snapshot?.columns.setCreator(creator);
  }

  /**
   * The dump a goroutine belongs to. Every dump begins with the goroutine that took it (`running`)
   * and has at most one goroutine 1, so a second one of either, or a running one after other text,
   * begins the next dump.
   */
  #snapshotFor(id: number, running: boolean): Snapshot {
    const open = this.snapshot;
    if (!open) return this.#newSnapshot();
    if (open.ended) {
      this.close();
      return this.#newSnapshot();
    }
    if (open.repeats || open.columns.length === 0) return open;
    if (running && (this.#noise || open.has(id))) {
      this.close();
      return this.#newSnapshot();
    }
    if (id === 1 && this.#mainSeen) return this.#splitBefore(open);
    return open;
  }

  /** Goroutine 1 again: the next dump began here, or with the running goroutine just before. */
  #splitBefore(open: Snapshot): Snapshot {
    const last = open.columns.length - 1;
    const { columns } = open;
    const takesRunning = this.#runningRow === last && last > 0 && columns.id(last) !== 1;
    const line = takesRunning ? columns.line(last) : this.draft.line;
    const taken = new Columns();
    if (takesRunning) {
      taken.copy(columns, last);
      columns.drop();
    }
    this.last = line - this.step;
    this.close();
    const next = this.#newSnapshot(line);
    if (takesRunning) {
      next.columns = taken;
      this.#runningRow = 0;
    }
    return next;
  }

  #newSnapshot(
    from: number = this.#context[0]?.line ?? this.draft.line,
    form: DumpForm = this.#form,
  ): Snapshot {
    const snapshot = new Snapshot(form, from);
    snapshot.context.push(...this.#context);
    this.#context = [];
    this.snapshot = snapshot;
    this.draft.closeTable();
    return snapshot;
  }

  #inStack(buf: Uint8Array, from: number, to: number): boolean {
    if (this.state === PLACE) {
      if (readPlace(buf, from, to, this.#place) && (!this.#bare || this.#place.pc)) {
        this.#commit(buf, from);
        return true;
      }
      if (this.#bare || this.#gap) this.#commitWithoutPlace();
      if (this.#gap) {
        this.finish();
        return false;
      }
    }
    if (startsWith(buf, from, to, CREATED_BY)) return this.#createdBy(buf, from, to);
    if (startsWith(buf, from, to, ORIGIN)) return this.#originating(buf, from, to);
    if (this.state === DONE) return false;
    if (startsWith(buf, from, to, OTHER_THREAD)) return true;
    if (startsWith(buf, from, to, ELLIPSIS)) return this.#elided(buf, from, to);
    if (readFunc(buf, from, to, this.#funcLine)) return this.#startCall(buf, from);
    if (startsWith(buf, from, to, NON_GO) && to > from + NON_GO.length) {
      this.#commitWithoutPlace();
      const func = this.draft.stacks.funcs.intern(buf, from, from + NON_GO.length);
      this.#push(func, 0, 0, CALL);
      return true;
    }
    return false;
  }

  #startCall(buf: Uint8Array, from: number): boolean {
    const { stacks, args } = this.draft;
    const { nameEnd, argsStart, argsEnd, inlined } = this.#funcLine;
    this.#commitWithoutPlace();
    this.func = stacks.funcs.intern(buf, from, nameEnd);
    this.kind = inlined ? INLINED : CALL;
    this.guess = 0;
    if (!inlined && stacks.keepsArgs(this.func)) args.add(buf, argsStart, argsEnd);
    this.state = PLACE;
    if (this.#gap) this.#doubleSpaced = true;
    this.#gap = false;
    return true;
  }

  /** A line of a stack that is none of Go's: a C function, if a place with `pc=` follows. */
  #startBare(buf: Uint8Array, from: number, to: number): boolean {
    if (startsWithDigits(buf, from)) return false;
    this.#bare = { line: this.draft.line, text: excerpt(buf, from, to), kind: 'runtime' };
    this.func = this.draft.stacks.funcs.intern(buf, from, to);
    this.kind = CALL;
    this.guess = 0;
    this.state = PLACE;
    return true;
  }

  #createdBy(buf: Uint8Array, from: number, to: number): boolean {
    this.#commitWithoutPlace();
    const start = from + CREATED_BY.length;
    readCreation(buf, start, to, this.#creation);
    this.func = this.draft.stacks.funcs.intern(buf, start, this.#creation.funcEnd);
    this.kind = CREATED;
    this.guess = 0;
    this.setCreator(this.#creation.creator);
    this.state = PLACE;
    return true;
  }

  #commit(buf: Uint8Array, from: number): void {
    const file = this.draft.stacks.files.intern(buf, from, this.#place.fileEnd);
    if (this.#gap) this.#doubleSpaced = true;
    this.#gap = false;
    this.#bare = null;
    this.#push(this.func, file, this.#place.line, this.kind);
  }

  /** The function that waits for its place does not get one. */
  #commitWithoutPlace(): void {
    if (this.state !== PLACE) return;
    if (this.#bare) {
      this.draft.leftoverText(this.#bare.line, this.#bare.text);
      this.#bare = null;
      this.state = STACK;
      return;
    }
    this.draft.notice('no-place');
    this.#push(this.func, 0, 0, this.kind);
  }

  #push(func: number, file: number, line: number, kind: number): void {
    const { stacks } = this.draft;
    this.node = stacks.child(this.node, stacks.frame(func, file, line, kind));
    this.state = kind === CREATED ? DONE : STACK;
  }

  /** `...12 frames elided...` (Go 1.21 and later) or `...additional frames elided...`. */
  #elided(buf: Uint8Array, from: number, to: number): boolean {
    const text = decoder.decode(buf.subarray(from, to));
    const found = /^\.\.\.(?:(\d+)|additional) frames elided\.\.\.$/.exec(text);
    if (!found) return false;
    this.#commitWithoutPlace();
    const count = found[1] ? Math.min(Number(found[1]), 0x7fffffff) : -1;
    this.#push(0, 0, count, ELIDED);
    return true;
  }

  #originating(buf: Uint8Array, from: number, to: number): boolean {
    const start = from + ORIGIN.length;
    let stop = start;
    while (stop < to && (buf[stop] as number) >= 48 && (buf[stop] as number) <= 57) stop++;
    const id = decimal(buf, start, stop, Number.MAX_SAFE_INTEGER);
    this.#commitWithoutPlace();
    if (id < 0 || this.node === ROOT) return false;
    if (this.#ancestor === 0) this.#ownNode = this.node;
    else this.#endAncestor();
    this.#ancestor = id;
    this.node = ROOT;
    this.state = STACK;
    return true;
  }

  #endAncestor(): void {
    if (this.#ancestor === 0 || !this.snapshot) return;
    const row = this.snapshot.columns.length - 1;
    const known = this.snapshot.ancestors.get(row) ?? [];
    known.push({ id: this.#ancestor, stack: this.draft.stacks.stack(this.node) });
    this.snapshot.ancestors.set(row, known);
    this.node = this.#ownNode;
    this.#ancestor = 0;
  }

  /** containerd's markers, also within the unescaped text of their log record. */
  #marker(buf: Uint8Array, from: number, to: number): boolean {
    if (indexOf(buf, BEGIN, from, to) >= 0) {
      this.close();
      this.#newSnapshot(this.draft.line, 'log').time = recordTime(excerpt(buf, from, to));
      return true;
    }
    const end = indexOf(buf, END, from, to);
    if (end < 0) return false;
    this.finish();
    this.last = this.draft.line;
    const source = excerpt(buf, end + END.length, to).replace(/^"?\s*/, '');
    // The record around it may still say whose dump it was: it stays open for that.
    if (this.snapshot) {
      this.snapshot.source = source;
      this.snapshot.ended = true;
    }
    return true;
  }

  /** The runtime's lines between goroutines. */
  #around(buf: Uint8Array, start: number, from: number, to: number): boolean {
    if (to - from > NAME_MAX) return false;
    const text = decoder.decode(buf.subarray(start, to));
    const kind = contextKind(text) ?? this.#verbatim;
    if (kind === null) return false;
    this.finish();
    if (kind === 'thread' && this.snapshot) this.snapshot.repeats = true;
    const crash = kind === 'panic' || kind === 'fatal' || /^SIG/.test(text);
    if (crash && !this.#verbatim && this.snapshot && !this.snapshot.repeats) this.close();
    if (crash) this.#verbatim = 'panic';
    else if (kind === 'runtime') this.#verbatim = 'runtime';
    if (this.snapshot?.ended) this.close();
    const context = this.snapshot?.context ?? this.#context;
    if (context.length >= CONTEXT_MAX) return false;
    context.push({ line: this.draft.line, text: text.trim(), kind });
    this.last = this.draft.line;
    return true;
  }
}

/** A range begins with `text`. */
export function startsWith(buf: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (start + text.length > end) return false;
  for (let at = 0; at < text.length; at++) if (buf[start + at] !== text[at]) return false;
  return true;
}

/** Where `text` stands in a range, or -1. */
export function indexOf(buf: Uint8Array, text: Uint8Array, start: number, end: number): number {
  const first = text[0];
  const last = end - text.length;
  for (let at = start; at <= last; at++) {
    if (buf[at] === first && startsWith(buf, at, end, text)) return at;
  }
  return -1;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === 13;
}

function startsWithDigits(buf: Uint8Array, start: number): boolean {
  return (buf[start] as number) >= 48 && (buf[start] as number) <= 57;
}

/** The time of a logrus record, from the text it begins with. */
export function recordTime(head: string): string {
  return /\btime"?[=:]\s*"?([^"\s]+)/.exec(head)?.[1] ?? '';
}
