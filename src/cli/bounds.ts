import type { Call } from './command.ts';
import { type Fault, faultOf } from './fault.ts';
import { type Numbers, numbersIn, type Range } from './numbers.ts';
import { type Pair, pairIn } from './pair.ts';

/** The symmetry of calls is exact up to these sizes, and far beyond them no search ends. */
export const RANGES = {
  calls: { least: 1, most: 100, plain: 6 },
  callers: { least: 1, most: 100, plain: 100 },
  'request-slots': { least: 0, most: 64, plain: 1 },
  'response-slots': { least: 0, most: 64, plain: 1 },
  incoming: { least: 0, most: 64, plain: 0 },
  'max-states': { least: 1, most: 50_000_000, plain: 5_000_000 },
} as const satisfies Readonly<Record<string, Range>>;

/** What was searched. */
export interface Bounds extends Numbers<keyof typeof RANGES> {
  readonly pair: Pair;
  readonly quarter: boolean;
  readonly deadline: boolean;
  readonly failures: boolean;
  readonly merge: boolean;
}

/** Reads what is to be searched, or tells what is wrong with it. */
export function boundsIn(call: Call): Bounds | Fault {
  const { has, word } = call;
  const pair = pairIn(call);
  if (!pair.ok) return pair;
  const given = numbersIn(RANGES, call);
  if (!given.ok) return given;
  const { numbers } = given;
  if (numbers.incoming > 0 && pair.client.family !== 'A') {
    return faultOf(
      word('cli.problem.incoming', { family: pair.client.family }),
      `--incoming ${numbers.incoming}`,
      word('cli.hint.incoming'),
    );
  }
  return {
    pair,
    ...numbers,
    callers: Math.min(numbers.callers, numbers.calls),
    quarter: has('quarter'),
    deadline: has('deadline'),
    failures: has('failures'),
    merge: !has('no-merge'),
  };
}
