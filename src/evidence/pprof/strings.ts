const decoder = new TextDecoder();

/** A table of texts by number. Number 0 is the empty text. */
export interface Strings {
  readonly size: number;
  /** Throws RangeError outside the table. Bytes that are not UTF-8 become U+FFFD. */
  text(index: number): string;
}

/** Texts that stand in the bytes of a file and become strings only when somebody asks. */
export class StringTable implements Strings {
  readonly #bytes: Uint8Array;
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #texts: (string | undefined)[] = [];

  /** The text `i` is `bytes[from[i], to[i])`. */
  constructor(bytes: Uint8Array, from: Uint32Array, to: Uint32Array) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  get size(): number {
    return this.#from.length;
  }

  text(index: number): string {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const from = this.#from[index];
    if (from === undefined) throw new RangeError(`no text ${index} of ${this.size}`);
    const text = decoder.decode(this.#bytes.subarray(from, this.#to[index]));
    this.#texts[index] = text;
    return text;
  }
}

/** Texts that are added one by one; the same text always has the same number. */
export class TextPool implements Strings {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.#texts.length;
  }

  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  text(index: number): string {
    const text = this.#texts[index];
    if (text === undefined) throw new RangeError(`no text ${index} of ${this.size}`);
    return text;
  }
}
