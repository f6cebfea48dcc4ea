/** The lines of a text one after the other, with their numbers; `\r` at their ends is taken off. */
export class Lines {
  readonly #text: string;
  #at = 0;
  /** Number of the current line, from 1; 0 before the first. */
  number = 0;
  /** The current line. */
  line = '';

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next line; false at the end. */
  next(): boolean {
    if (this.#at >= this.#text.length) return false;
    const found = this.#text.indexOf('\n', this.#at);
    const end = found < 0 ? this.#text.length : found;
    const cut = end > this.#at && this.#text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    this.line = this.#text.slice(this.#at, cut);
    this.#at = end + 1;
    this.number++;
    return true;
  }
}
