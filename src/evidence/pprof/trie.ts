/**
 * Paths of numbers that share their beginnings: a stack of any depth is one number, its last step. Step 0 is the root.
 * A step and the step before it stand side by side, because a look-up waits for memory and for nothing else.
 */
export class Trie {
  /** Step `i` follows step `pairs[2 * i]` with the key `pairs[2 * i + 1]`; the root has 0 and 0. */
  pairs: Uint32Array;
  size = 1;
  #slots = new Uint32Array(1024);

  constructor(expected = 1024) {
    this.pairs = new Uint32Array(expected * 2);
  }

  /** The step that follows `parent` with `key`; made if there is none yet. */
  step(parent: number, key: number): number {
    const slot = this.#slot(parent, key);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known;
    if (this.size * 2 === this.pairs.length) this.#widen();
    const step = this.size++;
    this.pairs[step * 2] = parent;
    this.pairs[step * 2 + 1] = key;
    this.#slots[slot] = step;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return step;
  }

  /** The step that follows `parent` with `key`, or 0. */
  find(parent: number, key: number): number {
    return this.#slots[this.#slot(parent, key)] as number;
  }

  parent(step: number): number {
    return this.pairs[step * 2] as number;
  }

  key(step: number): number {
    return this.pairs[step * 2 + 1] as number;
  }

  /** Where the step stands among the slots, or the empty one where it would. */
  #slot(parent: number, key: number): number {
    const slots = this.#slots;
    const { pairs } = this;
    const mask = slots.length - 1;
    let slot = mix(parent, key) & mask;
    for (let step = slots[slot] as number; step !== 0; step = slots[slot] as number) {
      if (pairs[step * 2] === parent && pairs[step * 2 + 1] === key) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #widen(): void {
    const wider = new Uint32Array(this.pairs.length * 2);
    wider.set(this.pairs);
    this.pairs = wider;
  }

  #rehash(): void {
    const mask = this.#slots.length * 2 - 1;
    const slots = new Uint32Array(mask + 1);
    for (let step = 1; step < this.size; step++) {
      let slot = mix(this.parent(step), this.key(step)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = step;
    }
    this.#slots = slots;
  }
}

function mix(parent: number, key: number): number {
  let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(key + 0x7f4a7c15, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
