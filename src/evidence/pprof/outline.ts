import { Growing } from './columns.ts';
import { BYTES, type Fault, VARINT, Wire } from './wire.ts';

/** Field numbers of the message Profile (proto/profile.proto). */
export const FIELD = {
  sampleType: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  string: 6,
  dropFrames: 7,
  keepFrames: 8,
  timeNanos: 9,
  durationNanos: 10,
  periodType: 11,
  period: 12,
  comment: 13,
  defaultSampleType: 14,
  docUrl: 15,
} as const;

/** Where the messages of one field stand in the bytes. */
export interface Ranges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

const NONE: Ranges = { from: new Uint32Array(0), to: new Uint32Array(0) };

/** What stands where in a profile, before any of it is decoded. */
export interface Outline {
  /** Messages of a field, in the order of the file. */
  messages(field: number): Ranges;
  /** The last number given for a field, as halves. */
  number(field: number): { readonly lo: number; readonly hi: number; readonly at: number } | null;
  /** Texts named by `comment`, each as a number of the string table. */
  readonly comments: readonly number[];
  /** Fields that a profile does not have, or not in this shape: number and place. */
  readonly unknown: readonly { readonly field: number; readonly at: number }[];
  /** Fields of which there are more messages than are read, and where the first of those stands. */
  readonly tooMany: readonly { readonly field: number; readonly at: number }[];
  /** Where and why the outline ends before the bytes do. */
  readonly fault: { readonly why: Fault; readonly at: number } | null;
}

const MESSAGES: readonly number[] = [1, 2, 3, 4, 5, 6, 11];
const NUMBERS: readonly number[] = [7, 8, 9, 10, 12, 14, 15];

/** Many more than any profile has; a file of empty messages must not cost more memory than it is worth. */
const MOST_MESSAGES = 2 ** 24;

/**
 * Walks over the outermost fields once. Costs one step a message, not a step a byte; everything after it knows how
 * much there is of what, and may read the tables in the order in which they refer to each other.
 */
export function outline(bytes: Uint8Array): Outline {
  const wire = new Wire(bytes);
  const from = MESSAGES.map(() => new Growing());
  const to = MESSAGES.map(() => new Growing());
  const slots = new Int8Array(16).fill(-1);
  for (const [slot, field] of MESSAGES.entries()) slots[field] = slot;
  const numbers = new Map<number, { lo: number; hi: number; at: number }>();
  const comments: number[] = [];
  const unknown = new Map<number, number>();
  const tooMany = new Map<number, number>();
  while (wire.next()) {
    const { field, type } = wire;
    const slot = field < 16 ? (slots[field] as number) : -1;
    if (slot >= 0 && type === BYTES) {
      const [starts, ends] = [from[slot], to[slot]];
      if (!starts || !ends || starts.size >= MOST_MESSAGES) {
        if (!tooMany.has(field)) tooMany.set(field, wire.start);
        continue;
      }
      starts.push(wire.from);
      ends.push(wire.to);
    } else if (NUMBERS.includes(field) && type === VARINT) {
      numbers.set(field, { lo: wire.lo, hi: wire.hi, at: wire.start });
    } else if (field === FIELD.comment && (type === VARINT || type === BYTES)) {
      if (!readComments(wire, comments)) unknown.set(field, wire.start);
    } else if (unknown.size < 64 && !unknown.has(field)) unknown.set(field, wire.start);
  }
  return {
    messages: (field) => {
      const slot = slots[field] ?? -1;
      const [starts, ends] = [from[slot], to[slot]];
      return starts && ends ? { from: starts.taken(), to: ends.taken() } : NONE;
    },
    number: (field) => numbers.get(field) ?? null,
    comments,
    unknown: [...unknown].map(([field, at]) => ({ field, at })),
    tooMany: [...tooMany].map(([field, at]) => ({ field, at })),
    fault: wire.fault && { why: wire.fault, at: wire.start },
  };
}

/** A profile has a handful of comments; a file made of them must not become a list of millions. */
const MOST_COMMENTS = 10_000;

function readComments(wire: Wire, comments: number[]): boolean {
  if (wire.type === VARINT) {
    if (wire.hi === 0 && comments.length < MOST_COMMENTS) comments.push(wire.lo);
    return wire.hi === 0;
  }
  const packed = new Wire(wire.bytes);
  packed.seek(wire.from, wire.to);
  while (packed.packed()) {
    if (packed.hi !== 0) return false;
    if (comments.length < MOST_COMMENTS) comments.push(packed.lo);
  }
  return packed.fault === null;
}
