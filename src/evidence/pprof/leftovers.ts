/** Something in the file that was not understood. Everything else was read all the same. */
export interface Leftover {
  /** Where: a byte of the unpacked file, from 0, or a line of the text, from 1. */
  readonly at: number;
  readonly in: 'byte' | 'line';
  readonly text: string;
}

/** So many are told one by one; a broken file of a million samples must not make a million remarks. */
const TOLD = 100;

/** Collects leftovers of one reading. */
export class Leftovers {
  readonly #in: 'byte' | 'line';
  readonly #told: Leftover[] = [];
  readonly #once = new Set<string>();
  #untold = 0;
  #last = 0;

  constructor(unit: 'byte' | 'line') {
    this.#in = unit;
  }

  add(at: number, text: string): void {
    if (this.#told.length < TOLD) this.#told.push({ at, in: this.#in, text });
    else {
      this.#untold++;
      this.#last = at;
    }
  }

  /** Adds a remark that is the same for the whole file, at its first place only. */
  addOnce(at: number, text: string): void {
    if (this.#once.has(text)) return;
    this.#once.add(text);
    this.add(at, text);
  }

  list(): readonly Leftover[] {
    if (this.#untold === 0) return this.#told;
    const text = `${this.#untold} more remarks, the last one here`;
    return [...this.#told, { at: this.#last, in: this.#in, text }];
  }
}
