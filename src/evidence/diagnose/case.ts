import { type DumpDiff, diff } from '../goroutine/diff.ts';
import type { Dump } from '../goroutine/types.ts';
import { type DumpFacts, factsOf } from './facts.ts';
import type { Options, Other } from './types.ts';

/** Another dump, and how it stands to the one under diagnosis. */
export interface Beside {
  /** From 1, as `ProofLine.dump` counts. */
  readonly index: number;
  readonly facts: DumpFacts;
  readonly cut: boolean;
  /** Of the same process; `unknown` where nothing tells. */
  readonly process: DumpDiff['process'];
  /** Whether it was said to be the other end, and not only found beside. */
  readonly peer: boolean;
  /** Taken before or after; `unknown` where nothing tells. Only of the same process does it matter. */
  readonly order: 'earlier' | 'later' | 'unknown';
  /** Between the two dumps, or null where one of them has no time. */
  readonly seconds: number | null;
  /** From the earlier to the later (from this one to it, where the order is not known). */
  readonly diff: () => DumpDiff;
}

/** A dump under diagnosis, with everything laid beside it. */
export interface Case {
  readonly facts: DumpFacts;
  readonly cut: boolean;
  readonly others: readonly Beside[];
}

/** Lays a dump and its others side by side. */
export function open(dump: Dump, others: readonly Other[], options: Options): Case {
  const facts = factsOf(dump);
  return {
    facts,
    cut: options.cut === true || facts.cut,
    others: others.map((other, i) => beside(facts, other, i + 1)),
  };
}

function beside(mine: DumpFacts, other: Other, index: number): Beside {
  const facts = factsOf(other.dump);
  const between = mine.time === null || facts.time === null ? null : facts.time - mine.time;
  const order =
    other.is === 'earlier' || other.is === 'later'
      ? other.is
      : between === null || between === 0
        ? 'unknown'
        : between < 0
          ? 'earlier'
          : 'later';
  let known: DumpDiff | null = null;
  const compare = (): DumpDiff => {
    const pair = order === 'earlier' ? ([facts, mine] as const) : ([mine, facts] as const);
    const said = other.is === undefined ? undefined : other.is !== 'peer';
    known ??= diff(pair[0].dump, pair[1].dump, said);
    return known;
  };
  return {
    index,
    facts,
    cut: other.cut === true || facts.cut,
    get process() {
      return compare().process;
    },
    peer: other.is === 'peer',
    order,
    seconds: between === null ? null : Math.abs(between) / 1000,
    diff: compare,
  };
}
