/** Characters of a pattern: `a`, `[^a-z]`, `\d`, `\p{Greek}`. Code points throughout. */
export interface CharSet {
  /** Pairs of first and last code point. */
  readonly ranges: readonly number[];
  /** Named classes that only the platform knows (`\p{…}`), each over one character, so no backtracking. */
  readonly properties: readonly RegExp[];
  /** Sets inside this one that are themselves negated: `[\D\S]`. */
  readonly inner: readonly CharSet[];
  readonly negated: boolean;
  /** Either case will do. */
  readonly fold: boolean;
}

export function charSet(ranges: readonly number[], fold = false, negated = false): CharSet {
  return { ranges, properties: [], inner: [], negated, fold };
}

const DIGIT = [0x30, 0x39];
const SPACE = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20];
const WORD = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];

/** `\d`, `\s`, `\w` are ASCII only, as in RE2 (github.com/google/re2/wiki/Syntax). */
export const ESCAPED: Readonly<Record<string, readonly number[]>> = { d: DIGIT, s: SPACE, w: WORD };

/** `[:alpha:]` and its kin. */
export const POSIX: Readonly<Record<string, readonly number[]>> = {
  alnum: [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a],
  alpha: [0x41, 0x5a, 0x61, 0x7a],
  ascii: [0x00, 0x7f],
  blank: [0x09, 0x09, 0x20, 0x20],
  cntrl: [0x00, 0x1f, 0x7f, 0x7f],
  digit: DIGIT,
  graph: [0x21, 0x7e],
  lower: [0x61, 0x7a],
  print: [0x20, 0x7e],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  space: [0x09, 0x0d, 0x20, 0x20],
  upper: [0x41, 0x5a],
  word: WORD,
  xdigit: [0x30, 0x39, 0x41, 0x46, 0x61, 0x66],
};

function within(set: CharSet, code: number): boolean {
  for (let at = 0; at < set.ranges.length; at += 2) {
    if (code >= (set.ranges[at] as number) && code <= (set.ranges[at + 1] as number)) return true;
  }
  if (set.properties.some((property) => property.test(String.fromCodePoint(code)))) return true;
  return set.inner.some((inner) => matches(inner, code));
}

/** True if the character belongs to the set. */
export function matches(set: CharSet, code: number): boolean {
  let found = within(set, code);
  if (!found && set.fold) {
    const char = String.fromCodePoint(code);
    const [lower, upper] = [char.toLowerCase().codePointAt(0), char.toUpperCase().codePointAt(0)];
    found =
      (lower !== undefined && within(set, lower)) || (upper !== undefined && within(set, upper));
  }
  return found !== set.negated;
}

/** True for the characters between which `\b` finds an edge. */
export function isWord(code: number): boolean {
  return (
    code >= 0 &&
    WORD.some((first, at) => at % 2 === 0 && code >= first && code <= (WORD[at + 1] as number))
  );
}

/** The answers for the first 128 characters, which nearly all names are made of. */
export function asciiTable(set: CharSet): Uint8Array {
  const table = new Uint8Array(128);
  const plain = !set.fold && set.inner.length === 0 && set.properties.length === 0;
  if (!plain) return table.map((_, code) => (matches(set, code) ? 1 : 0));
  for (let at = 0; at < set.ranges.length; at += 2) {
    table.fill(1, set.ranges[at], (set.ranges[at + 1] as number) + 1);
  }
  return set.negated ? table.map((found) => 1 - found) : table;
}
