/** Gzip by its magic bytes (RFC 1952, 2.3.1), never by a file's name. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What came out of a gzip file. */
export type Inflated =
  /** `whole` is false where the data is cut or damaged, or something stands behind its end. */
  | { readonly ok: true; readonly bytes: Uint8Array; readonly whole: boolean }
  /** More than `limit` bytes came out. */
  | { readonly ok: false };

/** Deflate cannot make more than 1,032 bytes of one (zlib.net, "Maximum Compression Factor"). */
const MOST_PER_BYTE = 1032;

/** Bytes given to the stream at once: a bomb is noticed after a step, not after a file. */
const STEP = 64 * 1024;

/** Checksum and size (RFC 1952, 2.3.1). They go alone, so that a wrong one does not take the last step with it. */
const TRAILER = 8;

/**
 * Unpacks gzip with the platform's own stream, up to `limit` bytes. Where the data is cut or damaged, what came out
 * before stays; memory follows what comes out, not what the file claims.
 */
export async function inflate(packed: Uint8Array, limit: number): Promise<Inflated> {
  const stream = new DecompressionStream('gzip');
  const fed = feed(stream.writable.getWriter(), packed);
  const reader = stream.readable.getReader();
  let out = new Uint8Array(expected(packed, limit));
  let size = 0;
  let whole = true;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const { value } = chunk;
      if (size + value.length > limit) {
        await reader.cancel().catch(() => undefined);
        await fed;
        return { ok: false };
      }
      if (size + value.length > out.length) {
        const wider = new Uint8Array(
          Math.min(limit, Math.max(out.length * 2, size + value.length)),
        );
        wider.set(out.subarray(0, size));
        out = wider;
      }
      out.set(value, size);
      size += value.length;
    }
  } catch {
    // Platforms word it differently, or not at all: Node 26 has a code and no message.
    whole = false;
  }
  await fed;
  return { ok: true, bytes: out.subarray(0, size), whole };
}

/** The last four bytes of gzip are the size modulo 2^32. Only a first guess: anybody can write anything there. */
function expected(packed: Uint8Array, limit: number): number {
  if (packed.length < 18) return 1024;
  const claim = new DataView(packed.buffer, packed.byteOffset + packed.length - 4, 4).getUint32(
    0,
    true,
  );
  return Math.max(1024, Math.min(claim, limit, packed.length * MOST_PER_BYTE, 16 * 1024 * 1024));
}

/** The writing end of a stream, as much of it as is used here. */
interface Sink {
  readonly ready: Promise<unknown>;
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

async function feed(writer: Sink, packed: Uint8Array): Promise<void> {
  try {
    const trailer = Math.max(0, packed.length - TRAILER);
    for (let at = 0; at < packed.length; ) {
      const end = at < trailer ? Math.min(at + STEP, trailer) : packed.length;
      await writer.ready;
      await writer.write(packed.slice(at, end));
      at = end;
    }
    await writer.close();
  } catch {
    // The reading end meets the same fault and tells it.
  }
}
