/**
 * States already met, packed, with the one each was first reached from. Grows by doubling, up to a bound: from then on
 * `full` is true, and nothing more may be added.
 */
export class Seen {
  count = 0;
  full = false;
  /** Packed states one behind the other. */
  packed: Int32Array;
  /** By state: the state it was reached from; -1 for the first. */
  parents: Int32Array;
  private readonly words: number;
  private table: Int32Array;
  private bits: number;
  private readonly mostBytes: number;

  constructor(words: number, mostBytes = Number.POSITIVE_INFINITY, bits = 16) {
    this.words = words;
    this.mostBytes = mostBytes;
    this.bits = bits;
    this.table = new Int32Array(1 << bits);
    const room = 1 << (bits - 1);
    // One state more than fits: the next one is packed in place before it is known to be new.
    this.packed = new Int32Array((room + 1) * words);
    this.parents = new Int32Array(room);
  }

  /** Where the next state is to be packed before `add`. */
  get next(): number {
    return this.count * this.words;
  }

  /** Keeps the state packed at `next`, if it is new. Gives its number, or -1 where it was met before. */
  add(parent: number): number {
    const { packed, words, table } = this;
    const at = this.count * words;
    const mask = table.length - 1;
    let slot = this.hash(at) & mask;
    for (;;) {
      const found = table[slot] as number;
      if (found === 0) break;
      const other = (found - 1) * words;
      let same = true;
      for (let word = 0; word < words; word++) {
        if (packed[other + word] !== packed[at + word]) {
          same = false;
          break;
        }
      }
      if (same) return -1;
      slot = (slot + 1) & mask;
    }
    const state = this.count++;
    table[slot] = state + 1;
    this.parents[state] = parent;
    if (this.count === this.parents.length) this.grow();
    return state;
  }

  /** Bytes in use. */
  get bytes(): number {
    return 4 * (this.packed.length + this.parents.length + this.table.length);
  }

  private hash(at: number): number {
    const { packed, words } = this;
    let hash = 0;
    for (let word = 0; word < words; word++) {
      hash = Math.imul(hash ^ (packed[at + word] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return hash ^ (hash >>> 13);
  }

  private grow(): void {
    // While it grows, the old arrays stand beside the new ones: three times what there is.
    if (3 * this.bytes > this.mostBytes) {
      this.full = true;
      return;
    }
    const room = this.parents.length * 2;
    const packed = new Int32Array((room + 1) * this.words);
    packed.set(this.packed);
    this.packed = packed;
    const parents = new Int32Array(room);
    parents.set(this.parents);
    this.parents = parents;
    this.bits++;
    this.table = new Int32Array(1 << this.bits);
    const mask = this.table.length - 1;
    for (let state = 0; state < this.count; state++) {
      let slot = this.hash(state * this.words) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = state + 1;
    }
  }
}
