/** How two keys are compared: the letters of `sort`. */
export interface Order {
  readonly numeric: boolean;
  readonly human: boolean;
  readonly general: boolean;
  readonly version: boolean;
  readonly fold: boolean;
  readonly skipBlanks: boolean;
  readonly reverse: boolean;
}

/** `-k F[.C][opts][,F[.C][opts]]`, counted from 0; `endChar` 0 means the end of the field. */
export interface Key {
  readonly startField: number;
  readonly startChar: number;
  readonly endField: number;
  readonly endChar: number;
  readonly skipStart: boolean;
  readonly skipEnd: boolean;
  /** Null takes the order of the whole command. */
  readonly order: Order | null;
}

const LETTERS = /^[bdfghinMRrV]*$/;

/** The order that a row of letters stands for (`nr`). */
export function orderFrom(letters: string): Order {
  return {
    numeric: letters.includes('n'),
    human: letters.includes('h'),
    general: letters.includes('g'),
    version: letters.includes('V'),
    fold: letters.includes('f'),
    skipBlanks: letters.includes('b'),
    reverse: letters.includes('r'),
  };
}

/** Reads the value of `-k`, or gives a sentence about what is wrong with it. */
export function readKey(text: string): Key | string {
  const parts = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (!parts) return `invalid number at field start: invalid count at start of '${text}'`;
  const [, field, char, letters = '', endField, endChar, endLetters = ''] = parts;
  if (!LETTERS.test(letters + endLetters)) return `stray character in field spec: '${text}'`;
  if (Number(field) === 0 || Number(endField) === 0) {
    return `-: invalid field specification '${text}': field number is zero`;
  }
  const all = letters + endLetters;
  return {
    startField: Number(field) - 1,
    startChar: char === undefined ? 0 : Math.max(0, Number(char) - 1),
    endField: endField === undefined ? Number.POSITIVE_INFINITY : Number(endField) - 1,
    endChar: endChar === undefined ? 0 : Number(endChar),
    skipStart: letters.includes('b'),
    skipEnd: endLetters.includes('b'),
    order: all === '' ? null : orderFrom(all),
  };
}

/**
 * The part of a line that a key names. Without a separator a field starts with the blanks before it,
 * which is why `sort -k2` compares blanks too (coreutils 9.1, src/sort.c: begfield, limfield).
 */
export function keyOf(line: string, key: Key, separator: string | null, skip: boolean): string {
  const from = startOf(line, key, separator, skip || key.skipStart);
  const to = Number.isFinite(key.endField)
    ? endOf(line, key, separator, skip || key.skipEnd)
    : line.length;
  return line.slice(from, Math.max(from, to));
}

function startOf(line: string, key: Key, separator: string | null, skip: boolean): number {
  let at = 0;
  for (let field = key.startField; field > 0 && at < line.length; field--) {
    if (separator === null) at = pastWord(line, pastBlanks(line, at));
    else at = Math.min(line.length, upTo(line, at, separator) + 1);
  }
  if (skip) at = pastBlanks(line, at);
  return Math.min(line.length, at + key.startChar);
}

function endOf(line: string, key: Key, separator: string | null, skip: boolean): number {
  let fields = key.endField + (key.endChar === 0 ? 1 : 0);
  let at = 0;
  while (fields > 0 && at < line.length) {
    fields--;
    if (separator === null) {
      at = pastWord(line, pastBlanks(line, at));
    } else {
      at = upTo(line, at, separator);
      if (at < line.length && (fields > 0 || key.endChar > 0)) at++;
    }
  }
  if (key.endChar === 0) return at;
  if (skip) at = pastBlanks(line, at);
  return Math.min(line.length, at + key.endChar);
}

function upTo(line: string, at: number, separator: string): number {
  const found = line.indexOf(separator, at);
  return found < 0 ? line.length : found;
}

export function pastBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

function pastWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && line[at] !== ' ' && line[at] !== '\t') at++;
  return at;
}
