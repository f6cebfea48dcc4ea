import { compare, type Guess, type Prediction } from '../../lesson/prediction.ts';
import type { Word } from '../contract.ts';
import { Beliefs } from '../lesson/beliefs.tsx';
import { wordsUnder } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';

interface Props {
  readonly prediction: Prediction;
  /** Null when the reader looks without guessing, and in the still. */
  readonly guess: Guess | null;
  readonly word: Word;
}

/** What the evidence shows, beside the guess: first what was picked or found, then the rest to be opened. */
export function Comparison({ prediction, guess, word }: Props) {
  const text = wordsUnder(word, prediction.id);
  const compared = guess ? compare(prediction, guess) : null;
  const isNear = (id: string) =>
    prediction.found.includes(id) || (guess?.picked.includes(id) ?? false);
  const near = prediction.options.filter((option) => isNear(option.id));
  const rest = prediction.options.filter((option) => !isNear(option.id));
  const misled = compared?.options.filter((option) => option.picked && !option.found) ?? [];

  return (
    <div class="comparison">
      {compared && <p class="comparison-note">{word(`prediction.note.${compared.calibration}`)}</p>}
      <p>
        <Prose text={text('found')} />
      </p>
      <Afters prediction={prediction} ids={near.map((option) => option.id)} word={word} />
      <Beliefs
        heading={word('lesson.beliefs')}
        ids={misled.map((option) => option.shows)}
        word={word}
      />
      {rest.length > 0 && (
        <details class="comparison-rest">
          <summary>{word('prediction.others')}</summary>
          <Afters prediction={prediction} ids={rest.map((option) => option.id)} word={word} />
        </details>
      )}
    </div>
  );
}

function Afters({
  prediction,
  ids,
  word,
}: {
  readonly prediction: Prediction;
  readonly ids: readonly string[];
  readonly word: Word;
}) {
  const text = wordsUnder(word, prediction.id);
  return (
    <dl class="key">
      {prediction.options
        .filter((option) => ids.includes(option.id))
        .map((option) => (
          <div key={option.id}>
            <dt>{option.code}</dt>
            <dd>
              <Prose text={text(`option.${option.id}.after`)} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
