import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Fault, faultOf } from './fault.ts';
import { type Gunzipped, gunzip, isGzip } from './gzip.ts';
import type { Terminal } from './terminal.ts';
import type { WordKey, Words } from './words.ts';

/** So much is read at a time: memory does not follow the size of the file. */
export const PIECE = 1 << 20;

/** The first piece has at least so many bytes, if there are so many: readers look at them to tell what it is. */
const HEAD = 4096;

/** Gzip in gzip happens: a packed file served with `Content-Encoding: gzip` and saved as it came. */
const DEEPEST_GZIP = 3;

/** Bytes to read, unpacked where they are gzip. */
export interface Source {
  readonly ok: true;
  /** As it was asked for; `-` is the standard input. */
  readonly name: string;
  pieces(): AsyncGenerator<Uint8Array>;
  /** What unpacking met, innermost last; complete when all pieces were read. */
  readonly packed: readonly Gunzipped[];
}

/** Opens a file, or the standard input for `-`. Content is told by its bytes, never by the name. */
export async function openSource(
  name: string,
  terminal: Terminal,
  word: Words,
): Promise<Source | Fault> {
  const packed: Gunzipped[] = [];
  const sourceOf = (raw: () => AsyncIterable<Uint8Array>): Source => ({
    ok: true,
    name,
    packed,
    pieces: () => unpacked(raw(), packed),
  });
  if (name === '-') return sourceOf(() => terminal.stdin);
  const path = resolve(terminal.folder, name);
  try {
    if ((await stat(path)).isDirectory()) {
      return faultOf(word('cli.problem.folder', { name }), path, word('cli.hint.file'));
    }
    await (await open(path)).close();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const key: WordKey =
      code === 'ENOENT'
        ? 'cli.problem.noFile'
        : code === 'EACCES'
          ? 'cli.problem.noAccess'
          : 'cli.problem.unreadable';
    const hint = word(code === 'EACCES' ? 'cli.hint.access' : 'cli.hint.file');
    return faultOf(word(key, { name, code }), path, hint);
  }
  return sourceOf(() => createReadStream(path, { highWaterMark: PIECE }));
}

/** Why what was read is not all there is; empty when it is. */
export function shortfalls({ packed }: Source, word: Words): string[] {
  return packed.flatMap(({ end, bytes }) =>
    end === 'whole' ? [] : [word(`cli.gzip.${end}`, { bytes })],
  );
}

async function* unpacked(
  raw: AsyncIterable<Uint8Array>,
  packed: Gunzipped[],
): AsyncGenerator<Uint8Array> {
  const pieces = withHead(raw);
  const first = await pieces.next();
  if (first.done) return;
  const rest = chain(first.value, pieces);
  if (!isGzip(first.value) || packed.length >= DEEPEST_GZIP) yield* rest;
  else yield* unpacked(gunzip(rest, packed), packed);
}

/** The same bytes, with the first piece made long enough to tell by. */
async function* withHead(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | null = [];
  let size = 0;
  for await (const piece of raw) {
    if (head === null) yield piece;
    else {
      head.push(piece);
      size += piece.length;
      if (size < HEAD) continue;
      yield joined(head, size);
      head = null;
    }
  }
  if (head !== null && size > 0) yield joined(head, size);
}

async function* chain(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** Pieces put together. */
export function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
