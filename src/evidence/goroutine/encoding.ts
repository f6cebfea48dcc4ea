/**
 * What the first bytes of an input say of it: a byte order mark (PowerShell writes UTF-16), gzip,
 * or no text at all.
 */
import type { NoticeCode } from './types.ts';

/** Turns chunks of an input into chunks of UTF-8, or says why that cannot be. */
export class Decoding {
  readonly #utf16: TextDecoder | null;
  readonly #encoder = new TextEncoder();
  /** Set when the input is no text; then nothing of it is read. */
  readonly refused: NoticeCode | null;
  /** Bytes to leave out at the very beginning. */
  readonly skip: number;

  /** `head`: the first bytes of the input, four or more unless it is shorter. */
  constructor(head: Uint8Array) {
    const [a, b, c] = head;
    const label =
      a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
    this.#utf16 = label ? new TextDecoder(label) : null;
    this.skip = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
    this.refused = a === 0x1f && b === 0x8b ? 'gzip' : !label && isBinary(head) ? 'binary' : null;
  }

  decode(chunk: Uint8Array): Uint8Array {
    return this.#utf16 ? this.#encoder.encode(this.#utf16.decode(chunk, { stream: true })) : chunk;
  }
}

/** More than one control byte in twenty of the first 512, tabs, line ends and escapes aside. */
function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 512);
  let odd = 0;
  for (const byte of sample)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) odd++;
  return odd * 20 > sample.length;
}
