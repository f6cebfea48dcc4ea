import { type ReadFrame, steps } from '../../model/ttrpc/wire/decode.ts';
import { hexOf, readHex } from '../../model/ttrpc/wire/hex.ts';
import type { Leftover } from '../../model/ttrpc/wire/leftover.ts';
import type { Part } from '../../model/ttrpc/wire/part.ts';
import { type Changes, changesOf } from './changes.ts';
import type { Sample } from './samples.ts';
import type { WireState } from './state.ts';

/** One frame, or bytes that are none, as they are shown: offsets are its own, from 0. */
export interface Shown {
  readonly bytes: Uint8Array;
  /** Null where the bytes are no whole frame. */
  readonly frame: ReadFrame | null;
  readonly parts: readonly Part[];
  readonly leftovers: readonly Leftover[];
  /** The same before the reader changed it; null while nothing is changed. */
  readonly before: Pick<Shown, 'bytes' | 'parts'> | null;
  readonly changes: Changes | null;
  /** Which of how many it is, in the reader's own bytes; in a captured frame 1 of 1. */
  readonly number: number;
  readonly of: number;
  /** Where it begins in the reader's own bytes. */
  readonly at: number;
  readonly sample: Sample | null;
}

/** What a state shows. Total: a frame's number beyond the last is the last. */
export function shownOf(state: WireState, samples: readonly Sample[]): Shown {
  const sample = samples.find(({ id }) => id === state.sample) ?? null;
  const { bytes, spans } = sample ? framesIn(sample.bytes) : framesOf(state.own);
  const of = Math.max(1, spans.length);
  const number = Math.min(state.frame, of);
  const { from = 0, to = 0 } = spans[number - 1] ?? {};
  const original = bytes.slice(from, to);
  const place = { number, of, at: from, sample };
  const edited = state.edited === '' ? null : readHex(state.edited).bytes;
  if (edited === null || hexOf(edited) === hexOf(original)) {
    return { ...read(original), ...place, before: null, changes: null };
  }
  const before = { bytes: original, parts: read(original).parts };
  const now = read(edited);
  return { ...now, ...place, before, changes: changesOf(before, now) };
}

interface Frames {
  readonly bytes: Uint8Array;
  /** Where each frame, or what is none, begins and ends. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

let last: { readonly own: string; readonly frames: Frames } | null = null;

/** The reader's own bytes, taken apart once and not at every step: they may be a mebibyte. */
function framesOf(own: string): Frames {
  if (last?.own !== own) last = { own, frames: framesIn(readHex(own).bytes) };
  return last.frames;
}

function framesIn(bytes: Uint8Array): Frames {
  const spans: { from: number; to: number }[] = [];
  for (const { frame, leftovers } of steps(bytes)) {
    const whole = frame ?? leftovers[0];
    if (whole) spans.push({ from: whole.from, to: whole.to });
  }
  return { bytes, spans };
}

function read(bytes: Uint8Array): Pick<Shown, 'bytes' | 'frame' | 'parts' | 'leftovers'> {
  const [first] = steps(bytes);
  const frame = first?.frame ?? null;
  const leftovers = first?.leftovers ?? [];
  return { bytes, frame, parts: frame?.parts ?? leftovers[0]?.parts ?? [], leftovers };
}
