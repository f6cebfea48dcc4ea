import type { Part } from './part.ts';

/** Why bytes were not understood, or not as their place says. */
export type Problem =
  /** Fewer bytes than a header has. */
  | 'header-cut'
  /** Fewer bytes than the header announces. */
  | 'body-cut'
  /** The header announces more than 4 MiB. */
  | 'too-long'
  /** Neither request, response nor data. */
  | 'unknown-type'
  /** A message ends in the middle of a number. */
  | 'number-cut'
  /** A number of more than ten bytes, or of more than 64 bits. */
  | 'number-long'
  /** Field 0, or beyond the largest number that a field can have. */
  | 'field-number'
  /** A wire type that there is not, or the end of a group that never began. */
  | 'wire-type'
  /** A field's length goes beyond the message that it is in. */
  | 'field-cut'
  /** A text that is not UTF-8. */
  | 'not-utf8'
  /** A known field, written as another kind of value. */
  | 'other-kind'
  /** A field that the message does not have. */
  | 'unknown-field';

/** Bytes that were not understood. They are kept: what they are in is encoded again with them. */
export interface Leftover {
  readonly problem: Problem;
  /** Where reading met it: offset in all that was decoded. */
  readonly at: number;
  /** The bytes it is about. */
  readonly from: number;
  readonly to: number;
  /** Numbers and names that say more: what the words of the problem are filled with. */
  readonly fills: Readonly<Record<string, number | string>>;
  /** Of a frame that is not whole, the parts that could be read all the same; else empty. */
  readonly parts: readonly Part[];
}

/** Problems after which a body is no request and no response, for Go either: it is kept as bytes. */
export const FATAL: ReadonlySet<Problem> = new Set<Problem>([
  'number-cut',
  'number-long',
  'field-number',
  'wire-type',
  'field-cut',
  'not-utf8',
]);
