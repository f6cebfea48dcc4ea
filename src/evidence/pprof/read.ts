import { inflate, isGzip } from './inflate.ts';
import { identify, KINDS, type Kind } from './kinds.ts';
import { Leftovers } from './leftovers.ts';
import { decodeProto } from './proto.ts';
import { prune } from './prune.ts';
import type { ProfileReading, Unread } from './result.ts';
import { hasHeader, readText } from './text/text.ts';

/** Most bytes of an unpacked profile by default: far above any real one, far below a page's memory. */
export const LIMIT = 128 * 1024 * 1024;

export interface ReadOptions {
  /** Most bytes of an unpacked profile; default `LIMIT`. */
  readonly limit?: number;
  /** True keeps the frames that the profile itself says to hide (`drop_frames`). */
  readonly keepDropped?: boolean;
}

/** Gzip in gzip happens: a packed file served with `Content-Encoding: gzip` and saved as it came. */
const DEEPEST_GZIP = 3;

/**
 * Reads a profile: profile.proto, packed or not, or a text of debug=1. Asynchronous, because the platform unpacks only
 * as a stream; `readPlain` is the same for bytes that are not packed. Never throws for what is in the bytes. The
 * profile keeps referring to `bytes`: do not change them.
 */
export async function read(bytes: Uint8Array, options: ReadOptions = {}): Promise<ProfileReading> {
  const { limit = LIMIT } = options;
  let plain = bytes;
  let whole = true;
  for (let depth = 0; depth < DEEPEST_GZIP && isGzip(plain); depth++) {
    const inflated = await inflate(plain, limit);
    if (!inflated.ok) return unread('too-large', 0);
    if (inflated.bytes.length === 0 && !inflated.whole) return unread('damaged-gzip', 0);
    plain = inflated.bytes;
    whole &&= inflated.whole;
  }
  if (isGzip(plain)) return unread('archive', 0);
  const reading = readPlain(plain, options);
  if (!reading.ok || whole) return reading;
  const text = 'the gzip data is cut or damaged from here on';
  const note = { at: plain.length, in: 'byte' as const, text };
  return { ...reading, leftovers: [...reading.leftovers, note] };
}

/** So much of a text is searched for a header before all of it is decoded. */
const HEAD = 64 * 1024;

/** Reads a profile that is not packed. */
export function readPlain(bytes: Uint8Array, options: ReadOptions = {}): ProfileReading {
  if (looksLikeText(bytes)) return readPrinted(bytes, options);
  if (bytes.length > (options.limit ?? LIMIT)) return unidentified(bytes, 'too-large');
  const leftovers = new Leftovers('byte');
  const decoded = decodeProto(bytes, leftovers);
  if (!decoded) return unidentified(bytes);
  const value = options.keepDropped ? decoded : prune(decoded, leftovers);
  return { ok: true, value, leftovers: leftovers.list() };
}

function readPrinted(bytes: Uint8Array, { limit = LIMIT }: ReadOptions): ProfileReading {
  if (!hasHeader(new TextDecoder().decode(bytes.subarray(0, HEAD)))) return unidentified(bytes);
  if (bytes.length > limit) return unread('too-large', 0);
  const leftovers = new Leftovers('line');
  const value = readText(new TextDecoder().decode(bytes), leftovers);
  return value ? { ok: true, value, leftovers: leftovers.list() } : unidentified(bytes);
}

/** `otherwise`: what it is when nothing else can be told. */
function unidentified(bytes: Uint8Array, otherwise: Kind = 'not-a-profile'): Unread {
  const { kind, at } = identify(bytes);
  return unread(kind === 'not-a-profile' ? otherwise : kind, at);
}

function unread(kind: Kind, at: number): Unread {
  return { ok: false, kind, ...KINDS[kind], at };
}

/** A profile.proto has bytes below blank within its first fields; a text of debug=1 has none but tabs and line ends. */
function looksLikeText(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 64)) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  }
  return bytes.length > 0;
}
