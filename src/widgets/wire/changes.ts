import { leaves, type Part } from '../../model/ttrpc/wire/part.ts';
import { rowsOf } from '../../model/ttrpc/wire/rows.ts';

/** Bytes with what each of them is for. */
export interface Read {
  readonly bytes: Uint8Array;
  readonly parts: readonly Part[];
}

/** How a frame differs from what it was. */
export interface Changes {
  /** Offsets, in the frame as it is now, of the bytes that are new or other than before. */
  readonly bytes: ReadonlySet<number>;
  /** Fields that are there no more: their paths and how many bytes they had. */
  readonly gone: readonly { readonly path: string; readonly bytes: number }[];
}

/**
 * Compares a frame with what it was, part by part: a byte is changed where its part was not there, or between the
 * beginning and the end that the part has in common with before. What only moved is not changed.
 */
export function changesOf(before: Read, now: Read): Changes {
  const old = new Map(leaves(before.parts).map((part) => [part.path, part]));
  const bytes = new Set<number>();
  for (const part of leaves(now.parts)) {
    const was = old.get(part.path);
    const { head, tail } = was ? common(slice(before, was), slice(now, part)) : NOTHING;
    for (let at = part.from + head; at < part.to - tail; at++) bytes.add(at);
  }
  const left = new Set(rowsOf(now.parts).map(({ part }) => part.path));
  const gone = rowsOf(before.parts).flatMap(({ part, pieces }) =>
    left.has(part.path)
      ? []
      : [{ path: part.path, bytes: pieces.reduce((sum, { from, to }) => sum + to - from, 0) }],
  );
  return { bytes, gone };
}

const NOTHING = { head: 0, tail: 0 };

function slice({ bytes }: Read, { from, to }: Part): Uint8Array {
  return bytes.subarray(from, to);
}

/** How many bytes two pieces share at the beginning and, behind those, at the end. */
function common(a: Uint8Array, b: Uint8Array): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}
