/** What is wrong with a pattern and where, from 0. */
export class PatternFault extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

/** A place in a pattern, character by character. */
export class Cursor {
  readonly #chars: readonly string[];
  at = 0;

  constructor(source: string) {
    this.#chars = Array.from(source);
  }

  get ended(): boolean {
    return this.at >= this.#chars.length;
  }

  /** The character `ahead` of the place, or ''. */
  peek(ahead = 0): string {
    return this.#chars[this.at + ahead] ?? '';
  }

  /** The next character, or ''; goes past it. */
  next(): string {
    return this.#chars[this.at++] ?? '';
  }

  /** Goes past the character if it is this one. */
  take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  /** Matches what follows, `most` characters of it, and goes past what matched. */
  match(pattern: RegExp, most: number): RegExpExecArray | null {
    const found = pattern.exec(this.#chars.slice(this.at, this.at + most).join(''));
    if (found) this.at += Array.from(found[0]).length;
    return found;
  }
}
