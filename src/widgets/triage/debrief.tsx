import { foundIn } from '../../lesson/triage/judge.ts';
import { Beliefs } from '../lesson/beliefs.tsx';
import { Mark } from '../lesson/mark.tsx';
import type { TriageProps } from './data.ts';
import { rightOf } from './say.ts';
import { minutesText } from './use-clock.ts';

interface DebriefProps extends TriageProps {
  /** Seconds that each dump lay open, by the clock; 0: not known. */
  readonly spent: readonly number[];
  open(place: number): void;
}

/** All four, when every answer stands: what was said, what the rules say, how sure, how long, what was pointed at. */
export function Debrief({ id, state, data, word, live, spent, open }: DebriefProps) {
  const { judged } = data;
  const timed = spent.some((seconds) => seconds > 0);
  const beliefs = judged.flatMap((one) => one?.beliefs ?? []);
  return (
    <section class="tr-debrief lesson" aria-labelledby={`${id}-debrief`}>
      <p class="tr-score" id={`${id}-debrief`}>
        {word('triage.debrief', { n: rightOf(judged), of: judged.length })}
      </p>
      <div class="tr-scroll" role="region" tabIndex={0} aria-label={word('triage.debrief.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{word('triage.col.file')}</th>
              <th scope="col">{word('triage.yours')}</th>
              <th scope="col">{word('triage.rules')}</th>
              <th scope="col">{word('triage.col.sure')}</th>
              <th scope="col">{word('triage.col.evidence')}</th>
              {timed && <th scope="col">{word('triage.col.time')}</th>}
            </tr>
          </thead>
          <tbody>
            {data.desk.sheets.map(({ place, process }) => {
              const one = judged[place];
              const answer = state.answers[place];
              if (!one || !answer?.verdict) return null;
              const { found, of } = foundIn(one);
              const name = `${place + 1} · ${process}`;
              return (
                <tr key={place} data-right={one.right}>
                  <th scope="row">
                    {live ? (
                      <button type="button" class="tr-quiet" onClick={() => open(place)}>
                        {name}
                      </button>
                    ) : (
                      name
                    )}
                  </th>
                  <td>
                    <Mark shape={one.right ? 'right' : 'wrong'} />{' '}
                    {word(`triage.verdict.${answer.verdict}`)}
                  </td>
                  <td>{word(`triage.verdict.${one.verdict}`)}</td>
                  <td>{answer.confidence !== 0 && word(`prediction.sure.${answer.confidence}`)}</td>
                  <td>
                    {answer.points.length === 0 || one.verdict === 'healthy'
                      ? '–'
                      : word('triage.ofLines', { found, of })}
                  </td>
                  {timed && <td>{spent[place] ? minutesText(spent[place] ?? 0) : '–'}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="tr-soft">{word('triage.debrief.sure')}</p>
      <Beliefs heading={word('triage.beliefs')} ids={beliefs} word={word} />
    </section>
  );
}
