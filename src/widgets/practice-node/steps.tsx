import type { GoalId } from '../../shell/practice/state.ts';
import type { Word } from '../contract.ts';
import { HINTS, STEPS, STRETCHES, type Stretch } from './hints.ts';

interface StepsProps {
  readonly id: string;
  readonly reached: readonly GoalId[];
  readonly word: Word;
  readonly live: boolean;
  /** No line can be typed now. */
  readonly running: boolean;
  readonly offer: (line: string) => void;
}

const NAMES = Object.keys(STRETCHES) as readonly Stretch[];

/** The investigation as questions. A step is ticked by what was typed; its hint types a line and leaves Enter to the reader. */
export function Steps(props: StepsProps) {
  const { id, reached, word } = props;
  const next = STEPS.find((goal) => !reached.includes(goal));
  return (
    <section class="pn-steps" aria-labelledby={`${id}-steps`}>
      <header>
        <p class="pn-h" id={`${id}-steps`}>
          {word('practice-node.steps')}
        </p>
        <p>{word('practice-node.stepsDone', { n: reached.length, of: STEPS.length })}</p>
      </header>
      {NAMES.map((name) => (
        <div key={name} class="pn-stretch">
          <p class="pn-label" id={`${id}-${name}`}>
            {word(`practice-node.stretch.${name}`)}
          </p>
          <ol start={STEPS.indexOf(STRETCHES[name][0]) + 1} aria-labelledby={`${id}-${name}`}>
            {STRETCHES[name].map((goal) => (
              <Step
                key={goal}
                {...props}
                goal={goal}
                done={reached.includes(goal)}
                next={goal === next}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

interface StepProps extends StepsProps {
  readonly goal: GoalId;
  readonly done: boolean;
  readonly next: boolean;
}

function Step({ goal, done, next, word, live, running, offer }: StepProps) {
  return (
    <li data-goal={goal} data-done={done} data-next={next}>
      <span class="pn-mark" aria-hidden="true">
        {done ? '✓' : STEPS.indexOf(goal) + 1}
      </span>
      <p class="pn-question">
        {word(`practice-node.ask.${goal}`)}
        {done && <span class="visually-hidden"> {word('practice-node.done')}</span>}
      </p>
      {done && <p class="pn-found">{word(`practice-node.found.${goal}`)}</p>}
      <details class="pn-hint">
        <summary>{word('practice-node.hint')}</summary>
        <p>{word(`practice-node.hint.${goal}`)}</p>
        <ul>
          {HINTS[goal].map((line) => (
            <li key={line}>
              {live ? (
                <button
                  type="button"
                  class="tm-offer"
                  disabled={running}
                  onClick={() => offer(line)}
                >
                  <code>{line}</code>
                </button>
              ) : (
                <code>{line}</code>
              )}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
