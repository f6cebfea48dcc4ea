import { type Skb, SNDBUF, skbsOfFrame, wakesAt } from '../../model/kernel/charge.ts';

/**
 * One direction of a unix socket under frames of one size: how much of them the writer has put in, how
 * much the reader has taken out, and whether the writer sleeps. Everything else follows from these.
 */
export interface Pipe {
  /** Bytes of each frame, its header included. */
  readonly frameBytes: number;
  /** SO_SNDBUF of the writer's end. */
  readonly sndbuf: number;
  /** Skbs that went in since the socket was empty, frame after frame. */
  readonly sent: number;
  /** Bytes that the reader has taken. */
  readonly read: number;
  /** The writer found no room and sleeps until the kernel wakes it. */
  readonly parked: boolean;
}

/** What stands in the socket. */
export interface Contents {
  /** Bytes that its writer is charged. */
  readonly charge: number;
  /** Bytes that the reader has not taken. */
  readonly bytes: number;
  /** Whole frames that went in; frames that the reader has taken whole. */
  readonly framesIn: number;
  readonly framesOut: number;
  /** Bytes of the next frame that went in before its writer parked; 0 between frames. */
  readonly part: number;
  /** Skbs still charged, oldest first, each with its bytes that are not read. */
  readonly skbs: readonly Skb[];
}

/** What a step did, to be said in words. Frames are counted from 1. */
export type Step =
  | { readonly did: 'wrote'; readonly frame: number }
  | { readonly did: 'parked'; readonly frame: number; readonly wrote: number }
  | { readonly did: 'asleep' }
  | { readonly did: 'read'; readonly frames: number; readonly bytes: number }
  | { readonly did: 'woke'; readonly frames: number; readonly bytes: number }
  | { readonly did: 'nothing' };

export interface Stepped {
  readonly pipe: Pipe;
  readonly step: Step;
}

export function emptyPipe(frameBytes: number, sndbuf: number = SNDBUF): Pipe {
  return { frameBytes, sndbuf, sent: 0, read: 0, parked: false };
}

/** Frames are all alike, so whatever stands in a pipe is counted as whole frames and a rest. */
interface Frame {
  readonly skbs: readonly Skb[];
  readonly bytes: number;
  readonly charge: number;
}

function frameOf(pipe: Pipe): Frame {
  const skbs = skbsOfFrame(pipe.frameBytes, undefined, pipe.sndbuf);
  return {
    skbs,
    bytes: pipe.frameBytes,
    charge: skbs.reduce((sum, { charge }) => sum + charge, 0),
  };
}

/** What the first `count` skbs add up to. */
function upTo({ skbs, bytes, charge }: Frame, count: number): Skb {
  const frames = Math.floor(count / skbs.length);
  return skbs
    .slice(0, count % skbs.length)
    .reduce((sum, skb) => ({ bytes: sum.bytes + skb.bytes, charge: sum.charge + skb.charge }), {
      bytes: frames * bytes,
      charge: frames * charge,
    });
}

/** How many skbs lie whole within the first `bytes` bytes: those the kernel has freed once they are read. */
function freedBy({ skbs, bytes: each }: Frame, bytes: number): number {
  let freed = Math.floor(bytes / each) * skbs.length;
  let left = bytes % each;
  for (const skb of skbs) {
    if (left < skb.bytes) break;
    left -= skb.bytes;
    freed += 1;
  }
  return freed;
}

/** What the writer is charged: all that went in, less the skbs that the kernel has freed. */
export function chargeIn(pipe: Pipe): number {
  const frame = frameOf(pipe);
  return upTo(frame, pipe.sent).charge - upTo(frame, freedBy(frame, pipe.read)).charge;
}

export function contentsOf(pipe: Pipe): Contents {
  const frame = frameOf(pipe);
  const { skbs } = frame;
  const freed = freedBy(frame, pipe.read);
  const written = upTo(frame, pipe.sent);
  const gone = upTo(frame, freed);
  const queued = Array.from({ length: pipe.sent - freed }, (_, i) => {
    const skb = skbs[(freed + i) % skbs.length] as Skb;
    // An skb read in part is charged whole until its last byte is taken.
    return i === 0 ? { ...skb, bytes: gone.bytes + skb.bytes - pipe.read } : skb;
  });
  return {
    charge: written.charge - gone.charge,
    bytes: written.bytes - pipe.read,
    framesIn: Math.floor(pipe.sent / skbs.length),
    framesOut: framesOut(pipe),
    part: written.bytes % pipe.frameBytes,
    skbs: queued,
  };
}

function framesOut({ read: bytes, frameBytes }: Pipe): number {
  return Math.floor(bytes / frameBytes);
}

/** The writer writes the frame it is at, to its end or until it parks. */
export function write(pipe: Pipe): Stepped {
  if (pipe.parked) return { pipe, step: { did: 'asleep' } };
  const { skbs } = frameOf(pipe);
  const frame = Math.floor(pipe.sent / skbs.length) + 1;
  const end = frame * skbs.length;
  let charge = chargeIn(pipe);
  let { sent } = pipe;
  while (sent < end && charge < pipe.sndbuf) {
    charge += skbs[sent % skbs.length]?.charge ?? 0;
    sent += 1;
  }
  const next = { ...pipe, sent, parked: sent < end };
  return {
    pipe: next,
    step: next.parked ? { did: 'parked', frame, wrote: 0 } : { did: 'wrote', frame },
  };
}

/** The writer writes frame after frame until it parks; `wrote` counts those that went in whole. */
export function fill(pipe: Pipe): Stepped {
  let at = write(pipe);
  let wrote = 0;
  while (at.step.did === 'wrote') {
    wrote += 1;
    at = write(at.pipe);
  }
  return at.step.did === 'parked' ? { ...at, step: { ...at.step, wrote } } : at;
}

/** The reader takes up to `bytes` bytes in one read(), as far as there are any. */
export function read(pipe: Pipe, bytes: number): Stepped {
  const taken = Math.min(bytes, upTo(frameOf(pipe), pipe.sent).bytes - pipe.read);
  if (taken === 0) return { pipe, step: { did: 'nothing' } };
  const next = { ...pipe, read: pipe.read + taken };
  const woke = pipe.parked && chargeIn(next) <= wakesAt(pipe.sndbuf);
  const frames = framesOut(next) - framesOut(pipe);
  return {
    pipe: { ...next, parked: pipe.parked && !woke },
    step: { did: woke ? 'woke' : 'read', frames, bytes: taken },
  };
}

/** The reader takes the rest of the frame it is at. */
export function readFrame(pipe: Pipe): Stepped {
  return read(pipe, pipe.frameBytes - (pipe.read % pipe.frameBytes));
}

/** The reader takes frame after frame until the writer is woken. */
export function readUntilWake(pipe: Pipe): Stepped {
  if (!pipe.parked) return { pipe, step: { did: 'nothing' } };
  let at = readFrame(pipe);
  let frames = 0;
  while (at.step.did === 'read') {
    frames += at.step.frames;
    at = readFrame(at.pipe);
  }
  if (at.step.did !== 'woke') return at;
  return {
    ...at,
    step: { did: 'woke', frames: frames + at.step.frames, bytes: at.pipe.read - pipe.read },
  };
}

/** Frames still to be taken until the kernel wakes a parked writer; 0 where it is awake. */
export function readsToWake(pipe: Pipe): number {
  let reads = 0;
  for (let at = pipe; at.parked; reads++) at = readFrame(at).pipe;
  return reads;
}

/** True where these numbers can come about: a state from a link is not believed. */
export function isReachable(pipe: Pipe): boolean {
  const frame = frameOf(pipe);
  if (pipe.read > upTo(frame, pipe.sent).bytes) return false;
  const charge = chargeIn(pipe);
  const last = frame.skbs[(pipe.sent - 1) % frame.skbs.length]?.charge ?? 0;
  if (charge > 0 && charge - last >= pipe.sndbuf) return false;
  const between = pipe.sent % frame.skbs.length !== 0;
  if (pipe.parked) return charge > wakesAt(pipe.sndbuf) && wasFull(pipe);
  return !between || charge <= wakesAt(pipe.sndbuf);
}

/** True once so much went in that it would have filled the socket, had nothing been read. */
export function wasFull(pipe: Pipe): boolean {
  return upTo(frameOf(pipe), pipe.sent).charge >= pipe.sndbuf;
}

/** The same numbers. */
export function samePipe(one: Pipe, other: Pipe): boolean {
  return (Object.keys(one) as (keyof Pipe)[]).every((name) => one[name] === other[name]);
}
