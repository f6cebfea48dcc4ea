/**
 * The language in which each goroutine is written once. A goroutine is a list of named lines; a line is one thing
 * that Go's goroutine does there. What can block ends a step; what cannot is done within the step before it.
 */
import type { PositionId } from '../../evidence/ttrpc/positions.ts';

/** The goroutines of one connection that exist once. `closer` only closes a channel at the receiver's end. */
export type Single =
  | 'client.loop'
  | 'client.supervisor'
  | 'client.sender'
  | 'client.receiver'
  | 'client.closer'
  | 'server.loop'
  | 'server.receiver';

/** The goroutines that exist once for each call. */
export type PerCall = 'client.caller' | 'server.handler';

export type KindName = Single | PerCall;

/** Channels between goroutines. `incoming` may be given a buffer; the others have none in any version. */
export type ChannelName = 'calls' | 'incoming' | 'requests' | 'responses';

/** One direction of the unix socket. */
export type SocketName = 'toServer' | 'toClient';

export type MutexName = 'callMap' | 'streamLock' | 'sendLock';

/**
 * What is closed or cancelled once and stays so. `ctx`: Client.Close. `receiverDone`, `receiversDone`: the client's
 * receiver has ended. `broken`: the server's receiver has told of its end. `done`: the server's loop has ended.
 */
export type FlagName = 'ctx' | 'receiverDone' | 'receiversDone' | 'broken' | 'done';

/** A case of a select. `says` names the step in words: `model.step.<goroutine>.<says>`. */
export type Case =
  | {
      readonly on: 'receive';
      readonly channel: ChannelName;
      readonly next: string;
      readonly says: string;
    }
  | {
      readonly on: 'send';
      readonly channel: ChannelName;
      readonly next: string;
      readonly says: string;
    }
  | { readonly on: 'closed'; readonly flag: FlagName; readonly next: string; readonly says: string }
  /** The answer of the goroutine's own call, or an error (`failed`): a channel of its own with room for one. */
  | { readonly on: 'answer'; readonly next: string; readonly failed: string; readonly says: string }
  /** The deadline of the caller's context, if it has one. */
  | { readonly on: 'deadline'; readonly next: string; readonly says: string };

/** What a line does. */
export type Op =
  /** Waits until fewer calls are under way than callers there are; passes at once where all may call. */
  | { readonly op: 'turn'; readonly next: string; readonly says: string }
  | { readonly op: 'select'; readonly cases: readonly Case[] }
  | {
      readonly op: 'read';
      readonly socket: SocketName;
      readonly next: string;
      readonly ends: string;
      readonly says: string;
    }
  | {
      readonly op: 'write';
      readonly socket: SocketName;
      readonly next: string;
      readonly fails: string;
      readonly says: string;
    }
  /** `cut`: taking the lock is a step of its own even when it is free, since others may hold it across a write. */
  | {
      readonly op: 'lock';
      readonly mutex: MutexName;
      readonly next: string;
      readonly cut: boolean;
      readonly says: string;
    }
  | { readonly op: 'unlock'; readonly mutex: MutexName; readonly next: string }
  | {
      readonly op: 'rlock';
      readonly mutex: MutexName;
      readonly next: string;
      readonly says: string;
    }
  | { readonly op: 'runlock'; readonly mutex: MutexName; readonly next: string }
  /** Starts the handler of the request in hand. */
  | { readonly op: 'go'; readonly next: string }
  /** The RPC method: returns by itself, unless it is one of the long calls. */
  | { readonly op: 'method'; readonly next: string; readonly says: string }
  /** Puts an answer (or an error) into the channel of the call in hand; blocks only when that has one already. */
  | {
      readonly op: 'deliver';
      readonly gives: 'answer' | 'error';
      readonly next: string;
      readonly says: string;
    }
  /** Looks the call in hand up in the map of calls that wait for an answer. */
  | { readonly op: 'lookUp'; readonly next: string; readonly unknown: string }
  | { readonly op: 'remember' | 'forget'; readonly next: string }
  /** Goes on at `closed` once Client.Close was called: a check that does not block. */
  | {
      readonly op: 'check';
      readonly flag: FlagName;
      readonly next: string;
      readonly closed: string;
    }
  /**
   * Gives an error to every call in the map. `blocks`: it sends into each call's channel and waits where that is full
   * (1.1); else it closes streams, which waits for nobody (1.2).
   */
  | { readonly op: 'abort'; readonly blocks: boolean; readonly next: string; readonly says: string }
  | { readonly op: 'close'; readonly flag: FlagName; readonly next: string }
  /** Closes this side's end of the connection. */
  | { readonly op: 'hangUp'; readonly next: string }
  | { readonly op: 'end' }
  /** A caller's end, and how its call ended. */
  | { readonly op: 'return'; readonly outcome: Outcome };

/** What comes from outside the goroutines: Client.Close, and the death of a process. */
export type Intervention = 'close' | 'clientDies' | 'serverDies';

export type Outcome = 'answered' | 'left' | 'failed';

/** One line of a goroutine. */
export interface Line {
  /** The step in Go-like words of our own, for the listing. */
  readonly code: string;
  /** Where a goroutine that waits on this line stands, by the book of lines; null where none ever waits. */
  readonly at: PositionId | null;
  /** File and line of a line where nobody waits, by version: facts of incident.md, sections 1 and 2. */
  readonly place?: Readonly<Record<string, string>>;
  /** At rest here: nothing to do. A state in which all rest is finished, not stuck. */
  readonly rest?: boolean;
  readonly do: Op;
}

/** A goroutine, written once. */
export interface Goroutine {
  readonly name: KindName;
  readonly entry: string;
  readonly lines: Readonly<Record<string, Line>>;
}

/** A goroutine of the program; its lines are checked against each other when the machine is made. */
export function goroutine(
  name: KindName,
  entry: string,
  lines: Readonly<Record<string, Line>>,
): Goroutine {
  return { name, entry, lines };
}
