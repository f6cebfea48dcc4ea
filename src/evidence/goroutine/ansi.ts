/** Colours and other terminal escapes, taken out of a stream of chunks. */

const ESC = 27;
const BEL = 7;

const TEXT = 0;
const AFTER_ESC = 1;
const CSI = 2;
const OSC = 3;
const OSC_ESC = 4;

/** Remembers across chunks where in an escape sequence it is. */
export class Ansi {
  #state: number = TEXT;

  /** `chunk[start, end)` without escapes: the chunk itself when it has none, else a copy. */
  strip(chunk: Uint8Array, start: number, end: number): Uint8Array {
    if (this.#state === TEXT) {
      // Within the range only: `chunk.indexOf` would search all that follows, for every line anew.
      const range = chunk.subarray(start, end);
      if (range.indexOf(ESC) < 0) return range;
    }
    const out = new Uint8Array(end - start);
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = chunk[at] as number;
      if (this.#state === TEXT) {
        if (byte === ESC) this.#state = AFTER_ESC;
        else out[length++] = byte;
      } else if (byte === 10) {
        // No sequence goes over a line: a lone ESC must not swallow what follows.
        this.#state = TEXT;
        out[length++] = byte;
      } else this.#state = next(this.#state, byte);
    }
    return out.subarray(0, length);
  }
}

function next(state: number, byte: number): number {
  switch (state) {
    case AFTER_ESC:
      return byte === 91 ? CSI : byte === 93 ? OSC : TEXT;
    case CSI:
      return byte >= 0x40 && byte <= 0x7e ? TEXT : CSI;
    case OSC:
      return byte === BEL ? TEXT : byte === ESC ? OSC_ESC : OSC;
    default:
      return TEXT;
  }
}
