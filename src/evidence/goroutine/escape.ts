/**
 * Takes the escapes of a quoted string off, in pieces: Go's %q (logrus text) and JSON, which agree
 * on what they share. A piece may end anywhere, also within an escape.
 */

const QUOTE = 34;
const BACKSLASH = 92;
/** The longest escape after its backslash: `U0010ffff`. */
const LONGEST = 9;

/** What stands for an escape of one letter; 0 where digits follow. */
const SIMPLE = new Uint8Array(256).map((_, byte) => byte);
for (const [letter, byte] of Object.entries({
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  x: 0,
  u: 0,
  U: 0,
})) {
  SIMPLE[letter.charCodeAt(0)] = byte;
}
const WIDTHS = new Map<number, number>([
  ['x'.charCodeAt(0), 2],
  ['u'.charCodeAt(0), 4],
  ['U'.charCodeAt(0), 8],
]);

/** Reads one quoted string; `reset` begins another. */
export class Unescaper {
  /** What was unescaped and not yet taken: `out[0, used)`. */
  readonly out: Uint8Array = new Uint8Array(64 * 1024);
  used = 0;
  /** The closing quote was read. */
  closed = false;
  /** Bytes of an escape that is not whole yet, the backslash left out. */
  #pending: number[] = [];
  #escaped = false;
  #surrogate = 0;

  /** Begins another string. */
  reset(): void {
    this.used = 0;
    this.closed = this.#escaped = false;
    this.#pending = [];
    this.#surrogate = 0;
  }

  /**
   * Reads from `start` until the closing quote, the end, or until `out` is full, and returns the
   * position after what it read. Take `out[0, used)` and set `used` to 0 before calling again.
   */
  read(buf: Uint8Array, start: number, end: number): number {
    const { out } = this;
    const room = out.length - 8;
    let at = start;
    while (at < end && this.used < room) {
      if (this.#escaped) {
        this.#escape(buf[at++] as number);
        continue;
      }
      // The plain run up to the next escape or quote: nearly all bytes pass here.
      let used = this.used;
      const stop = Math.min(end, at + room - used);
      let byte = 0;
      while (at < stop) {
        byte = buf[at++] as number;
        if (byte === BACKSLASH) {
          const plain = at < end ? (SIMPLE[buf[at] as number] as number) : 0;
          if (plain === 0) break;
          byte = plain;
          at++;
        } else if (byte === QUOTE) break;
        out[used++] = byte;
        byte = 0;
      }
      this.used = used;
      if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.closed = true;
        break;
      }
    }
    return at;
  }

  #escape(byte: number): void {
    const pending = this.#pending;
    if (pending.length === 0 && SIMPLE[byte] !== 0) {
      this.#escaped = false;
      this.#put(SIMPLE[byte] as number);
      return;
    }
    pending.push(byte);
    const width = WIDTHS.get(pending[0] as number) ?? 0;
    const broken = pending.length > 1 && !isHex(byte);
    if (pending.length < width + 1 && !broken && pending.length < LONGEST) return;
    this.#escaped = false;
    this.#pending = [];
    // A broken escape is left as it stands: it is somebody's text, not ours to drop.
    if (broken) for (const kept of [BACKSLASH, ...pending]) this.#put(kept);
    else
      this.#codePoint(
        pending[0] === 120,
        Number.parseInt(String.fromCharCode(...pending.slice(1)), 16),
      );
  }

  #codePoint(isByte: boolean, value: number): void {
    if (isByte) this.#put(value);
    else if (value >= 0xd800 && value < 0xdc00) this.#surrogate = value;
    else if (value >= 0xdc00 && value < 0xe000 && this.#surrogate > 0) {
      this.#utf8(0x10000 + ((this.#surrogate - 0xd800) << 10) + value - 0xdc00);
      this.#surrogate = 0;
    } else this.#utf8(Math.min(value, 0x10ffff));
  }

  #utf8(value: number): void {
    if (value < 0x80) this.#put(value);
    else if (value < 0x800) this.#put(0xc0 | (value >> 6), 0x80 | (value & 63));
    else if (value < 0x10000) {
      this.#put(0xe0 | (value >> 12), 0x80 | ((value >> 6) & 63), 0x80 | (value & 63));
    } else {
      this.#put(
        0xf0 | (value >> 18),
        0x80 | ((value >> 12) & 63),
        0x80 | ((value >> 6) & 63),
        0x80 | (value & 63),
      );
    }
  }

  #put(...bytes: number[]): void {
    for (const byte of bytes) this.out[this.used++] = byte;
  }
}

function isHex(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70);
}
