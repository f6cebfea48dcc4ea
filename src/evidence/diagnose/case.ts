import { type DumpDiff, diff } from '../goroutine/diff.ts';
import type { Dump } from '../goroutine/types.ts';
import { type DumpFacts, factsOf } from './facts.ts';
import type { Witness } from './proof.ts';
import type { Options, Other } from './types.ts';

/** Another dump, and how it stands to the one under diagnosis. */
export interface Beside extends Witness {
  readonly cut: boolean;
  /** Of the same process; `unknown` where nothing tells. */
  readonly process: DumpDiff['process'];
  /** Said to be the other end's, and not only found beside. */
  readonly peer: boolean;
  /** Taken before or after; `unknown` where nothing tells. */
  readonly order: 'earlier' | 'later' | 'unknown';
  /** Between the two dumps; null where one of them has no time. */
  readonly seconds: number | null;
  /** From the earlier dump to the later; from the one under diagnosis to this, where the order is not known. */
  readonly diff: () => DumpDiff;
}

/** A dump under diagnosis, with everything laid beside it. */
export interface Case {
  readonly mine: Witness;
  /** Part of it is missing. */
  readonly cut: boolean;
  readonly others: readonly Beside[];
}

/** Lays a dump and its others side by side. Nothing is compared before a rule asks for it. */
export function open(dump: Dump, others: readonly Other[], options: Options): Case {
  const facts = factsOf(dump);
  return {
    mine: { facts, index: 0 },
    cut: options.cut === true || facts.cut,
    others: others.map((other, i) => beside(facts, other, i + 1)),
  };
}

function beside(mine: DumpFacts, { dump, is, cut }: Other, index: number): Beside {
  const facts = factsOf(dump);
  const between =
    mine.time === null || facts.time === null ? null : (facts.time - mine.time) / 1000;
  const order = is === 'earlier' || is === 'later' ? is : orderOf(between);
  let known: DumpDiff | null = null;
  const compare = (): DumpDiff => {
    const [before, after] = order === 'earlier' ? [facts, mine] : [mine, facts];
    known ??= diff(before.dump, after.dump, is && is !== 'peer');
    return known;
  };
  return {
    facts,
    index,
    cut: cut === true || facts.cut,
    get process() {
      return compare().process;
    },
    peer: is === 'peer',
    order,
    seconds: between === null ? null : Math.abs(between),
    diff: compare,
  };
}

function orderOf(seconds: number | null): Beside['order'] {
  if (seconds === null || seconds === 0) return 'unknown';
  return seconds < 0 ? 'earlier' : 'later';
}
