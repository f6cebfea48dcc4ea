/**
 * One line of a stack: a function with its argument words, or the place it stands at.
 * Printed by runtime/traceback.go, printOneCreatedBy, printFuncName, traceback2: formats.md (a).
 */
import { bytesOf, decimal, isDigit } from './bytes.ts';

const TAB = 9;
const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
const DOT = 46;
const FP = 0x6670;
const SP = 0x7370;
const PC = 0x7063;
const LINE_MAX = 0x7fffffff;

/** A function line as ranges: the name, and the words between the parentheses. */
export interface FuncLine {
  nameEnd: number;
  argsStart: number;
  argsEnd: number;
  inlined: boolean;
}

/**
 * Reads `FUNC(ARGS)`; the argument list opens at the last parenthesis, since FUNC may hold `(*T)`.
 * False when the line does not end in one or the words are no argument words.
 */
export function readFunc(buf: Uint8Array, start: number, end: number, into: FuncLine): boolean {
  if (end - start < 3 || buf[end - 1] !== CLOSE) return false;
  let open = end - 2;
  while (open > start && buf[open] !== OPEN) {
    if (!isArgByte(buf[open] as number)) return false;
    open--;
  }
  if (open <= start || buf[open] !== OPEN) return false;
  into.nameEnd = open;
  into.argsStart = open + 1;
  into.argsEnd = end - 1;
  into.inlined = end - open === 5 && buf[open + 1] === DOT;
  return true;
}

/** Hex words, `, `, `{}`, `...`, `_` and `?` (traceback.go, printArgs). */
function isArgByte(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) ||
    (byte >= 97 && byte <= 102) ||
    byte === 120 ||
    byte === 44 ||
    byte === SPACE ||
    byte === 123 ||
    byte === 125 ||
    byte === DOT ||
    byte === 95 ||
    byte === 63
  );
}

/** A place as ranges: the path, empty for a bare `pc=0x…`. */
export interface Place {
  fileEnd: number;
  line: number;
  /** It had ` pc=0x…`: only then may the function before it be one without parentheses (C code). */
  pc: boolean;
}

/** Reads `FILE:LINE[ +0xOFF][ fp=0x… sp=0x… pc=0x…]`, leading blanks already off. */
export function readPlace(buf: Uint8Array, start: number, end: number, into: Place): boolean {
  let stop = cutOffset(buf, start, end);
  into.pc = false;
  for (;;) {
    const token = lastToken(buf, start, stop);
    if (token < 0) break;
    if (buf[token] === 112) into.pc = true;
    stop = token;
    while (stop > start && (buf[stop - 1] === SPACE || buf[stop - 1] === TAB)) stop--;
    if (stop === start) {
      into.fileEnd = start;
      into.line = 0;
      return into.pc;
    }
  }
  let colon = stop;
  while (colon > start && isDigit(buf[colon - 1] as number)) colon--;
  if (colon === stop || colon - 1 <= start || buf[colon - 1] !== COLON) return false;
  into.fileEnd = colon - 1;
  into.line = decimal(buf, colon, stop, LINE_MAX);
  return true;
}

/** Where the line ends without an offset that was cut short: ` +`, ` +0` or ` +0x`. */
function cutOffset(buf: Uint8Array, start: number, end: number): number {
  let at = end;
  if (buf[at - 1] === 120) at--;
  if (buf[at - 1] === 48) at--;
  if (buf[at - 1] !== 43 || at - 2 <= start || buf[at - 2] !== SPACE) return end;
  return at - 2;
}

/** Start of a trailing `+0x…`, `fp=0x…`, `sp=0x…` or `pc=0x…` before `end`, or -1. */
function lastToken(buf: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isHex(buf[at - 1] as number)) at--;
  if (at === end || at - 2 < start || buf[at - 1] !== 120 || buf[at - 2] !== 48) return -1;
  at -= 2;
  if (at - 1 >= start && buf[at - 1] === 43)
    return at - 1 === start || blank(buf, at - 2) ? at - 1 : -1;
  if (at - 3 < start || buf[at - 1] !== 61) return -1;
  const name = ((buf[at - 3] as number) << 8) | (buf[at - 2] as number);
  if (name !== FP && name !== SP && name !== PC) return -1;
  return at - 3 === start || blank(buf, at - 4) ? at - 3 : -1;
}

function isHex(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102);
}

function blank(buf: Uint8Array, at: number): boolean {
  return buf[at] === SPACE || buf[at] === TAB;
}

/** What stands between the creating function and the goroutine it ran in. */
export const IN_GOROUTINE: Uint8Array = bytesOf(' in goroutine ');

/** A `created by` line after its first two words: where the function ends, and who did it (0: not said). */
export interface Creation {
  funcEnd: number;
  creator: number;
}

/** Splits `FUNC in goroutine N` (Go 1.21 and later) or takes all for FUNC. */
export function readCreation(buf: Uint8Array, start: number, end: number, into: Creation): void {
  into.funcEnd = end;
  into.creator = 0;
  let digits = end;
  while (digits > start && isDigit(buf[digits - 1] as number)) digits--;
  const word = digits - IN_GOROUTINE.length;
  if (digits === end || word <= start) return;
  for (let at = 0; at < IN_GOROUTINE.length; at++) {
    if (buf[word + at] !== IN_GOROUTINE[at]) return;
  }
  into.funcEnd = word;
  into.creator = decimal(buf, digits, end, Number.MAX_SAFE_INTEGER);
}
