import { decimal, isBlank, isDigit } from './bytes.ts';
import { type Place, readPlace } from './frame.ts';
import type { LineCount } from './types.ts';

const DOT = 46;
const SLASH = 47;
const COUNT_MAX = Number.MAX_SAFE_INTEGER;
const decoder = new TextDecoder();

/**
 * Reads a row of `sort | uniq -c` over lines of a dump, `    164 \tvendor/…/server.go:444 +0x245`;
 * null when it is none. `at` is its line in the input.
 */
export function readRow(buf: Uint8Array, start: number, end: number, at: number): LineCount | null {
  let from = start;
  while (from < end && isBlank(buf[from] as number)) from++;
  const digits = from;
  while (from < end && isDigit(buf[from] as number)) from++;
  const count = decimal(buf, digits, from, COUNT_MAX);
  const blank = from;
  while (from < end && isBlank(buf[from] as number)) from++;
  // A tab that sed left as it was escaped in the log.
  if (buf[from] === 92 && buf[from + 1] === 116) from += 2;
  if (count < 0 || from === blank) return null;
  let to = end;
  while (to > from && isBlank(buf[to - 1] as number)) to--;
  const place: Place = { fileEnd: 0, line: 0, pc: false };
  if (!readPlace(buf, from, to, place) || !hasExtension(buf, from, place.fileEnd)) return null;
  const text = (begin: number, stop: number) => decoder.decode(buf.subarray(begin, stop));
  const offset = /\+0x[0-9a-f]+/.exec(text(place.fileEnd, to))?.[0] ?? '';
  return { count, file: text(from, place.fileEnd), line: place.line, offset, at };
}

/** `server.go` has one; the time in `12:30` has none. */
function hasExtension(buf: Uint8Array, start: number, end: number): boolean {
  for (let at = end - 1; at > start && buf[at] !== SLASH; at--)
    if (buf[at] === DOT) return at < end - 1;
  return false;
}
