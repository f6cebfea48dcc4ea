import { type Input, readInput } from '../../model/ttrpc/wire/input.ts';
import { joined } from '../../model/ttrpc/wire/typed.ts';
import type { Word } from '../contract.ts';

/** More is not taken: `stuck frames` on a terminal reads it. */
export const MOST_OWN_BYTES = 1 << 20;

/** Where in a text something is wrong, from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The reader's own bytes, and what is wrong with what they came from. */
export interface Own {
  /** Null where there is nothing to show. */
  readonly bytes: Uint8Array | null;
  /** In words; '' where all was read. */
  readonly trouble: string;
  readonly place: TextPlace | null;
}

/** Reads what the reader dropped, pasted or opened: hex text, a binary capture, or captured JSON. */
export function readOwn(file: Uint8Array, word: Word): Own {
  if (file.length > 2 * MOST_OWN_BYTES) return tooLong(word);
  const input = readInput(file);
  if (!input.ok) {
    return input.problem === 'not-hex'
      ? { bytes: null, ...notHex(input.notHex, word) }
      : { bytes: null, trouble: word(`wire.own.${input.problem}`), place: null };
  }
  const bytes = joined(input.streams.map((stream) => stream.bytes));
  if (bytes.length > MOST_OWN_BYTES) return tooLong(word);
  if (bytes.length === 0) return { bytes: null, trouble: word('wire.own.empty'), place: null };
  if (input.notHex) {
    const { trouble, place } = notHex(input.notHex, word);
    return { bytes, trouble: `${trouble} ${word('wire.own.before')}`, place };
  }
  const [lost] = input.noHex;
  const trouble = lost ? word('wire.own.noHex', { n: input.noHex.length, ...lost }) : '';
  return { bytes, trouble, place: null };
}

function tooLong(word: Word): Own {
  return { bytes: null, trouble: word('wire.own.long', { most: MOST_OWN_BYTES }), place: null };
}

type NotHex = NonNullable<Extract<Input, { ok: true }>['notHex']>;

function notHex(
  { problem, line, column, text }: NotHex,
  word: Word,
): Pick<Own, 'trouble' | 'place'> {
  return { trouble: word(`wire.hex.${problem}`, { line, column, text }), place: { line, column } };
}

/** Offset of a place in a text. */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
