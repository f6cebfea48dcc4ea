/**
 * Tables that keep each distinct thing once and name it by a small number.
 * Memory grows with what is distinct in the input, not with its length.
 */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** At most this many bytes of distinct text are kept in one table; anything after shares one entry. */
const TEXT_LIMIT = 256 * 1024 * 1024;

/** What stands for a text that came after TEXT_LIMIT. */
const TOO_MANY = '(too many distinct names)';

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(old.length * 2);
  wider.set(old);
  return wider;
}

/** FNV-1a over a range of bytes. */
function hashBytes(buf: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (buf[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Distinct byte strings. Entry 0 is the empty string. */
export class ByteStrings {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  /** The same bytes, to be compared four at a time. */
  view: DataView = new DataView(this.bytes.buffer);
  starts: Int32Array = new Int32Array(64);
  ends: Int32Array = new Int32Array(64);
  size = 1;
  #used = 0;
  #hashes = new Int32Array(64);
  #slots = new Int32Array(256);
  #texts: (string | undefined)[] = [''];
  #overflow = -1;

  /** The number of the text `buf[start, end)`; the same text always gets the same number. */
  intern(buf: Uint8Array, start: number, end: number): number {
    if (start >= end) return 0;
    const hash = hashBytes(buf, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot] as number; id !== 0; id = this.#slots[slot] as number) {
      if (this.#hashes[id] === hash && this.#equals(id, buf, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    if (this.#used + end - start > TEXT_LIMIT) return this.#tooMany();
    return this.#add(buf, start, end, hash, slot);
  }

  /** The number of the text `buf[start, end)` when it is known, else 0. */
  find(buf: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(buf, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot] as number; id !== 0; id = this.#slots[slot] as number) {
      if (this.#hashes[id] === hash && this.#equals(id, buf, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** The number of a text that is at hand as one. */
  internText(text: string): number {
    const bytes = encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** The text of an entry; bytes that are not UTF-8 become U+FFFD. */
  text(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const text = decoder.decode(this.bytes.subarray(this.starts[id], this.ends[id]));
    this.#texts[id] = text;
    return text;
  }

  #equals(id: number, buf: Uint8Array, start: number, end: number): boolean {
    let at = this.starts[id] as number;
    if ((this.ends[id] as number) - at !== end - start) return false;
    for (let from = start; from < end; from++, at++) {
      if (this.bytes[at] !== buf[from]) return false;
    }
    return true;
  }

  #add(buf: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const length = end - start;
    if (this.#used + length > this.bytes.length) {
      const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.#used + length));
      wider.set(this.bytes);
      this.bytes = wider;
      this.view = new DataView(wider.buffer);
    }
    if (this.size === this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
      this.#hashes = grown(this.#hashes);
    }
    const id = this.size++;
    this.bytes.set(buf.subarray(start, end), this.#used);
    this.starts[id] = this.#used;
    this.#used += length;
    this.ends[id] = this.#used;
    this.#hashes[id] = hash;
    this.#slots[slot] = id;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const mask = this.#slots.length * 2 - 1;
    const slots = new Int32Array(mask + 1);
    for (let id = 1; id < this.size; id++) {
      let slot = (this.#hashes[id] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }

  #tooMany(): number {
    if (this.#overflow < 0) {
      const bytes = encoder.encode(TOO_MANY);
      this.#overflow = this.#add(bytes, 0, bytes.length, 0, this.#freeSlot());
    }
    return this.#overflow;
  }

  #freeSlot(): number {
    let slot = 0;
    while (this.#slots[slot] !== 0) slot++;
    return slot;
  }
}

/** Distinct tuples of up to four numbers, told apart by value. Entry 0 is reserved. */
export class Tuples {
  a: Int32Array = new Int32Array(64);
  b: Int32Array = new Int32Array(64);
  c: Int32Array;
  d: Int32Array;
  size = 1;
  readonly #wide: boolean;
  #slots = new Int32Array(256);

  /** `wide` tuples have four numbers, others two (then `c` and `d` stay empty). */
  constructor(wide: boolean) {
    this.#wide = wide;
    this.c = new Int32Array(wide ? 64 : 0);
    this.d = new Int32Array(wide ? 64 : 0);
  }

  intern(a: number, b: number, c = 0, d = 0): number {
    const mask = this.#slots.length - 1;
    let slot = mix(a, b, c, d) & mask;
    for (let id = this.#slots[slot] as number; id !== 0; id = this.#slots[slot] as number) {
      if (
        this.a[id] === a &&
        this.b[id] === b &&
        (!this.#wide || (this.c[id] === c && this.d[id] === d))
      ) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, a, b, c, d);
  }

  #add(slot: number, a: number, b: number, c: number, d: number): number {
    if (this.size === this.a.length) {
      this.a = grown(this.a);
      this.b = grown(this.b);
      if (this.#wide) {
        this.c = grown(this.c);
        this.d = grown(this.d);
      }
    }
    const id = this.size++;
    this.a[id] = a;
    this.b[id] = b;
    if (this.#wide) {
      this.c[id] = c;
      this.d[id] = d;
    }
    this.#slots[slot] = id;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const mask = this.#slots.length * 2 - 1;
    const slots = new Int32Array(mask + 1);
    for (let id = 1; id < this.size; id++) {
      const c = this.#wide ? (this.c[id] as number) : 0;
      const d = this.#wide ? (this.d[id] as number) : 0;
      let slot = mix(this.a[id] as number, this.b[id] as number, c, d) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function mix(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  hash =
    Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^
    Math.imul(c, 0x27d4eb2f) ^
    Math.imul(d, 0x165667b1);
  return hash ^ (hash >>> 13);
}
