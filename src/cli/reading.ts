/** Reads goroutines from a source, and tells what the source is when it holds none. */
import { isCut as readingIsCut } from '../evidence/diagnose/diagnose.ts';
import { createReader } from '../evidence/goroutine/read.ts';
import type { Dump, Reading } from '../evidence/goroutine/types.ts';
import { readPlain } from '../evidence/pprof/read.ts';
import { type Fault, faultOf } from './fault.ts';
import { openSource, PIECE, type Source, shortfalls } from './source.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** A file that held goroutines or a table of counts. */
export interface DumpFile {
  readonly ok: true;
  readonly name: string;
  readonly reading: Reading;
  /** Why not all of it could be unpacked, in words. */
  readonly shortfalls: readonly string[];
}

/** Reads a file of goroutines, piece by piece. */
export async function readDumps(
  name: string,
  terminal: Terminal,
  word: Words,
): Promise<DumpFile | Fault> {
  const source = await openSource(name, terminal, word);
  if (!source.ok) return source;
  const reader = createReader();
  let head = new Uint8Array(0);
  try {
    for await (const piece of source.pieces()) {
      if (head.length === 0) head = piece.slice(0, PIECE);
      reader.push(piece);
    }
  } catch (error) {
    return unreadable(source, error, word);
  }
  const reading = reader.end();
  const missing = shortfalls(source, word);
  if (reading.dumps.length === 0 && reading.tables.length === 0) {
    return nothingIn(source, head, reading, missing, word);
  }
  return { ok: true, name, reading, shortfalls: missing };
}

/** A disk or a pipe that failed on the way. */
export function unreadable({ name }: Source, error: unknown, word: Words): Fault {
  const detail = error instanceof Error ? error.message : String(error);
  return faultOf(word('cli.problem.broke', { name }), detail, word('cli.hint.file'));
}

function nothingIn(
  { name }: Source,
  head: Uint8Array,
  reading: Reading,
  missing: readonly string[],
  word: Words,
): Fault {
  const [shortfall] = missing;
  if (reading.bytes === 0) {
    return faultOf(shortfall ?? word('cli.problem.empty'), name, word('cli.hint.fetch'));
  }
  const profile = readPlain(head);
  if (profile.ok) {
    const types = profile.value.sampleTypes.map(({ type }) => type).join(', ');
    return faultOf(
      word('cli.problem.isProfile', { types }),
      name,
      word('cli.hint.isProfile', { name }),
    );
  }
  // The other readers say of themselves that they found no profile; here that is not the news.
  const told = profile.kind !== 'not-a-profile' && profile.kind !== 'goroutine-dump';
  return faultOf(
    told ? word(`profile.is.${profile.kind}`) : word('cli.problem.noGoroutine'),
    name,
    shortfall ?? word('cli.hint.noGoroutine'),
  );
}

/** Whether a dump may lack something, as far as the reading can tell. */
export function isCut({ reading, shortfalls: missing }: DumpFile, dump: Dump): boolean {
  return missing.length > 0 || readingIsCut(reading, dump);
}
