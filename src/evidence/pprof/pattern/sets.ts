import { type CharSet, charSet, ESCAPED, POSIX } from './charset.ts';
import { type Cursor, PatternFault } from './cursor.ts';

const LAST_CODE = 0x10ffff;
const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** After a backslash: `d`, `W`, `p{Greek}`; null if it is no class. `start` is where the backslash stands. */
export function readClass(cursor: Cursor, start: number): CharSet | null {
  const letter = cursor.peek();
  const ranges = /^[dsw]$/i.test(letter) ? ESCAPED[letter.toLowerCase()] : undefined;
  if (ranges) {
    cursor.next();
    return charSet(ranges, false, letter !== letter.toLowerCase());
  }
  if (letter !== 'p' && letter !== 'P') return null;
  const found = cursor.match(/^[pP](?:([A-Z])|\{(\^?)(\w+)\})/, 40);
  if (!found) throw new PatternFault('\\p needs the name of a class', start);
  const negated = (letter === 'P') !== (found[2] === '^');
  const properties = [property(found[1] ?? found[3] ?? '', start)];
  return { ...charSet([], false, negated), properties };
}

function property(name: string, at: number): RegExp {
  for (const source of [`^\\p{${name}}$`, `^\\p{Script=${name}}$`]) {
    try {
      return new RegExp(source, 'u');
    } catch {
      // Not a general category; a script, perhaps.
    }
  }
  throw new PatternFault(`\\p{${name}} is not known`, at);
}

/** After a backslash: the code of one character. `start` is where the backslash stands. */
export function readCode(cursor: Cursor, start: number): number {
  if (cursor.ended) throw new PatternFault('a \\ at the end', start);
  const letter = cursor.next();
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  if (letter === 'x') {
    const found = cursor.match(/^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/, 10);
    const code = found ? Number.parseInt(found[1] ?? found[2] ?? '', 16) : LAST_CODE + 1;
    if (code > LAST_CODE) throw new PatternFault('\\x needs two hex digits, or {…}', start);
    return code;
  }
  if (letter === '0') return 0;
  if (/^[1-9]$/.test(letter)) throw new PatternFault('no back-references in RE2', start);
  if (/^[A-Za-z]$/.test(letter)) throw new PatternFault(`\\${letter} is not known`, start);
  return letter.codePointAt(0) as number;
}

/** After `[`: the set up to its `]`. `start` is where the bracket stands. */
export function readBracket(cursor: Cursor, start: number, fold: boolean): CharSet {
  const negated = cursor.take('^');
  const ranges: number[] = [];
  const inner: CharSet[] = [];
  // A `]` that stands first is itself.
  for (let first = true; first || cursor.peek() !== ']'; first = false) {
    if (cursor.ended) throw new PatternFault('a [ without its ]', start);
    const set = namedClass(cursor) ?? escapedClass(cursor);
    if (set) inner.push(set);
    else ranges.push(...readRange(cursor));
  }
  cursor.next();
  return { ranges, properties: [], inner, negated, fold };
}

function namedClass(cursor: Cursor): CharSet | null {
  const start = cursor.at;
  const found = cursor.match(/^\[:(\^?)(\w+):\]/, 14);
  if (!found) return null;
  const posix = POSIX[found[2] ?? ''];
  if (!posix) throw new PatternFault(`[:${found[2]}:] is not known`, start);
  return charSet(posix, false, found[1] === '^');
}

function escapedClass(cursor: Cursor): CharSet | null {
  if (!cursor.take('\\')) return null;
  const set = readClass(cursor, cursor.at - 1);
  if (!set) cursor.at--;
  return set;
}

function readRange(cursor: Cursor): [number, number] {
  const start = cursor.at;
  const from = bracketCode(cursor);
  if (cursor.peek() !== '-' || cursor.peek(1) === '' || cursor.peek(1) === ']') return [from, from];
  cursor.next();
  const to = bracketCode(cursor);
  if (to < from) throw new PatternFault('a range that runs backwards', start);
  return [from, to];
}

function bracketCode(cursor: Cursor): number {
  const start = cursor.at;
  if (cursor.take('\\')) return readCode(cursor, start);
  return cursor.next().codePointAt(0) as number;
}
