import type { MachineParams, SocketParams } from './compiled.ts';
import type { Layout } from './layout.ts';
import type { SocketName } from './program.ts';

/** What a reader of a state sees of one direction of the socket. */
export interface Contents {
  /** Calls whose frames stand in it, oldest first, from 0. */
  readonly calls: readonly number[];
  /** How many of them, the oldest, the reader has in its buffer already. */
  readonly buffered: number;
  /** What they are charged: bytes of skb truesize, or frames where frames are counted. */
  readonly charge: number;
  /** Its writer found no room and sleeps until the charge has fallen far enough. */
  readonly parked: boolean;
}

/** Up to so many numbers a plain loop is faster than a call. */
const FEW = 16;

/**
 * One direction of a unix stream socket. A write puts its frame straight on the peer's queue and is charged to the
 * writer until the peer reads it; it is allowed while the charge is below the limit, so the last one may overshoot.
 * A writer that found no room is woken only at `wakesAt` (linux net/unix/af_unix.c unix_writable: a quarter).
 */
export class Pipe {
  readonly limit: number;
  /** State index of the number of frames in it. */
  readonly length: number;
  private readonly first: number;
  private readonly charge: number;
  private readonly parkedAt: number;
  private readonly wakesAt: number;
  private readonly charges: readonly number[] | null;
  private readonly leads: readonly number[] | null;
  private readonly bufferedAt: number;
  private readonly reader: SocketParams['reader'];
  private readonly writerEnd: number;
  private readonly readerEnd: number;

  constructor(params: MachineParams, layout: Layout, name: SocketName) {
    const { limit, wakesAt, charges, leads, reader } = params.sockets[name];
    const slots = layout.sockets[name];
    const { client, server } = layout.hungUp;
    this.limit = limit;
    this.length = slots.length;
    this.first = slots.first;
    this.charge = slots.charge;
    this.parkedAt = slots.parked;
    this.wakesAt = wakesAt ?? limit;
    this.charges = charges;
    this.leads = leads ?? null;
    this.bufferedAt = slots.buffered;
    this.reader = reader;
    this.writerEnd = name === 'toServer' ? client : server;
    this.readerEnd = name === 'toServer' ? server : client;
  }

  /**
   * For the frame of a call (call + 1): 0: a write goes through; 1: the writer finds no room and parks; -1: it sleeps, or
   * waits for room. A frame goes in whole, or not at all: its last skb must start below the limit.
   */
  writable(state: Int32Array, call: number): 0 | 1 | -1 {
    const charge = this.chargeOf(state);
    const fits = charge + (this.leads?.[call - 1] ?? 0) < this.limit || charge === 0;
    if (this.parkedAt < 0) return fits ? 0 : -1;
    if (state[this.parkedAt] === 1) return fits && charge <= this.wakesAt ? 0 : -1;
    return fits ? 0 : 1;
  }

  /** The writer goes to sleep. */
  park(state: Int32Array): void {
    state[this.parkedAt] = 1;
  }

  /** Puts a call's frame (call + 1) in. */
  put(state: Int32Array, call: number): void {
    const at = state[this.length] as number;
    state[this.first + at] = call;
    state[this.length] = at + 1;
    if (this.parkedAt >= 0) state[this.parkedAt] = 0;
    if (this.charges !== null) {
      state[this.charge] = (state[this.charge] as number) + (this.charges[call - 1] as number);
    }
  }

  /** Takes the oldest frame out and gives its call + 1. */
  take(state: Int32Array): number {
    const { first } = this;
    if (this.bufferedAt >= 0) this.fill(state);
    const left = (state[this.length] as number) - 1;
    const call = state[first] as number;
    if (left > FEW) state.copyWithin(first, first + 1, first + 1 + left);
    else for (let at = first; at < first + left; at++) state[at] = state[at + 1] as number;
    state[first + left] = 0;
    state[this.length] = left;
    if (this.charges !== null && this.bufferedAt < 0) this.release(state, call);
    return call;
  }

  /** Where the reader's buffer is empty, fills it with one read(2); takes one frame out of it. */
  private fill(state: Int32Array): void {
    const { bufferedAt, reader } = this;
    if (state[bufferedAt] === 0 && reader) {
      const length = state[this.length] as number;
      let frames = 0;
      let bytes = 0;
      // A frame that is larger than the buffer is read past it, one read(2) after the other.
      while (frames < length) {
        const call = state[this.first + frames] as number;
        bytes += reader.bytes[call - 1] as number;
        if (frames > 0 && bytes > reader.room) break;
        if (this.charges !== null) this.release(state, call);
        frames++;
      }
      state[bufferedAt] = frames;
    }
    state[bufferedAt] = (state[bufferedAt] as number) - 1;
  }

  private release(state: Int32Array, call: number): void {
    state[this.charge] = (state[this.charge] as number) - (this.charges?.[call - 1] as number);
  }

  /** The writer's side has closed its end, or is dead. */
  writerGone(state: Int32Array): boolean {
    return this.writerEnd >= 0 && state[this.writerEnd] === 1;
  }

  /** The reader's side has closed its end, or is dead. */
  readerGone(state: Int32Array): boolean {
    return this.readerEnd >= 0 && state[this.readerEnd] === 1;
  }

  contents(state: Int32Array): Contents {
    const length = state[this.length] as number;
    const calls = [...state.subarray(this.first, this.first + length)].map((call) => call - 1);
    const parked = this.parkedAt >= 0 && state[this.parkedAt] === 1;
    const buffered = this.bufferedAt < 0 ? 0 : (state[this.bufferedAt] as number);
    return { calls, buffered, charge: this.chargeOf(state), parked };
  }

  private chargeOf(state: Int32Array): number {
    return state[this.charges === null ? this.length : this.charge] as number;
  }
}

/** Both directions of a machine's socket. */
export function pipesOf(params: MachineParams, layout: Layout): Readonly<Record<SocketName, Pipe>> {
  return {
    toServer: new Pipe(params, layout, 'toServer'),
    toClient: new Pipe(params, layout, 'toClient'),
  };
}
