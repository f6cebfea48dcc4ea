import { createGunzip } from 'node:zlib';

/** Gzip by its magic bytes (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What unpacking met. */
export interface Gunzipped {
  /** `whole`; `cut` or `damaged`: what came out before that was kept; `bomb`: it was stopped. */
  end: 'whole' | 'cut' | 'damaged' | 'bomb';
  /** Bytes that came out. */
  bytes: number;
}

/** Packed bytes given to zlib at a time: what a damaged step could still have given is lost, so steps are small. */
const STEP = 32 * 1024;

/**
 * So many bytes may come out of one: dumps of goroutines that are all alike come near a hundred, a gzip bomb is near
 * a thousand (zlib.net, "Maximum Compression Factor": 1,032). Whatever the factor, `FREE` bytes may come out.
 */
const FACTOR = 200;
const FREE = 256 * 1024 * 1024;

/** Unpacks as it goes; what happened is added to `log`. Memory follows the piece, not the file. */
export async function* gunzip(
  pieces: AsyncIterable<Uint8Array>,
  log: Gunzipped[],
): AsyncGenerator<Uint8Array> {
  const met: Gunzipped = { end: 'whole', bytes: 0 };
  log.push(met);
  const inflator = createGunzip({ chunkSize: 256 * 1024 });
  const ready: Uint8Array[] = [];
  let fault: NodeJS.ErrnoException | null = null;
  // A step that meets a fault is not called back: the fault itself ends it.
  let done: () => void = () => undefined;
  inflator.on('data', (piece: Uint8Array) => ready.push(piece));
  inflator.on('end', () => done());
  inflator.on('error', (error: NodeJS.ErrnoException) => {
    fault = error;
    done();
  });
  let packed = 0;
  const step = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => {
      done = resolve;
      inflator.write(bytes, () => resolve());
    });
  const end = () =>
    new Promise<void>((resolve) => {
      done = resolve;
      inflator.end();
    });
  const taken = function* () {
    for (const piece of ready.splice(0)) {
      met.bytes += piece.length;
      yield piece;
    }
  };
  try {
    for await (const piece of trailerAlone(pieces)) {
      for (let at = 0; at < piece.length && !fault; at += STEP) {
        const bytes = piece.subarray(at, at + STEP);
        packed += bytes.length;
        await step(bytes);
        yield* taken();
        if (met.bytes <= Math.max(FREE, packed * FACTOR)) continue;
        met.end = 'bomb';
        return;
      }
      if (fault) break;
    }
    if (!fault) await end();
    yield* taken();
    if (fault)
      met.end = (fault as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? 'cut' : 'damaged';
  } finally {
    inflator.destroy();
  }
}

/** Checksum and size (RFC 1952, 2.3.1). */
const TRAILER = 8;

/** The same bytes with the last eight by themselves, so that a wrong checksum does not take the last step with it. */
async function* trailerAlone(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    const whole = piece.length < TRAILER ? Buffer.concat([held, piece]) : piece;
    if (whole === piece) yield held;
    const to = Math.max(0, whole.length - TRAILER);
    yield whole.subarray(0, to);
    held = new Uint8Array(whole.subarray(to));
  }
  yield held;
}
