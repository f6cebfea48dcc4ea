import { PatternFault } from './cursor.ts';
import { Machine } from './machine.ts';
import { assemble } from './program.ts';
import { Syntax } from './syntax.ts';

/** A pattern that is ready. */
export interface Pattern {
  readonly source: string;
  /** True if it matches anywhere in the text. */
  test(text: string): boolean;
  /** True if all tests together took more than `WORK`: what was said since is not to be trusted. */
  readonly exhausted: boolean;
}

export type PatternReading =
  | { readonly ok: true; readonly value: Pattern }
  /** `at`: the character of the pattern, from 0. */
  | { readonly ok: false; readonly problem: string; readonly hint: string; readonly at: number };

/**
 * Steps that may be worked out for all tests of one pattern together: a second or two. Patterns that people write take
 * some thousands, since what is worked out is kept.
 */
const WORK = 8_000_000;

const PLAIN = /^[^\\^$.|?*+()[\]{}]*$/;

/**
 * Reads a pattern in RE2's syntax, Go's own. A pattern that does not read is a value, and none can make a run slower
 * than its length times the text's: no look-around, no back-references, as in RE2.
 */
export function readPattern(source: string): PatternReading {
  if (PLAIN.test(source)) {
    return { ok: true, value: { source, exhausted: false, test: (text) => text.includes(source) } };
  }
  try {
    const machine = new Machine(assemble(new Syntax(source).read()), WORK);
    return {
      ok: true,
      value: {
        source,
        test: (text) => machine.test(text),
        get exhausted() {
          return machine.exhausted;
        },
      },
    };
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return {
      ok: false,
      problem: error.message,
      hint: 'Patterns are RE2, as in go tool pprof: ttrpc.*dispatch, ^runtime\\., (?i)mutex|cond.',
      at: error.at,
    };
  }
}
