/**
 * The public face of the reader: bytes in, dumps out. It looks at content only, never at names,
 * keeps what is distinct and not the input, and returns what it did not understand.
 */
import { Draft } from './draft.ts';
import { Decoding } from './encoding.ts';
import { Lines } from './lines.ts';
import type { KeepArgs } from './stacks.ts';
import type { DumpForm, Reading } from './types.ts';
import { Unwrapper } from './unwrap.ts';

/** What a reader may be told. */
export interface ReadOptions {
  /**
   * Of which functions the argument words are kept; by default those of ttrpc, whose pointers tell
   * one connection from another. Memory is bounded whatever is chosen: see args.ts.
   */
  readonly keepArgs?: KeepArgs;
}

/** A reader that is fed piece by piece. */
export interface Reader {
  /** Takes the next piece of the input, not kept. The first should have the input's first few bytes. */
  push(chunk: Uint8Array): void;
  /** Ends the input and returns what was found. Call it once. */
  end(): Reading;
  /** Lines read so far. */
  readonly lines: number;
}

/** Reads a whole input. Never throws on what it reads. */
export function read(bytes: Uint8Array, options: ReadOptions = {}): Reading {
  const reader = createReader(options);
  reader.push(bytes);
  return reader.end();
}

/** A reader for an input that comes in pieces, or is too large to hold. */
export function createReader(options: ReadOptions = {}): Reader {
  const draft = new Draft(options.keepArgs ?? ((func) => func.includes('ttrpc')));
  const unwrapper = new Unwrapper(draft);
  const lines = new Lines(unwrapper);
  let bytes = 0;
  let decoding: Decoding | null = null;
  return {
    get lines() {
      return draft.line;
    },
    push(chunk) {
      if (chunk.length === 0) return;
      bytes += chunk.length;
      let from = 0;
      if (!decoding) {
        decoding = new Decoding(chunk);
        from = decoding.skip;
        if (decoding.refused) draft.notice(decoding.refused, 1);
      }
      if (!decoding.refused) lines.push(decoding.decode(chunk), from);
    },
    end() {
      lines.end();
      unwrapper.close();
      draft.end();
      return reading(draft, bytes);
    },
  };
}

function reading(draft: Draft, bytes: number): Reading {
  const { tables, leftovers, moreLeftovers, logLines, notices, line } = draft;
  const dumps = draft.dumps.sort((one, other) => one.from - other.from);
  const found: { from: number; form: DumpForm }[] = [...dumps];
  for (const { from } of tables) found.push({ from, form: 'table' });
  found.sort((one, other) => one.from - other.from);
  const forms = [...new Set(found.map(({ form }) => form))];
  leftovers.sort((one, other) => one.line - other.line);
  return { forms, dumps, tables, leftovers, moreLeftovers, logLines, notices, lines: line, bytes };
}
