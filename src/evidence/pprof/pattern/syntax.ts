import { type CharSet, charSet } from './charset.ts';
import { Cursor, PatternFault } from './cursor.ts';
import { readBracket, readClass, readCode } from './sets.ts';

/** A place rather than a character. */
export type Assertion = 'begin' | 'end' | 'line begin' | 'line end' | 'edge' | 'no edge';

/** A pattern as a tree. */
export type Node =
  | { readonly is: 'set'; readonly set: CharSet }
  | { readonly is: 'all'; readonly of: readonly Node[] }
  | { readonly is: 'any'; readonly of: readonly Node[] }
  | { readonly is: 'repeat'; readonly of: Node; readonly least: number; readonly most: number }
  | { readonly is: 'at'; readonly place: Assertion };

const DEEPEST = 200;
/** RE2's own limit on `{n,m}`. */
const MOST_REPEATS = 1000;
const ENDLESS = Number.POSITIVE_INFINITY;

interface Flags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const PLACES: Readonly<Record<string, Assertion>> = {
  A: 'begin',
  z: 'end',
  b: 'edge',
  B: 'no edge',
};

/** Reads the syntax of RE2, which is Go's: the patterns people know from `go tool pprof -focus`. Throws PatternFault. */
export class Syntax {
  readonly #cursor: Cursor;
  #depth = 0;
  #flags: Flags = { fold: false, multiline: false, dotAll: false };

  constructor(source: string) {
    this.#cursor = new Cursor(source);
  }

  read(): Node {
    const node = this.#alternatives();
    if (!this.#cursor.ended) throw new PatternFault('a ) without its (', this.#cursor.at);
    return node;
  }

  #alternatives(): Node {
    if (++this.#depth > DEEPEST)
      throw new PatternFault('brackets nested too deep', this.#cursor.at);
    const before = this.#flags;
    const first = this.#sequence();
    const branches = [first];
    while (this.#cursor.take('|')) branches.push(this.#sequence());
    this.#flags = before;
    this.#depth--;
    return branches.length === 1 ? first : { is: 'any', of: branches };
  }

  #sequence(): Node {
    const cursor = this.#cursor;
    const parts: Node[] = [];
    while (!cursor.ended && cursor.peek() !== '|' && cursor.peek() !== ')') {
      const start = cursor.at;
      const part = this.#part();
      if (part) parts.push(this.#repeated(part, start));
    }
    return { is: 'all', of: parts };
  }

  #repeated(part: Node, start: number): Node {
    const bounds = this.#bounds();
    if (!bounds) return part;
    // Lazy or greedy: the same when the question is only whether it matches.
    this.#cursor.take('?');
    if (this.#bounds()) throw new PatternFault('nothing to repeat: two repeats in a row', start);
    return { is: 'repeat', of: part, least: bounds[0], most: bounds[1] };
  }

  #bounds(): [number, number] | null {
    const cursor = this.#cursor;
    if (cursor.take('*')) return [0, ENDLESS];
    if (cursor.take('+')) return [1, ENDLESS];
    if (cursor.take('?')) return [0, 1];
    const start = cursor.at;
    // `{` that opens no repeat is itself, as in RE2.
    const found = cursor.match(/^\{(\d+)(,(\d*))?\}/, 12);
    if (!found) return null;
    const least = Number(found[1]);
    const most = !found[2] ? least : found[3] ? Number(found[3]) : ENDLESS;
    if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== ENDLESS) || most < least) {
      throw new PatternFault(`repeats go up to ${MOST_REPEATS}, the smaller number first`, start);
    }
    return [least, most];
  }

  /** One character, set, place or group; null for a group that only sets flags. */
  #part(): Node | null {
    const { fold, multiline, dotAll } = this.#flags;
    const start = this.#cursor.at;
    const char = this.#cursor.next();
    switch (char) {
      case '(':
        return this.#group(start);
      case '[':
        return { is: 'set', set: readBracket(this.#cursor, start, fold) };
      case '.':
        return { is: 'set', set: charSet(dotAll ? [] : [10, 10], false, true) };
      case '^':
        return { is: 'at', place: multiline ? 'line begin' : 'begin' };
      case '$':
        return { is: 'at', place: multiline ? 'line end' : 'end' };
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
    const cursor = this.#cursor;
    if (!cursor.take('?') || cursor.match(/^P?<[A-Za-z_]\w*>/, 80)) return this.#close(start);
    const flags = cursor.match(/^([imsU]*)(-[imsU]+)?([:)])/, 80);
    if (!flags) {
      throw new PatternFault(
        'this kind of group is not in RE2: no look-ahead, no look-behind',
        start,
      );
    }
    const outer = this.#flags;
    this.#flags = withFlags(withFlags(outer, flags[1] ?? '', true), flags[2] ?? '', false);
    if (flags[3] === ')') return null;
    const node = this.#close(start);
    this.#flags = outer;
    return node;
  }

  #close(start: number): Node {
    const node = this.#alternatives();
    if (!this.#cursor.take(')')) throw new PatternFault('a ( without its )', start);
    return node;
  }

  #escape(start: number): Node {
    const cursor = this.#cursor;
    const place = PLACES[cursor.peek()];
    if (place) {
      cursor.next();
      return { is: 'at', place };
    }
    if (cursor.take('Q')) return this.#quoted();
    const set = readClass(cursor, start);
    return set ? { is: 'set', set } : this.#literal(readCode(cursor, start));
  }

  /** `\Q…\E`: everything between is itself. */
  #quoted(): Node {
    const cursor = this.#cursor;
    const parts: Node[] = [];
    while (!cursor.ended && !(cursor.peek() === '\\' && cursor.peek(1) === 'E')) {
      parts.push(this.#literal(cursor.next().codePointAt(0) as number));
    }
    cursor.at += 2;
    return { is: 'all', of: parts };
  }
}

function withFlags(flags: Flags, letters: string, to: boolean): Flags {
  return {
    fold: letters.includes('i') ? to : flags.fold,
    multiline: letters.includes('m') ? to : flags.multiline,
    dotAll: letters.includes('s') ? to : flags.dotAll,
  };
}
