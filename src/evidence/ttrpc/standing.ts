import type { Goroutine } from '../goroutine/types.ts';
import type { At } from './at.ts';
import { type Placed, ttrpcFunc } from './place.ts';
import { type PositionId, positionOf, type Role, type Wait } from './positions.ts';

/** A goroutine at its place in ttrpc, with what can tie it to a connection. */
export interface Standing {
  /** Index in the dump. */
  readonly index: number;
  /** Its id as printed; 0 where the form of the dump has none. */
  readonly id: number;
  readonly state: string;
  readonly minutes: number;
  readonly placed: Placed;
  readonly creator: number | null;
  /** Pointers among the arguments of its frames of ttrpc. Words marked `?` may be stale and are left out. */
  readonly words: readonly string[];
  /** First argument of its outermost frame: the connection, of a loop and of a caller. '' where none is printed. */
  readonly pointer: string;
  /** Pointer to its ttrpc channel (the framed connection), where a frame shows it. */
  readonly channel: string | null;
}

/** How a goroutine was tied to its connection, from strongest to weakest. */
export type TieBy =
  /** It is the loop that the connection is told by. */
  | 'anchor'
  /** `created by … in goroutine N` (Go 1.21 and later). */
  | 'creator'
  /** A pointer in its arguments is the connection's. */
  | 'pointer'
  /** There is only one connection on this side. */
  | 'only'
  /** Inferred: it can belong to no other connection. */
  | 'forced'
  /** Inferred as by force, but from a dump without states: it holds if the goroutines are parked where they stand. */
  | 'likely'
  /** Inferred: all goroutines in question stand at the same line, so it does not matter which. */
  | 'alike';

export interface Tie {
  readonly by: TieBy;
  /** The pointer or the creator's id, or ''. */
  readonly detail: string;
}

export function isInferred(tie: Tie): boolean {
  return tie.by === 'forced' || tie.by === 'likely' || tie.by === 'alike';
}

/** One goroutine of a connection. */
export interface Member {
  readonly index: number;
  readonly id: number;
  readonly role: Role;
  readonly position: PositionId | null;
  readonly at: At;
  readonly state: string;
  readonly minutes: number;
  readonly tie: Tie;
}

/** Goroutines of one role that stand at one line in one state, tied in one way. */
export interface Crowd {
  readonly role: Role;
  readonly position: PositionId | null;
  readonly at: At;
  readonly state: string;
  readonly tie: TieBy | null;
  /** Indices in the dump. */
  readonly members: readonly number[];
  /** Longest wait, in whole minutes. */
  readonly minutes: number;
}

const POINTER = /0x[0-9a-f]{6,}(?![0-9a-f?])/g;

/** Puts a goroutine at its place. */
export function stand(goroutine: Goroutine, index: number, placed: Placed): Standing {
  const words: string[] = [];
  let channel: string | null = null;
  const pointer = first(goroutine, placed.frames.at(-1)) ?? '';
  // There can be a hundred thousand callers, and the first argument of `Call` is all that ties one.
  if (placed.role === 'caller' && pointer !== '') words.push(pointer);
  else
    for (const frame of placed.frames) words.push(...(goroutine.args[frame]?.match(POINTER) ?? []));
  for (const frame of placed.frames) {
    const func = ttrpcFunc(goroutine.stack.frames[frame]?.func ?? '');
    if (func === '(*channel).send' || func === '(*channel).recv') channel = first(goroutine, frame);
  }
  const { id, state, minutes, creator } = goroutine;
  return { index, id, state, minutes, placed, creator, words, pointer, channel };
}

/** The first argument of a frame: the receiver of a method. Null where it is missing or may be stale. */
function first(goroutine: Goroutine, frame: number | undefined): string | null {
  const args = frame === undefined ? '' : (goroutine.args[frame] ?? '');
  return /^\{?(0x[0-9a-f]{6,})(?:[,}]|$)/.exec(args)?.[1] ?? null;
}

/** Names the goroutine as a member of a connection. */
export function memberOf(standing: Standing, tie: Tie): Member {
  const { index, id, state, minutes, placed } = standing;
  const { role, position, at } = placed;
  return { index, id, role, position, at, state, minutes, tie };
}

const STATES: Readonly<Partial<Record<Wait, RegExp>>> = {
  room: /^IO wait$/,
  bytes: /^IO wait$/,
  body: /^IO wait$/,
  connection: /^IO wait$/,
  work: /^select$/,
  answer: /^select$/,
  'take-call': /^select$/,
  'take-message': /^select$/,
  'take-request': /^select$/,
  'take-answer': /^select$/,
  'stream-lock': /^(?:semacquire|sync\.(?:RW)?Mutex\.R?Lock)$/,
  'send-lock': /^(?:semacquire|sync\.(?:RW)?Mutex\.R?Lock)$/,
};

/**
 * Whether a goroutine really waits at its position, and does not just run past that line.
 * A dump without states ('') cannot tell; then its line is taken at its word.
 */
export function isParked(position: PositionId | null, state: string): boolean {
  if (position === null) return false;
  const { waits } = positionOf(position);
  if (waits === null) return false;
  return state === '' || (STATES[waits]?.test(state) ?? !/^(?:running|runnable)$/.test(state));
}
