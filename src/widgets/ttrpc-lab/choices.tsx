import type { Choice } from '../../model/ttrpc/choices.ts';
import type { Word } from '../contract.ts';
import { stepInWords } from './words.ts';

interface ChoicesProps {
  readonly choices: readonly Choice[];
  readonly word: Word;
  readonly live: boolean;
  take(choice: Choice): void;
}

/** What may happen next, numbered as on the cards: the reader is the scheduler. */
export function Choices({ choices, word, live, take }: ChoicesProps) {
  return (
    <section class="lab-panel lab-choices">
      <p class="lab-h">
        {word('ttrpc-lab.choices')}{' '}
        {choices.length > 0 && (
          <span class="lab-of">
            {word('ttrpc-lab.choicesOf', {
              n: choices.reduce((sum, { alike }) => sum + alike, 0),
              kinds: choices.length,
            })}
          </span>
        )}
      </p>
      {choices.length === 0 && <p class="lab-none">{word('ttrpc-lab.noChoices')}</p>}
      <ol>
        {choices.map((choice, place) => (
          <li key={choice.told.says}>
            {live ? (
              <button type="button" class="lab-choice" onClick={() => take(choice)}>
                <ChoiceWords choice={choice} n={place + 1} word={word} />
              </button>
            ) : (
              <span class="lab-choice">
                <ChoiceWords choice={choice} n={place + 1} word={word} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChoiceWords(props: { readonly choice: Choice; readonly n: number; readonly word: Word }) {
  const { choice, n, word } = props;
  return (
    <>
      <b class="lab-n">{n}</b>
      <span>
        {stepInWords(choice.told, word)}
        {choice.alike > 1 && (
          <span class="lab-alike"> {word('ttrpc-lab.alike', { n: choice.alike - 1 })}</span>
        )}
      </span>
      {choice.told.at && <code>{choice.told.at}</code>}
    </>
  );
}
