/**
 * What log systems put before every line: journald and syslog (`Nov 23 08:00:00 node1
 * containerd[812]: `), the container runtimes' log files (`2026-11-23T08:00:00Z stderr F `),
 * kubectl's timestamps and pod names, docker compose's service names.
 */
import { isDigit } from './bytes.ts';

const SPACE = 32;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const DASH = 45;
const BAR = 124;
const PARTIAL = 80;
const FULL = 70;
const T = 84;

/** A prefix as ranges of the line. */
export interface Prefix {
  /** Where the line proper begins. */
  content: number;
  /** Whose line it is: `containerd[812]`, `stderr`, or empty. */
  keyStart: number;
  keyEnd: number;
  /** The line goes on in the next one of the same key (CRI log files, tag `P`). */
  partial: boolean;
}

const MONTHS = new Set([
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]);
const DAYS = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
/** No prefix with a time is shorter. */
const SHORTEST = 16;
/** Host and name end within so many bytes. */
const NAMES_MAX = 300;

/** Reads the prefix of a line, when it has one of those above. */
export function readPrefix(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  into.partial = false;
  if (compose(buf, start, end, into)) return true;
  if (end - start < SHORTEST) return false;
  const first = buf[start] as number;
  if (isDigit(first)) return isoTime(buf, start, end, into);
  if (first === OPEN) return monotonic(buf, start, end, into) || pod(buf, start, end, into);
  if (first < 65 || first > 90 || buf[start + 3] !== SPACE) return false;
  const word = String.fromCharCode(first, buf[start + 1] as number, buf[start + 2] as number);
  if (MONTHS.has(word)) return names(buf, clock(buf, afterDay(buf, start + 4), end), end, into);
  if (!DAYS.has(word)) return false;
  // Mon 2026-11-23 08:00:00 UTC node1 containerd[812]:
  const date = start + 4;
  if (!isDate(buf, date)) return false;
  const zone = clock(buf, date + 11, end);
  return zone > 0 && names(buf, afterWord(buf, zone, end), end, into);
}

/** `2026-11-23T08:00:00.5+01:00 ` and then CRI's stream and tag, syslog's names, or the line itself. */
function isoTime(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  if (!isDate(buf, start) || buf[start + 10] !== T) return false;
  const after = afterWord(buf, start + 11, Math.min(end, start + 48));
  if (after < 0) return false;
  if (cri(buf, after, end, into) || names(buf, after, end, into)) return true;
  into.content = after;
  into.keyStart = into.keyEnd = after;
  return true;
}

/** `stdout F ` or `stderr P `. */
function cri(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  const tag = start + 7;
  if (end < tag + 1 || buf[start] !== 115 || buf[start + 1] !== 116 || buf[start + 2] !== 100)
    return false;
  if (buf[start + 6] !== SPACE || (buf[tag] !== PARTIAL && buf[tag] !== FULL)) return false;
  if (tag + 1 < end && buf[tag + 1] !== SPACE) return false;
  into.partial = buf[tag] === PARTIAL;
  into.keyStart = start;
  into.keyEnd = start + 6;
  into.content = Math.min(tag + 2, end);
  return true;
}

/** `[ 1234.567890] node1 containerd[812]: `. */
function monotonic(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  let at = start + 1;
  while (at < end && buf[at] === SPACE) at++;
  const digits = at;
  while (at < end && (isDigit(buf[at] as number) || buf[at] === 46)) at++;
  if (at === digits || buf[at] !== CLOSE || buf[at + 1] !== SPACE) return false;
  return names(buf, at + 2, end, into);
}

/** `[pod/NAME/CONTAINER] ` (kubectl logs --prefix). */
function pod(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  if (
    buf[start + 1] !== 112 ||
    buf[start + 2] !== 111 ||
    buf[start + 3] !== 100 ||
    buf[start + 4] !== 47
  )
    return false;
  const after = afterWord(buf, start, Math.min(end, start + NAMES_MAX));
  if (after < 0 || buf[after - 2] !== CLOSE) return false;
  into.keyStart = start + 5;
  into.keyEnd = after - 2;
  into.content = after;
  return true;
}

/** `web_1   | ` (docker compose logs). */
function compose(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  let at = start;
  const stop = Math.min(end, start + 64);
  while (at < stop && isNameByte(buf[at] as number)) at++;
  const keyEnd = at;
  while (at < stop && buf[at] === SPACE) at++;
  if (keyEnd === start || at === keyEnd || buf[at] !== BAR) return false;
  if (at + 1 < end && buf[at + 1] !== SPACE) return false;
  into.keyStart = start;
  into.keyEnd = keyEnd;
  into.content = Math.min(at + 2, end);
  return true;
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameByte(byte: number): boolean {
  return (
    isDigit(byte) ||
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    byte === 95 ||
    byte === DASH ||
    byte === 46
  );
}

/** `HOST NAME[PID]: `, from `start` (negative: what came before did not fit). */
function names(buf: Uint8Array, start: number, end: number, into: Prefix): boolean {
  if (start < 0) return false;
  const stop = Math.min(end, start + NAMES_MAX);
  const key = afterWord(buf, start, stop);
  if (key < 0) return false;
  let at = key;
  while (at < stop && buf[at] !== SPACE && buf[at] !== COLON) at++;
  if (at === key || buf[at] !== COLON) return false;
  if (at + 1 < end && buf[at + 1] !== SPACE) return false;
  into.keyStart = key;
  into.keyEnd = at;
  into.content = Math.min(at + 2, end);
  return true;
}

/** After `23 ` or ` 3 `. */
function afterDay(buf: Uint8Array, at: number): number {
  const tens = buf[at] as number;
  if ((tens !== SPACE && !isDigit(tens)) || !isDigit(buf[at + 1] as number)) return -1;
  return buf[at + 2] === SPACE ? at + 3 : -1;
}

/** After `08:00:00.123456 `. */
function clock(buf: Uint8Array, start: number, end: number): number {
  if (start < 0 || start + 9 > end) return -1;
  if (buf[start + 2] !== COLON || buf[start + 5] !== COLON) return -1;
  for (const at of [0, 1, 3, 4, 6, 7]) if (!isDigit(buf[start + at] as number)) return -1;
  return afterWord(buf, start + 8, end, true);
}

function isDate(buf: Uint8Array, start: number): boolean {
  if (buf[start + 4] !== DASH || buf[start + 7] !== DASH) return false;
  for (const at of [0, 1, 2, 3, 5, 6, 8, 9]) if (!isDigit(buf[start + at] as number)) return false;
  return true;
}

/** After a word and one blank, or -1; `maybeEmpty`: the word may be missing. */
function afterWord(buf: Uint8Array, start: number, end: number, maybeEmpty = false): number {
  let at = start;
  while (at < end && buf[at] !== SPACE) at++;
  return at < end && (maybeEmpty || at > start) ? at + 1 : -1;
}
