/** Gets frames' bytes out of a file, and says in words what of the file was not read. */
import { readInput as readBytes, type Stream } from '../model/ttrpc/wire/input.ts';
import { type Fault, faultOf } from './fault.ts';
import { unreadable } from './reading.ts';
import { joined, openSource, type Source, shortfalls } from './source.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** A file is held whole while its frames are told; three frames of the largest size fit. */
const MOST_BYTES = 16 << 20;

export interface Input {
  readonly ok: true;
  readonly form: 'binary' | 'hex' | 'capture';
  readonly streams: readonly Stream[];
  /** What of the file itself was not read, in words. */
  readonly remarks: readonly string[];
}

/** Reads a file, or the standard input for `-`. */
export async function readInput(
  name: string,
  terminal: Terminal,
  word: Words,
): Promise<Input | Fault> {
  const source = await openSource(name, terminal, word);
  if (!source.ok) return source;
  const bytes = await bytesOf(source, word);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const missing = shortfalls(source, word);
  const input = readBytes(bytes);
  const hint = word('cli.hint.frames');
  if (!input.ok) {
    if (input.problem === 'not-hex') {
      const { line, column } = input.notHex;
      return faultOf(notHexInWords(input.notHex, word), `${name}:${line}:${column}`, hint);
    }
    if (input.problem === 'empty') {
      return faultOf(missing[0] ?? word('cli.problem.empty'), name, hint);
    }
    const at = input.detail === '' ? name : `${name}: ${input.detail}`;
    return faultOf(word(`cli.problem.capture.${input.problem}`), at, word('cli.hint.capture'));
  }
  const { form, streams, notHex, noHex } = input;
  const remarks = [
    ...missing,
    ...(notHex ? [notHexInWords(notHex, word)] : []),
    ...noHex.map((lost) => word('cli.frames.noHex', { ...lost })),
  ];
  return { ok: true, form, streams, remarks };
}

function notHexInWords(
  {
    problem,
    line,
    column,
    text,
  }: {
    readonly problem: 'half' | 'other';
    readonly line: number;
    readonly column: number;
    readonly text: string;
  },
  word: Words,
): string {
  return word(`wire.hex.${problem}`, { line, column, text });
}

async function bytesOf(source: Source, word: Words): Promise<Uint8Array | Fault> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of source.pieces()) {
      size += piece.length;
      if (size > MOST_BYTES) {
        const hint = word('cli.hint.framesLong');
        return faultOf(word('cli.problem.framesLong', { most: MOST_BYTES }), source.name, hint);
      }
      pieces.push(piece.slice());
    }
  } catch (error) {
    return unreadable(source, error, word);
  }
  return joined(pieces, size);
}
