import { readCapture } from './capture.ts';
import { type HexReading, readHex } from './hex.ts';
import { joined } from './typed.ts';

/** The bytes of one direction of a connection. */
export interface Stream {
  /** As the capture names it; '' where the file is one direction. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file of frames held, or why it holds none. */
export type Input =
  | {
      readonly ok: true;
      readonly form: 'binary' | 'hex' | 'capture';
      readonly streams: readonly Stream[];
      /** Where hex text stops being hex; null where it does not. */
      readonly notHex: HexReading['leftover'];
      /** Frames of a capture that have no hex: direction, and place in it from 1. */
      readonly noHex: readonly { readonly direction: string; readonly frame: number }[];
    }
  | {
      readonly ok: false;
      readonly problem: 'empty' | 'not-json' | 'no-frames';
      /** What the reader of JSON said; else ''. */
      readonly detail: string;
    }
  | {
      readonly ok: false;
      readonly problem: 'not-hex';
      readonly notHex: NonNullable<HexReading['leftover']>;
    };

/**
 * Gets frames' bytes out of a file: the bytes themselves, hex text (`hex.ts`), or JSON as content/evidence/wire/ holds
 * it. Told by the bytes: a frame of at most 4 MiB begins with a zero byte, and no text holds one. Throws nothing.
 */
export function readInput(bytes: Uint8Array): Input {
  const text = textOf(bytes);
  if (text === null) return found('binary', [{ name: '', bytes }]);
  if (text.trim() === '') return { ok: false, problem: 'empty', detail: '' };
  if (text.trimStart().startsWith('{')) return captureIn(text);
  const { bytes: read, leftover } = readHex(text);
  if (read.length === 0 && leftover) return { ok: false, problem: 'not-hex', notHex: leftover };
  return { ...found('hex', [{ name: '', bytes: read }]), notHex: leftover };
}

function found(
  form: 'binary' | 'hex' | 'capture',
  streams: readonly Stream[],
): Extract<Input, { ok: true }> {
  return { ok: true, form, streams, notHex: null, noHex: [] };
}

function captureIn(text: string): Input {
  const capture = readCapture(text);
  if (!capture.ok) return capture;
  const streams = capture.directions.map(({ name, frames }) => ({ name, bytes: joined(frames) }));
  return { ...found('capture', streams), noHex: capture.leftovers };
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
