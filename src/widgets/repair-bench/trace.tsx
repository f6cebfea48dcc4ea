import { useMemo } from 'preact/hooks';
import type { Told } from '../../model/ttrpc/words.ts';
import type { Word, WordKey } from '../contract.ts';
import { setInWords } from './phrases.ts';
import { type Deadlock, versionsOf } from './telling.ts';
import { labQuery } from './to-lab.ts';
import type { Trial } from './trial.ts';

/** The way to the deadlock, a row a step, and the circle of waits in which it ends. */
export function Trace(props: {
  readonly id: string;
  readonly trial: Trial;
  readonly deadlock: Deadlock;
  readonly word: Word;
  /** Address of the lab's page, or null. */
  readonly lab: string | null;
}) {
  const { id, trial, deadlock, word, lab } = props;
  const query = useMemo(() => lab && labQuery(trial), [lab, trial]);
  const { steps, circle } = deadlock;
  const { client, server } = versionsOf(trial.set);
  const n = steps.length;
  return (
    <div class="rb-trace">
      <div class="rb-trace-head">
        <p class="rb-h" id={`${id}-trace`}>
          {word(`repair-bench.trace.${trial.found.way}`, { n, calls: trial.found.calls ?? 0 })}
        </p>
        <p class="rb-soft">
          {word('repair-bench.trace.of', { set: setInWords(trial.set, word), client, server })}{' '}
          {query && <a href={`${lab}${query}`}>{word('repair-bench.trace.lab')}</a>}
        </p>
      </div>
      <div class="rb-steps" role="region" aria-labelledby={`${id}-trace`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{word('repair-bench.trace.step')}</th>
              <th scope="col">{word('repair-bench.trace.who')}</th>
              <th scope="col">{word('repair-bench.trace.line')}</th>
              <th scope="col">{word('repair-bench.trace.does')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, place) => (
              <tr key={`${place + 1}`} data-side={step.kind?.split('.')[0]}>
                <td>{place + 1}</td>
                <td>{whoInWords(step, word)}</td>
                <td>{step.at ? <code>{step.at}</code> : ''}</td>
                <td>{word(`model.step.${step.says}` as WordKey, step.values)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="rb-more" aria-hidden="true">
          {word('repair-bench.trace.more', { n })}
        </p>
      </div>
      <div class="rb-circle">
        <p class="rb-h">{word('repair-bench.circle', { n: circle.length })}</p>
        <ol>
          {circle.map(({ kind, at, position, on }) => (
            <li key={kind}>
              <strong>{word(`ttrpc.actor.${kind}`)}</strong> {at && <code>{at}</code>}
              <p>{position && word(`ttrpc.position.${position}`)}</p>
              <p class="rb-soft">
                {word('repair-bench.circle.on', { who: word(`ttrpc.actor.${on}`) })}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

/** A goroutine of a call by its number: the others exist once. */
function whoInWords({ kind, goroutine }: Told, word: Word): string {
  if (kind === null) return '';
  const call = goroutine.slice(kind.length).trim();
  return call === ''
    ? word(`repair-bench.one.${kind}` as WordKey)
    : word(`repair-bench.one.${kind}` as WordKey, { call });
}
