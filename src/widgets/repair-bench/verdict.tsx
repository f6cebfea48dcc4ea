import { useEffect, useRef } from 'preact/hooks';
import type { Locale, Word } from '../contract.ts';
import { Dots } from './dots.tsx';
import { guessInWords, headline, namesOf, reasons } from './phrases.ts';
import type { RepairSet } from './state.ts';
import { effectOf, GUESSES, type Guess, isBase, type Trial, UP_TO } from './trial.ts';
import type { Running } from './use-run.ts';

interface VerdictProps {
  readonly id: string;
  readonly set: RepairSet;
  /** What the set came to, or null while it was not explored. */
  readonly trial: Trial | null;
  readonly base: Trial;
  readonly running: Running | null;
  readonly failure: string;
  readonly locale: Locale;
  readonly word: Word;
  readonly live: boolean;
  run(guess: Guess | null): void;
  cancel(): void;
}

/** The set's name, then one of three: the question, the search, the verdict. */
export function Verdict(props: VerdictProps) {
  const { set, trial, base, running, failure, word } = props;
  const names = namesOf(set, word);
  const box = useRef<HTMLElement>(null);
  const phase = trial ? 'answer' : running ? 'search' : 'question';
  const before = useRef(phase);
  // What was pressed goes away with its phase; whoever works by keyboard goes on from here.
  useEffect(() => {
    if (before.current !== phase && document.activeElement === document.body) box.current?.focus();
    before.current = phase;
  }, [phase]);
  const effect = trial ? (isBase(set) ? 'unchanged' : effectOf(trial, base)) : 'asked';
  return (
    <section
      class="rb-verdict"
      data-effect={effect}
      aria-label={word('repair-bench.verdict')}
      tabIndex={-1}
      ref={box}
    >
      <ul class="rb-names">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
        {names.length === 0 && <li>{word('repair-bench.name.none')}</li>}
      </ul>
      {trial ? (
        <Answer {...props} trial={trial} />
      ) : running ? (
        <Search running={running} word={word} cancel={props.cancel} />
      ) : (
        <Question {...props} />
      )}
      {failure !== '' && <p role="alert">{word('repair-bench.failed', { detail: failure })}</p>}
      <Dots trial={trial} base={base} running={running} word={word} />
    </section>
  );
}

function Answer(props: VerdictProps & { readonly trial: Trial }) {
  const { trial, base, locale, word, live } = props;
  const guess = guessInWords(trial, effectOf(trial, base), word);
  return (
    <>
      <p class="rb-headline">{headline(trial, base, word)}</p>
      {guess !== '' && <p class="rb-guess">{guess}</p>}
      {reasons(trial, base, locale, word).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {live && isBase(trial.set) && <p class="rb-invite">{word('repair-bench.invite')}</p>}
    </>
  );
}

function Search(props: { readonly running: Running; readonly word: Word; cancel(): void }) {
  const { running, word } = props;
  return (
    <>
      <p class="rb-headline">{word('repair-bench.running', { n: running.calls })}</p>
      <p>{word('repair-bench.running.states', { states: running.states })}</p>
      <p>
        <button type="button" class="b" onClick={props.cancel}>
          {word('repair-bench.cancel')}
        </button>
      </p>
    </>
  );
}

function Question({ base, word, live, run }: VerdictProps) {
  return (
    <>
      <p class="rb-headline">{word('repair-bench.ask')}</p>
      <p>{word('repair-bench.ask.how', { base: base.found.calls ?? 0, n: UP_TO })}</p>
      {live && (
        <div class="rb-guesses">
          {GUESSES.map((guess) => (
            <button key={guess} type="button" class="b" onClick={() => run(guess)}>
              <strong>{word(`repair-bench.guess.${guess}`)}</strong>
              <small>{word(`repair-bench.guess.${guess}.means`)}</small>
            </button>
          ))}
          <button type="button" class="b rb-plain" onClick={() => run(null)}>
            {word('repair-bench.run')}
          </button>
        </div>
      )}
    </>
  );
}
