import { type Completion, complete } from '../../evidence/goroutine/complete.ts';
import { read } from '../../evidence/goroutine/read.ts';
import type { Reading as Read } from '../../evidence/goroutine/types.ts';
import { dumpOf, overview } from './answer.ts';
import { exported } from './exports.ts';
import type { Overview, Query, Reading } from './overview.ts';
import { readFile } from './stream.ts';

/** A reading that answers on this thread. */
interface LocalReading extends Reading {
  ask(query: Query): Overview;
  complete(text: string, cursor: number, dump: number): Completion;
}

/** Reads bytes and keeps what it found for questions. */
export function readingOf(bytes: Uint8Array): LocalReading {
  return readingFrom(read(bytes));
}

/** Answers questions about what was read, each from the dump anew: grouping 100,000 goroutines takes milliseconds. */
export function readingFrom(found: Read): LocalReading {
  let base: Read | null = null;
  let turn = 0;
  let done = 0;
  return {
    ask: (query) => overview(found, base, query),
    async against(file) {
      const mine = ++turn;
      done = 0;
      if (!file) {
        base = null;
        return { ok: true };
      }
      const told = (part: number) => {
        if (mine === turn) done = part;
      };
      const earlier = await readFile(file, told, () => mine === turn);
      if (!earlier) return { ok: false, problem: 'stopped' };
      if (earlier.dumps.every(({ size }) => size === 0))
        return { ok: false, problem: 'no-goroutines' };
      base = earlier;
      return { ok: true };
    },
    progress: () => done,
    stop: () => {
      turn++;
    },
    complete(text, cursor, place) {
      const dump = dumpOf(found, place);
      return dump ? complete(text, cursor, dump) : { from: cursor, to: cursor, options: [] };
    },
    export: (query, format) => exported(found, base, query, format),
    close: () => {},
  };
}
