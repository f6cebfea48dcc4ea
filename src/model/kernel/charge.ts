import measured from './skb-classes.json' with { type: 'json' };

/**
 * How many bytes one end of a unix socket may be charged before a write blocks, when nobody has set
 * SO_SNDBUF: net.core.wmem_default. Neither ttrpc nor containerd sets it (no SetWriteBuffer in
 * containerd/ttrpc@v1.0.1). Measured on both ends (`tb212992` in ss -xm).
 */
export const SNDBUF = 212992;

/**
 * Room of ttrpc's bufio.Reader and bufio.Writer in bytes, bufio's default: what one read(2) takes at most
 * (containerd/ttrpc@v1.0.1 channel.go:89-90; go@go1.19 src/bufio/bufio.go, defaultBufSize).
 */
export const BUFIO = 4096;

/** What one skb is charged, by its bytes. Another kernel has other classes: they are a parameter. */
export interface SkbClasses {
  /** The most bytes that one skb of a unix stream carries; a longer write() is several skbs. */
  readonly skbBytes: number;
  /** An skb of `fromBytes` bytes up to the next class is charged `charge` bytes. Ascending, the first from 1. */
  readonly classes: readonly { readonly fromBytes: number; readonly charge: number }[];
}

/** Classes of Linux 6.18 on x86-64, every edge measured: skb-classes.json says how. */
export const measuredClasses: SkbClasses = measured;

/** The kernel they were measured on. */
export const measuredOn: string = measured.kernel;

/**
 * What the kernel did with frames of `fromBytes` to `toBytes` (one write each) at the default SNDBUF:
 * how many went in, and how many were read before the parked writer woke. Measured, not computed.
 */
export const measuredFills: readonly {
  readonly fromBytes: number;
  readonly toBytes: number;
  readonly frames: number;
  readonly readsUntilWake: number;
}[] = measured.filled;

/** One skb in a socket's queue: what it carries, and what its sender is charged until it is read. */
export interface Skb {
  readonly bytes: number;
  readonly charge: number;
}

/**
 * The skbs of one write() of `bytes` bytes. Each carries at most `skbBytes`, and at most half of
 * SO_SNDBUF less 64, so that two fit in a small socket (linux@v6.18 net/unix/af_unix.c,
 * unix_stream_sendmsg). A write that blocks does so between two skbs.
 */
function skbsOfWrite(
  bytes: number,
  classes: SkbClasses = measuredClasses,
  sndbuf: number = SNDBUF,
): readonly Skb[] {
  const most = Math.min(classes.skbBytes, Math.floor(sndbuf / 2) - 64);
  const skbs: Skb[] = [];
  for (let left = whole(bytes, 'bytes'); left > 0; left -= most) {
    const carried = Math.min(left, most);
    skbs.push({ bytes: carried, charge: chargeOfSkb(carried, classes) });
  }
  return skbs;
}

/**
 * What the kernel charges the sender for one write() of `bytes` bytes until the peer has read them:
 * the skbs' truesize, not their bytes.
 */
export function chargeOfWrite(
  bytes: number,
  classes: SkbClasses = measuredClasses,
  sndbuf: number = SNDBUF,
): number {
  return chargeOf(skbsOfWrite(bytes, classes, sndbuf));
}

/**
 * Bytes of each write() that a ttrpc frame of `frameBytes` (header and payload) becomes. ttrpc puts
 * the header, then the payload, into a bufio.Writer of 4096 bytes and flushes it (containerd/ttrpc@v1.0.1
 * channel.go:123-132). Up to 4096 bytes wait for the flush: one write. A longer frame fills the buffer
 * first, which goes out, and the rest follows in one more write, straight from the payload if it is
 * longer than the buffer (go@go1.19 src/bufio/bufio.go, (*Writer).Write).
 */
function writesOf(frameBytes: number): readonly number[] {
  const bytes = whole(frameBytes, 'frameBytes');
  return bytes <= BUFIO ? [bytes] : [BUFIO, bytes - BUFIO];
}

/** The skbs of a whole frame, in their order. */
export function skbsOfFrame(
  frameBytes: number,
  classes: SkbClasses = measuredClasses,
  sndbuf: number = SNDBUF,
): readonly Skb[] {
  return writesOf(frameBytes).flatMap((bytes) => skbsOfWrite(bytes, classes, sndbuf));
}

/** What a whole frame of `frameBytes` is charged. */
export function chargeOfFrame(
  frameBytes: number,
  classes: SkbClasses = measuredClasses,
  sndbuf: number = SNDBUF,
): number {
  return chargeOf(skbsOfFrame(frameBytes, classes, sndbuf));
}

/** What a whole frame of `frameBytes` is charged before its last skb; 0 for a frame of one. */
export function leadOfFrame(
  frameBytes: number,
  classes: SkbClasses = measuredClasses,
  sndbuf: number = SNDBUF,
): number {
  return chargeOf(skbsOfFrame(frameBytes, classes, sndbuf).slice(0, -1));
}

/**
 * How many whole frames of `frameBytes` an empty socket takes before its writer parks. An skb is
 * taken while the charge is under `sndbuf`, so the last one overshoots (linux@v6.18 net/core/sock.c,
 * sock_alloc_send_pskb). A frame of several skbs may stop half-way: it is not counted.
 */
export function capacity(
  frameBytes: number,
  sndbuf: number = SNDBUF,
  classes: SkbClasses = measuredClasses,
): number {
  const charge = chargeOfFrame(frameBytes, classes, sndbuf);
  // The frame goes whole if its last skb starts under the limit.
  return Math.max(0, Math.ceil((sndbuf - leadOfFrame(frameBytes, classes, sndbuf)) / charge));
}

/**
 * The charge at or below which a parked writer is woken: a quarter of `sndbuf`, by the kernel's count,
 * in which the socket itself stands for one byte and the skb being freed for another: (charge + 2) * 4 <=
 * sndbuf (linux@v6.18 net/unix/af_unix.c unix_writable, net/core/sock.c sock_wfree). Measured: at
 * sndbuf 12288 a charge of 3072, an exact quarter, wakes nobody.
 */
export function wakesAt(sndbuf: number = SNDBUF): number {
  return Math.floor(whole(sndbuf, 'sndbuf') / 4) - 2;
}

/** How many whole frames must be read from a socket whose writer has just parked until he is woken. */
export function readsUntilWake(
  frameBytes: number,
  sndbuf: number = SNDBUF,
  classes: SkbClasses = measuredClasses,
): number {
  const skbs = skbsOfFrame(frameBytes, classes, sndbuf);
  const frames = capacity(frameBytes, sndbuf, classes);
  let charge = frames * chargeOf(skbs);
  // The part of the frame that the writer could not finish, if any, is charged as well.
  for (const skb of skbs) {
    if (charge >= sndbuf) break;
    charge += skb.charge;
  }
  const over = charge - wakesAt(sndbuf);
  return Math.min(Math.ceil(over / chargeOf(skbs)), frames + 1);
}

function chargeOf(skbs: readonly Skb[]): number {
  return skbs.reduce((sum, skb) => sum + skb.charge, 0);
}

/** The class of an skb: the last one that begins at or before its bytes. */
function chargeOfSkb(bytes: number, { classes }: SkbClasses): number {
  let low = 0;
  let high = classes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((classes[middle]?.fromBytes ?? 0) <= bytes) low = middle;
    else high = middle;
  }
  const found = classes[low];
  if (found === undefined || found.fromBytes > bytes) {
    throw new RangeError(`No class for an skb of ${bytes} bytes: the first class must begin at 1.`);
  }
  return found.charge;
}

function whole(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${name} must be a whole number of bytes above 0, not ${value}.`);
}
