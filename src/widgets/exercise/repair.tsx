import { proofOf, toggled } from '../../lesson/kinds/repair.ts';
import { machineOf, versionsOf } from '../../lesson/machine.ts';
import type { Proof } from '../../lesson/proof.ts';
import { tellAll } from '../../model/ttrpc/words.ts';
import type { Word } from '../contract.ts';
import { Choice } from '../lesson/choice.tsx';
import { plain, wordOf } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import type { ControlProps, Look, SolutionProps } from './control.ts';
import { Feedback } from './feedback.tsx';
import { StepList } from './steps.tsx';

function Control(props: ControlProps<'repair'>) {
  const { id, task, answer, parts, live, text, word, change, say } = props;
  const { calls, requests, answers, client, server } = task.machine;
  const whole = parts.get('set');
  const searched = whole && whole.mark !== 'open' ? proofOf(task, answer) : null;
  const toggle = (one: string) => {
    const next = toggled(task, answer, one);
    change(next);
    const released = answer.filter((other) => other !== one && !next.includes(other));
    if (released.length > 0) {
      const names = released.map((other) => plain(text(`toggle.${other}`)));
      say(word('exercise.repair.released', { what: names.join(word('exercise.list')) }));
    }
    return next.includes(one);
  };
  return (
    <div class="mend">
      <p class="mend-world">
        {word('exercise.repair.world', { client, server, calls, requests, answers })}
      </p>
      <fieldset class="options">
        <legend>{word('exercise.repair.choose')}</legend>
        {task.toggles.map(({ id: one }) => (
          <div key={one} class="option" data-mark={parts.get(one)?.mark}>
            <Choice
              id={`${id}-${one}`}
              class="option-choice"
              type="checkbox"
              live={live}
              checked={answer.includes(one)}
              describedBy={parts.get(one) ? `${id}-${one}-says` : undefined}
              choose={() => toggle(one)}
            >
              <span>
                <Prose text={text(`toggle.${one}`)} />
              </span>
            </Choice>
            <Feedback id={`${id}-${one}-says`} part={parts.get(one)} text={text} word={word} />
          </div>
        ))}
      </fieldset>
      {searched && (
        <div class="mend-proof" data-outcome={searched.outcome}>
          <p class="mend-verdict">{proofInWords(searched, word)}</p>
          <Feedback id={`${id}-set-says`} part={whole} text={text} word={word} />
          <Trace proof={searched} word={word} />
        </div>
      )}
    </div>
  );
}

/** What the search came to, with its bounds. */
export function proofInWords(proof: Proof, word: Word): string {
  const { outcome, machine, states, steps, circle, way } = proof;
  const { calls, requests, answers } = machine;
  const values = { calls, requests, answers, states, n: steps.length, circle: circle.length };
  if (outcome === 'refuted') return word(`exercise.repair.refuted.${way}`, values);
  return word(`exercise.repair.${outcome}`, values);
}

function Trace({ proof, word }: { readonly proof: Proof; readonly word: Word }) {
  if (proof.outcome !== 'refuted') return null;
  const machine = machineOf(proof.machine);
  const told = tellAll(machine, proof.steps, versionsOf(proof.machine));
  const circle = proof.circle.map((goroutine) =>
    wordOf(word, `ttrpc.actor.${machine.kindOf(goroutine).kind}`),
  );
  return (
    <details class="mend-trace">
      <summary>{word('exercise.repair.trace', { n: told.length })}</summary>
      <StepList steps={told} word={word} />
      <p>{word('exercise.repair.circle', { who: [...circle, circle[0] ?? ''].join(' → ') })}</p>
    </details>
  );
}

function Solution({ task, text, word }: SolutionProps<'repair'>) {
  return (
    <>
      <dl class="key mend-key">
        {task.solution.map((one) => (
          <div key={one}>
            <dt>
              <Prose text={text(`toggle.${one}`)} />
            </dt>
            <dd>
              <Prose text={text(`toggle.${one}.why`)} />
            </dd>
          </div>
        ))}
      </dl>
      <p>{proofInWords(proofOf(task, task.solution), word)}</p>
    </>
  );
}

/** Changes to turn on, and what every interleaving says to them. */
export const repair: Look<'repair'> = { Control, Solution };
