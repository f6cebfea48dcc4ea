import type { FieldMeaning } from './schema.ts';

/** What a stretch of bytes is for. `unread`: from a fault on, nobody can say. */
export type Layer = 'header' | 'message' | 'field' | 'tag' | 'length' | 'value' | 'unread';

/** What a stretch of bytes means; the words and the sources are told by it. */
export type Meaning =
  | 'header'
  | 'header.length'
  | 'header.stream-id'
  | 'header.type'
  | 'header.flags'
  | 'body.request'
  | 'body.response'
  | 'body.data'
  | 'body.bytes'
  | 'unknown'
  | 'unread'
  | FieldMeaning;

/** A stretch of a frame's bytes, and what it is made of. Siblings stand in the order of their bytes, without gaps. */
export interface Part {
  /** Name that is the part's own within its frame, such as `body.metadata-2.value.key.tag`. */
  readonly path: string;
  readonly layer: Layer;
  readonly means: Meaning;
  /** Offsets of the first byte and of the byte behind the last, in all that was decoded. */
  readonly from: number;
  readonly to: number;
  /** A number or a text where the bytes are one; null where they are bytes or made of parts. */
  readonly value: number | bigint | string | null;
  readonly parts: readonly Part[];
}

/** The parts that have none of their own, in the order of their bytes. */
export function leaves(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => (part.parts.length > 0 ? leaves(part.parts) : [part]));
}

/** The part of this path; null where there is none. */
export function partOf(parts: readonly Part[], path: string): Part | null {
  for (const part of parts) {
    if (part.path === path) return part;
    const within = path.startsWith(`${part.path}.`) ? partOf(part.parts, path) : null;
    if (within) return within;
  }
  return null;
}
