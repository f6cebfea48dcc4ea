import type { Locale, Word } from '../contract.ts';
import { guessInWords, setInWords } from './phrases.ts';
import { keyOf, type RepairSet } from './state.ts';
import { effectOf, isBase, type Trial } from './trial.ts';

interface TriedProps {
  readonly id: string;
  readonly caption: string;
  readonly trials: readonly Trial[];
  readonly bases: readonly Trial[];
  /** The set in the picture; null: none of the rows is. */
  readonly shown: RepairSet | null;
  readonly locale: Locale;
  readonly word: Word;
  readonly live: boolean;
  show(set: RepairSet): void;
}

/** What was tried, a row a set. */
export function Tried(props: TriedProps) {
  const { id, caption, trials, word } = props;
  const columns = ['set', 'verdict', 'first', 'states', 'transitions', 'seconds'] as const;
  return (
    <section class="rb-tried" aria-labelledby={`${id}-tried`}>
      <p class="rb-h" id={`${id}-tried`}>
        {caption}
      </p>
      {props.shown && <p class="rb-soft">{word('repair-bench.sums')}</p>}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {word(`repair-bench.col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trials.map((trial) => (
            <Row key={keyOf(trial.set)} {...props} trial={trial} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: TriedProps & { readonly trial: Trial }) {
  const { trial, bases, shown, locale, word, live, show } = props;
  const { set, found } = trial;
  const base = bases[Number(set.quarter)] as Trial;
  const effect = isBase(set) ? 'base' : effectOf(trial, base);
  const name = setInWords(set, word);
  const here = shown !== null && keyOf(shown) === keyOf(set);
  const guess = isBase(set) ? '' : guessInWords(trial, effectOf(trial, base), word);
  const number = new Intl.NumberFormat(locale);
  const seconds = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return (
    <tr aria-current={here ? 'true' : undefined}>
      <th scope="row">
        {live ? (
          <button type="button" class="rb-link" aria-pressed={here} onClick={() => show(set)}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      <td data-name={word('repair-bench.col.verdict')}>
        <span class={`tag tag-${TAGS[effect]}`}>{word(`repair-bench.effect.${effect}`)}</span>
        {guess !== '' && <small class="rb-soft"> {guess}</small>}
      </td>
      <td data-name={word('repair-bench.col.first')}>{firstInWords(trial, word)}</td>
      <td data-name={word('repair-bench.col.states')}>{number.format(found.states)}</td>
      <td data-name={word('repair-bench.col.transitions')}>{number.format(found.transitions)}</td>
      <td data-name={word('repair-bench.col.seconds')}>{seconds.format(found.ms / 1000)}</td>
    </tr>
  );
}

const TAGS = {
  base: 'stuck',
  unchanged: 'stuck',
  later: 'wait',
  open: 'idle',
  impossible: 'sound',
} as const;

function firstInWords({ found }: Trial, word: Word): string {
  if (found.calls === null) return word('repair-bench.first.none', { n: found.searched });
  const values = { n: found.calls, searched: found.searched };
  return word(found.way === 'walked' ? 'repair-bench.first.atMost' : 'repair-bench.first', values);
}
