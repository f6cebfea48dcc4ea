/** A program with its names resolved to numbers: what the machine runs. */
import type { Layout, QueueSlots } from './layout.ts';
import type { ChannelName, Goroutine, KindName, Line, Outcome, SocketName } from './program.ts';

/** One direction of the socket, as the kernel bounds it. */
export interface SocketParams {
  /** A write is allowed while the charge is below it. 0: a pipe without room, where write and read are one step. */
  readonly limit: number;
  /** A parked writer is woken at this charge or below; null: as soon as a write is allowed. */
  readonly wakesAt: number | null;
  /** What each call's frame is charged; null: 1 each, so that `limit` counts frames. */
  readonly charges: readonly number[] | null;
  /** What each call's frame is charged before its last skb: a long frame needs that much room besides [0 each]. */
  readonly leads?: readonly number[];
  /**
   * The reader's bufio.Reader: one read(2) takes as many whole frames as fit, and they are charged no more. Left out:
   * each read takes one frame out of the socket.
   */
  readonly reader?: {
    /** Room in bytes. */
    readonly room: number;
    /** Bytes of each call's frame. */
    readonly bytes: readonly number[];
  };
}

/** What a machine is made of. */
export interface MachineParams {
  readonly program: readonly Goroutine[];
  readonly calls: number;
  /** How many calls may be under way at once. */
  readonly callers: number;
  /** Calls whose method does not return: the first so many. */
  readonly longCalls: number;
  /** Callers have a context with a deadline: they may leave at any time. */
  readonly deadlines: boolean;
  /** The client may be closed, and either end may die. */
  readonly failures: boolean;
  /** Client.Close closes the client's end of the socket itself; else one of its goroutines does, in its time [no]. */
  readonly closeHangsUp?: boolean;
  readonly sockets: Readonly<Record<SocketName, SocketParams>>;
  /** Room of channels that are given a buffer. */
  readonly buffers: Readonly<Partial<Record<ChannelName, number>>>;
}

/** What a line does, as a number. */
export const SELECT = 0;
export const READ = 1;
export const WRITE = 2;
export const LOCK = 3;
export const UNLOCK = 4;
export const RLOCK = 5;
export const RUNLOCK = 6;
export const GO = 7;
export const METHOD = 8;
export const DELIVER = 9;
export const LOOK_UP = 10;
export const REMEMBER = 11;
export const FORGET = 12;
export const CHECK = 13;
export const ABORT = 14;
export const CLOSE = 15;
export const HANG_UP = 16;
export const END = 17;
export const RETURN = 18;
export const TURN = 19;

export const CODES: Readonly<Record<Line['do']['op'], number>> = {
  select: SELECT,
  read: READ,
  write: WRITE,
  lock: LOCK,
  unlock: UNLOCK,
  rlock: RLOCK,
  runlock: RUNLOCK,
  go: GO,
  method: METHOD,
  deliver: DELIVER,
  lookUp: LOOK_UP,
  remember: REMEMBER,
  forget: FORGET,
  check: CHECK,
  abort: ABORT,
  close: CLOSE,
  hangUp: HANG_UP,
  end: END,
  return: RETURN,
  turn: TURN,
};

/** What a case of a select waits for, as a number. */
export const RECEIVE_SYNC = 0;
export const RECEIVE_BUFFERED = 1;
export const SEND_SYNC = 2;
export const SEND_BUFFERED = 3;
export const CLOSED = 4;
export const ANSWER = 5;
export const DEADLINE = 6;

/** Where goroutines stand that offer a value on a channel: goroutines `from` to `to` (not included) at `line`. */
export interface Offer {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly next: number;
  /** State index of the offering goroutine's hand; -1: a goroutine of a call offers that call. */
  readonly hand: number;
}

export interface CompiledCase {
  readonly on: number;
  readonly next: number;
  /** Where an error takes a caller that waits for its answer. */
  readonly failed: number;
  readonly says: string;
  readonly channel: ChannelName | null;
  /** Who may be waiting at the other side of an unbuffered channel. */
  readonly offers: readonly Offer[];
  readonly buffer: QueueSlots | null;
  /** State index of the flag of a CLOSED case. */
  readonly flag: number;
}

/** Lines are numbered from 1 over all goroutines; 0 is the line of a goroutine that is not there. */
export interface CompiledLine {
  readonly id: number;
  readonly kind: KindName;
  readonly name: string;
  readonly source: Line;
  readonly op: number;
  readonly next: number;
  /** `ends` of a read, `fails` of a write, `unknown` of a look-up, `closed` of a check. */
  readonly other: number;
  readonly says: string;
  readonly cases: readonly CompiledCase[];
  /** May take a step of its own accord; the others move only as somebody's partner. */
  readonly acts: boolean;
  /** What was in hand is gone once this line is reached. */
  readonly drops: boolean;
  readonly rest: boolean;
  readonly cut: boolean;
  /** Where a delivered answer, or an error, takes a caller that waits here; 0 where none waits. */
  readonly onAnswer: number;
  readonly onError: number;
  readonly gives: 'answer' | 'error' | null;
  /** An abort that waits for room in the channels of the calls. */
  readonly blocks: boolean;
  /** The socket of a read or write. */
  readonly socket: SocketName | null;
  readonly mutex: number;
  readonly flag: number;
  readonly outcome: Outcome | null;
}

/** The whole program. */
export interface Compiled {
  readonly params: MachineParams;
  readonly layout: Layout;
  /** By id; entry 0 is a line of nobody. */
  readonly lines: readonly CompiledLine[];
  /** First line of each goroutine, by name. */
  readonly entries: Readonly<Partial<Record<KindName, number>>>;
  /** First and last line id of each kind. */
  readonly ranges: Readonly<Partial<Record<KindName, readonly [number, number]>>>;
}
