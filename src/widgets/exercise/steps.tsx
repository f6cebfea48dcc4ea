import type { Told } from '../../model/ttrpc/words.ts';
import type { Word } from '../contract.ts';
import { wordOf } from '../lesson/phrase.ts';

/** One step in words. */
export function stepInWords({ says, values }: Told, word: Word): string {
  return wordOf(word, `model.step.${says}`, values);
}

/** Steps one under the other, each with its line of the real source. */
export function StepList({
  steps,
  word,
}: {
  readonly steps: readonly Told[];
  readonly word: Word;
}) {
  return (
    <ol class="trace">
      {steps.map((step, place) => (
        <li key={`${place + 1}`} data-side={step.kind?.split('.')[0]}>
          {stepInWords(step, word)} {step.at !== null && <code>{step.at}</code>}
        </li>
      ))}
    </ol>
  );
}
