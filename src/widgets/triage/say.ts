import type { Judged } from '../../lesson/triage/judge.ts';
import type { Word, WordKey } from '../contract.ts';
import type { Sheet as BenchSheet } from '../workbench/sheet.ts';
import type { TriageData } from './data.ts';
import type { Sheet } from './desk.ts';
import type { TriageState } from './state.ts';

/** How many verdicts are the rules'. */
export function rightOf(judged: readonly (Judged | null)[]): number {
  return judged.filter((one) => one?.right).length;
}

/** How the live region tells a judgement: of a healthy dump nobody had to point at anything. */
export function sayOf({ right, verdict }: Judged): WordKey {
  const says = right ? 'triage.say.right' : 'triage.say.other';
  return verdict === 'healthy' ? `${says}.well` : says;
}

/** The picture in a sentence or two. What a dump is stands in it only where an answer stands. */
export function describe(
  { seed, answers }: TriageState,
  { desk, judged }: TriageData,
  word: Word,
): string {
  const locked = answers.filter((answer) => answer.locked).length;
  if (locked === answers.length) {
    return word('triage.describe.done', {
      seed: String(seed),
      n: rightOf(judged),
      of: answers.length,
    });
  }
  const sizes = desk.sheets
    .map(({ process, goroutines }) => word('triage.describe.one', { process, n: goroutines }))
    .join(word('triage.describe.between'));
  return word('triage.describe', { seed: String(seed), sizes, locked, of: answers.length });
}

/** A case file as the workbench's cards of findings name it. */
export function sheetOf({ place, name, bytes, goroutines }: Sheet): BenchSheet {
  return {
    id: place,
    name,
    bytes,
    is: 'goroutines',
    dumps: [{ form: 'log', size: goroutines, headers: goroutines }],
    rows: 0,
    leftovers: 0,
  };
}
