import { type CharSet, charSet, ESCAPED, POSIX } from './charset.ts';

/** A place rather than a character. */
export type Assertion = 'begin' | 'end' | 'line begin' | 'line end' | 'edge' | 'no edge';

/** A pattern as a tree. */
export type Node =
  | { readonly is: 'set'; readonly set: CharSet }
  | { readonly is: 'all'; readonly of: readonly Node[] }
  | { readonly is: 'any'; readonly of: readonly Node[] }
  | { readonly is: 'repeat'; readonly of: Node; readonly least: number; readonly most: number }
  | { readonly is: 'at'; readonly place: Assertion };

/** What is wrong with a pattern and where, from 0. */
export class PatternFault extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

const DEEPEST = 200;
/** RE2's own limit on `{n,m}`. */
const MOST_REPEATS = 1000;
const LAST_CODE = 0x10ffff;

interface Flags {
  fold: boolean;
  multiline: boolean;
  dotAll: boolean;
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const PLACES: Readonly<Record<string, Assertion>> = {
  A: 'begin',
  z: 'end',
  b: 'edge',
  B: 'no edge',
};

/** Reads the syntax of RE2, which is Go's: the patterns people know from `go tool pprof -focus`. Throws PatternFault. */
export class Syntax {
  readonly #chars: readonly string[];
  #at = 0;
  #depth = 0;
  #flags: Flags = { fold: false, multiline: false, dotAll: false };

  constructor(source: string) {
    this.#chars = Array.from(source);
  }

  read(): Node {
    const node = this.#alternatives();
    if (this.#at < this.#chars.length) throw new PatternFault('a ) without its (', this.#at);
    return node;
  }

  #alternatives(): Node {
    if (++this.#depth > DEEPEST) throw new PatternFault('brackets nested too deep', this.#at);
    const before = { ...this.#flags };
    const branches = [this.#sequence()];
    while (this.#take('|')) branches.push(this.#sequence());
    this.#flags = before;
    this.#depth--;
    const [only] = branches;
    return branches.length === 1 && only ? only : { is: 'any', of: branches };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#chars.length && !this.#sees('|') && !this.#sees(')')) {
      const start = this.#at;
      const part = this.#part();
      if (part) parts.push(this.#repeated(part, start));
    }
    return { is: 'all', of: parts };
  }

  #repeated(part: Node, start: number): Node {
    const bounds = this.#bounds();
    if (!bounds) return part;
    this.#take('?');
    if (this.#bounds()) throw new PatternFault('nothing to repeat: two repeats in a row', start);
    return { is: 'repeat', of: part, least: bounds[0], most: bounds[1] };
  }

  #bounds(): [number, number] | null {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    if (!this.#sees('{')) return null;
    const text = this.#chars.slice(this.#at, this.#at + 12).join('');
    const found = /^\{(\d+)(,(\d*))?\}/.exec(text);
    // `{` that opens no repeat is itself, as in RE2.
    if (!found) return null;
    const least = Number(found[1]);
    const most = !found[2] ? least : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
    if (
      least > MOST_REPEATS ||
      (most > MOST_REPEATS && most !== Number.POSITIVE_INFINITY) ||
      most < least
    ) {
      throw new PatternFault(
        `repeats go up to ${MOST_REPEATS}, the smaller number first`,
        this.#at,
      );
    }
    this.#at += found[0].length;
    return [least, most];
  }

  /** One character, set, place or group; null for a group that only sets flags. */
  #part(): Node | null {
    const start = this.#at;
    const char = this.#chars[this.#at++] as string;
    switch (char) {
      case '(':
        return this.#group(start);
      case '[':
        return { is: 'set', set: this.#bracket(start) };
      case '.':
        return { is: 'set', set: charSet(this.#flags.dotAll ? [] : [10, 10], false, true) };
      case '^':
        return { is: 'at', place: this.#flags.multiline ? 'line begin' : 'begin' };
      case '$':
        return { is: 'at', place: this.#flags.multiline ? 'line end' : 'end' };
      case '\\':
        return this.#escape(start);
      case '*':
      case '+':
      case '?':
        throw new PatternFault(`nothing to repeat before ${char}`, start);
      default:
        return this.#literal(char.codePointAt(0) as number);
    }
  }

  #literal(code: number): Node {
    return { is: 'set', set: charSet([code, code], this.#flags.fold) };
  }

  #group(start: number): Node | null {
    if (this.#take('?')) {
      const head = this.#chars.slice(this.#at, this.#at + 80).join('');
      const named = /^P?<[A-Za-z_]\w*>/.exec(head);
      const flags = /^([imsU]*)(-[imsU]+)?([:)])/.exec(head);
      if (named) this.#at += named[0].length;
      else if (flags) {
        this.#at += flags[0].length;
        const outer = { ...this.#flags };
        this.#setFlags(flags[1] ?? '', true);
        this.#setFlags(flags[2] ?? '', false);
        if (flags[3] === ')') return null;
        const node = this.#close(start);
        this.#flags = outer;
        return node;
      } else
        throw new PatternFault(
          'this kind of group is not in RE2: no look-ahead, no look-behind',
          start,
        );
    }
    return this.#close(start);
  }

  #close(start: number): Node {
    const node = this.#alternatives();
    if (!this.#take(')')) throw new PatternFault('a ( without its )', start);
    return node;
  }

  #setFlags(letters: string, to: boolean): void {
    if (letters.includes('i')) this.#flags.fold = to;
    if (letters.includes('m')) this.#flags.multiline = to;
    if (letters.includes('s')) this.#flags.dotAll = to;
  }

  #escape(start: number): Node {
    const letter = this.#chars[this.#at];
    const place = letter === undefined ? undefined : PLACES[letter];
    if (place) {
      this.#at++;
      return { is: 'at', place };
    }
    if (letter === 'Q') {
      this.#at++;
      return this.#quoted();
    }
    const set = this.#class(start);
    return set ? { is: 'set', set } : this.#literal(this.#code(start));
  }

  /** `\Q…\E`: everything between is itself. */
  #quoted(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#chars.length) {
      if (this.#sees('\\') && this.#chars[this.#at + 1] === 'E') {
        this.#at += 2;
        break;
      }
      parts.push(this.#literal((this.#chars[this.#at++] as string).codePointAt(0) as number));
    }
    return { is: 'all', of: parts };
  }

  /** After a backslash: `d`, `W`, `p{Greek}`; null if it is no class. */
  #class(start: number): CharSet | null {
    const letter = this.#chars[this.#at] ?? '';
    const ranges = /^[dsw]$/i.test(letter) ? ESCAPED[letter.toLowerCase()] : undefined;
    if (ranges) {
      this.#at++;
      return charSet(ranges, false, letter !== letter.toLowerCase());
    }
    if (letter !== 'p' && letter !== 'P') return null;
    const found = /^[pP](?:([A-Z])|\{(\^?)(\w+)\})/.exec(
      this.#chars.slice(this.#at, this.#at + 40).join(''),
    );
    if (!found) throw new PatternFault('\\p needs the name of a class', start);
    this.#at += found[0].length;
    const negated = (letter === 'P') !== (found[2] === '^');
    return {
      ...charSet([], false, negated),
      properties: [property(found[1] ?? found[3] ?? '', start)],
    };
  }

  /** After a backslash: the code of a character. */
  #code(start: number): number {
    const letter = this.#chars[this.#at++];
    if (letter === undefined) throw new PatternFault('a \\ at the end', start);
    const control = CONTROL[letter];
    if (control !== undefined) return control;
    if (letter === 'x') {
      const text = this.#chars.slice(this.#at, this.#at + 10).join('');
      const found = /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(text);
      const code = found ? Number.parseInt(found[1] ?? found[2] ?? '', 16) : LAST_CODE + 1;
      if (!found || code > LAST_CODE)
        throw new PatternFault('\\x needs two hex digits, or {…}', start);
      this.#at += found[0].length;
      return code;
    }
    if (letter === '0') return 0;
    if (/^[1-9]$/.test(letter)) throw new PatternFault('no back-references in RE2', start);
    if (/^[A-Za-z]$/.test(letter)) throw new PatternFault(`\\${letter} is not known`, start);
    return letter.codePointAt(0) as number;
  }

  #bracket(start: number): CharSet {
    const negated = this.#take('^');
    const ranges: number[] = [];
    const properties: RegExp[] = [];
    const inner: CharSet[] = [];
    for (let first = true; first || !this.#sees(']'); first = false) {
      if (this.#at >= this.#chars.length) throw new PatternFault('a [ without its ]', start);
      const named = /^\[:(\^?)(\w+):\]/.exec(this.#chars.slice(this.#at, this.#at + 14).join(''));
      if (named) {
        const posix = POSIX[named[2] ?? ''];
        if (!posix) throw new PatternFault(`[:${named[2]}:] is not known`, this.#at);
        inner.push(charSet(posix, false, named[1] === '^'));
        this.#at += named[0].length;
        continue;
      }
      const set = this.#sees('\\') ? this.#classInBracket() : null;
      if (set) inner.push(set);
      else this.#range(ranges);
    }
    this.#at++;
    return { ranges, properties, inner, negated, fold: this.#flags.fold };
  }

  #classInBracket(): CharSet | null {
    this.#at++;
    const set = this.#class(this.#at - 1);
    if (!set) this.#at--;
    return set;
  }

  #range(ranges: number[]): void {
    const start = this.#at;
    const from = this.#bracketCode();
    let to = from;
    if (
      this.#sees('-') &&
      this.#chars[this.#at + 1] !== undefined &&
      this.#chars[this.#at + 1] !== ']'
    ) {
      this.#at++;
      to = this.#bracketCode();
      if (to < from) throw new PatternFault('a range that runs backwards', start);
    }
    ranges.push(from, to);
  }

  #bracketCode(): number {
    const start = this.#at;
    if (this.#take('\\')) return this.#code(start);
    return (this.#chars[this.#at++] as string).codePointAt(0) as number;
  }

  #sees(char: string): boolean {
    return this.#chars[this.#at] === char;
  }

  #take(char: string): boolean {
    if (!this.#sees(char)) return false;
    this.#at++;
    return true;
  }
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
