import { Growing } from './columns.ts';

/** Numbers for sequences of numbers: equal sequences have equal numbers, from 0 on. One look-up a sequence. */
export class Sequences {
  readonly #items = new Growing(4096);
  /** Where each sequence ends among the items. */
  readonly #ends = new Growing();
  readonly #hashes = new Growing();
  /** One more than the number of a sequence; 0 is an empty slot. */
  #slots = new Uint32Array(1024);

  get size(): number {
    return this.#ends.size;
  }

  /** The number of this sequence; a new one if it was never seen. */
  number(sequence: readonly number[]): number {
    let hash = 0x811c9dc5;
    for (const item of sequence) hash = Math.imul(hash ^ item, 0x01000193) ^ (hash >>> 15);
    hash >>>= 0;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (
      let known = this.#slots[slot] as number;
      known !== 0;
      known = this.#slots[slot] as number
    ) {
      if (this.#hashes.column[known - 1] === hash && this.#equals(known - 1, sequence))
        return known - 1;
      slot = (slot + 1) & mask;
    }
    for (const item of sequence) this.#items.push(item);
    this.#ends.push(this.#items.size);
    this.#hashes.push(hash);
    this.#slots[slot] = this.#ends.size;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return this.size - 1;
  }

  #equals(number: number, sequence: readonly number[]): boolean {
    const from = number === 0 ? 0 : (this.#ends.column[number - 1] as number);
    if ((this.#ends.column[number] as number) - from !== sequence.length) return false;
    for (let at = 0; at < sequence.length; at++) {
      if (this.#items.column[from + at] !== sequence[at]) return false;
    }
    return true;
  }

  #rehash(): void {
    const mask = this.#slots.length * 2 - 1;
    const slots = new Uint32Array(mask + 1);
    for (let number = 0; number < this.size; number++) {
      let slot = (this.#hashes.column[number] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
