import type { Word } from '../contract.ts';
import { offersOf } from './offers.ts';
import type { TerminalState } from './state.ts';

export interface OffersProps {
  readonly state: TerminalState;
  readonly cwd: string;
  readonly word: Word;
  readonly offer: (line: string) => void;
  readonly disabled: boolean;
}

/** Lines worth trying: a button types one, and the reader runs it. */
export function Offers({ state, cwd, word, offer, disabled }: OffersProps) {
  return (
    <fieldset class="tm-offers">
      <legend>{word('terminal.offers')}</legend>
      {offersOf(state, cwd).map((line) => (
        <button
          key={line}
          type="button"
          class="tm-offer"
          disabled={disabled}
          onClick={() => offer(line)}
        >
          <code>{line}</code>
        </button>
      ))}
    </fieldset>
  );
}
