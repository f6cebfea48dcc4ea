/**
 * The header line of a goroutine: `goroutine 7 [select, 5 minutes, locked to thread]:`.
 * Printed by runtime/traceback.go, goroutineheader; which piece is since which Go: formats.md (a).
 */

import { bytesOf, isDigit, startsWith } from './bytes.ts';
import { ByteStrings } from './intern.ts';

const SPACE = 32;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const BRACE = 123;
const BACKSLASH = 92;
const QUOTE = 34;

/** An int64 has at most 19 digits; what is longer is no goroutine id. */
const ID_DIGITS = 19;
const MINUTES_MAX = 0x7fffffff;

/** What every header begins with. */
export const GOROUTINE: Uint8Array = bytesOf('goroutine ');
const LABELS = bytesOf('labels:');

/** What stands between the brackets, read once for every distinct text. */
export interface Tail {
  readonly state: string;
  readonly minutes: number;
  readonly locked: boolean;
  /** `leaked`, `scan`, `durable`, `synctest bubble 3`, and any piece this reader does not know. */
  readonly marks: readonly string[];
}

/** Distinct bracket texts of the headers, and what they say. */
export class Tails {
  readonly texts: ByteStrings = new ByteStrings();
  readonly #read: Tail[] = [];

  tail(id: number): Tail {
    let tail = this.#read[id];
    if (!tail) {
      tail = readTail(this.texts.text(id));
      this.#read[id] = tail;
    }
    return tail;
  }
}

/** A header's pieces as ranges of the line; `tailStart` to `tailEnd` includes both brackets. */
export interface Header {
  id: number;
  tailStart: number;
  tailEnd: number;
  labelsStart: number;
  labelsEnd: number;
}

/** Where the line's id begins when it starts like a header (`goroutine 7 `), else 0. */
export function headerDigits(buf: Uint8Array, start: number, end: number): number {
  const first = start + GOROUTINE.length;
  if (first + 1 >= end || !isDigit(buf[first] as number)) return 0;
  for (let at = 0; at < GOROUTINE.length; at++) if (buf[start + at] !== GOROUTINE[at]) return 0;
  let at = first;
  while (at < end && isDigit(buf[at] as number)) at++;
  if (buf[at] !== SPACE || at + 1 >= end) return 0;
  const next = buf[at + 1];
  return next === OPEN || startsGp(buf, at + 1, end) ? first : 0;
}

/** Reads a header line into `into`; false when it is cut or broken. `first`: from `headerDigits`. */
export function readHeader(buf: Uint8Array, first: number, end: number, into: Header): boolean {
  let at = first;
  let id = 0;
  while (isDigit(buf[at] as number)) id = id * 10 + ((buf[at++] as number) - 48);
  if (at - first > ID_DIGITS) return false;
  while (at < end && buf[at] !== OPEN) at++;
  const open = at;
  while (at < end && buf[at] !== CLOSE) at++;
  if (at >= end || at === open + 1) return false;
  into.id = id;
  into.tailStart = open;
  into.tailEnd = at + 1;
  into.labelsStart = into.labelsEnd = 0;
  return readLabels(buf, at + 1, end, into);
}

/** Labels: ` {k: v}` (Go 1.27) or ` labels:{"k": "v"}` (1.26), then the colon, which pasted text may lack. */
function readLabels(buf: Uint8Array, start: number, end: number, into: Header): boolean {
  let at = start;
  if (at === end) return true;
  if (buf[at] === SPACE) {
    at++;
    if (startsWith(buf, at, end, LABELS)) at += LABELS.length;
    if (buf[at] !== BRACE) return false;
    let close = end - 1;
    if (buf[close] === COLON) close--;
    into.labelsStart = at + 1;
    into.labelsEnd = close;
    return close > at && buf[close] === 125 && balanced(buf, at + 1, close);
  }
  return buf[at] === COLON && at + 1 === end;
}

/** Whether every quote that opens in the labels closes there. */
function balanced(buf: Uint8Array, start: number, end: number): boolean {
  let quoted = false;
  for (let at = start; at < end; at++) {
    if (buf[at] === BACKSLASH && quoted) at++;
    else if (buf[at] === QUOTE) quoted = !quoted;
  }
  return !quoted;
}

function startsGp(buf: Uint8Array, at: number, end: number): boolean {
  return at + 2 < end && buf[at] === 103 && buf[at + 1] === 112 && buf[at + 2] === 61;
}

/** go1.5 ran the scan bit and the status together (traceback.go at go1.5, 600-628). */
const MERGED = /^scan(runnable|running|syscall|waiting|dead|enqueue)$/;
const SUFFIX_MARKS = new Set(['leaked', 'scan', 'durable', 'synctest']);
const SUFFIX = / \((leaked|scan|durable|synctest)\)$/;

/** Reads `[select (durable), 5 minutes, locked to thread]`. */
export function readTail(text: string): Tail {
  const [first = '', ...rest] = text.slice(1, -1).split(', ');
  const marks: string[] = [];
  let state = first;
  for (let found = SUFFIX.exec(state); found; found = SUFFIX.exec(state)) {
    marks.unshift(found[1] as string);
    state = state.slice(0, found.index);
  }
  const merged = MERGED.exec(state);
  if (merged) {
    state = merged[1] as string;
    marks.push('scan');
  }
  let minutes = 0;
  let locked = false;
  for (const piece of rest) {
    const wait = /^(\d+) minutes$/.exec(piece);
    if (wait) minutes = Math.min(Number(wait[1]), MINUTES_MAX);
    else if (piece === 'locked to thread') locked = true;
    else marks.push(piece);
  }
  return { state, minutes, locked, marks };
}

/** The bracket text of a header, as `readTail` reads it. */
export function writeTail({
  state,
  minutes,
  locked,
  marks = [],
}: Omit<Tail, 'marks'> & { marks?: readonly string[] }): string {
  const suffixes = marks.filter((mark) => SUFFIX_MARKS.has(mark)).map((mark) => ` (${mark})`);
  const pieces = [`${state}${suffixes.join('')}`];
  if (minutes > 0) pieces.push(`${minutes} minutes`);
  if (locked) pieces.push('locked to thread');
  pieces.push(...marks.filter((mark) => !SUFFIX_MARKS.has(mark)));
  return `[${pieces.join(', ')}]`;
}
