import { CONFIDENCES } from '../../lesson/prediction.ts';
import { isWhole, MOST_POINTS } from '../../lesson/triage/answer.ts';
import { VERDICTS } from '../../lesson/triage/verdict.ts';
import { Choice } from '../lesson/choice.tsx';
import { Segments } from '../lesson/segments.tsx';
import type { TriageProps } from './data.ts';
import { answering, answerOn } from './state.ts';

interface StripProps extends TriageProps {
  point(id: number): void;
  lock(): void;
}

/** The answer to the open dump: what it is, where one sees it, how sure the reader is; then it stands. */
export function Strip(props: StripProps) {
  const { id, state, word, live, update } = props;
  const answer = answerOn(state);
  return (
    <div class="tr-strip lesson">
      <fieldset class="tr-verdicts">
        <legend>{word('triage.ask.verdict', { n: state.open + 1 })}</legend>
        <div class="tr-choices">
          {VERDICTS.map((verdict) => (
            <Choice
              key={verdict}
              id={`${id}-${state.open}-${verdict}`}
              class={`tr-choice tr-${verdict}`}
              type="radio"
              name={`${id}-${state.open}-verdict`}
              live={live}
              checked={answer.verdict === verdict}
              choose={() => {
                update(answering(state, { verdict }));
                return true;
              }}
            >
              <span class="tr-choice-text">
                <b>{word(`triage.verdict.${verdict}`)}</b>
                <span>{word(`triage.verdict.${verdict}.means`)}</span>
              </span>
            </Choice>
          ))}
        </div>
      </fieldset>
      <Points {...props} />
      <div class="tr-sure">
        <span class="tr-legend" id={`${id}-sure`}>
          {word('prediction.sure')}
        </span>
        <Segments
          id={`${id}-${state.open}-confidence`}
          labelledBy={`${id}-sure`}
          segments={CONFIDENCES.map((one) => ({
            id: String(one),
            text: word(`prediction.sure.${one}`),
            tone: 'flow',
          }))}
          chosen={answer.confidence === 0 ? null : String(answer.confidence)}
          live={live}
          choose={(chosen) => {
            const confidence = CONFIDENCES.find((one) => String(one) === chosen) ?? 0;
            update(answering(state, { confidence }));
          }}
        />
      </div>
      {live && <Lock {...props} />}
    </div>
  );
}

/** What was pointed at; each can be taken back. */
function Points({ state, word, live, point }: StripProps) {
  const { points } = answerOn(state);
  return (
    <div class="tr-points">
      <p class="tr-legend">{word('triage.ask.points', { most: MOST_POINTS })}</p>
      {points.length === 0 ? (
        <p class="tr-soft">{word('triage.points.none')}</p>
      ) : (
        <ul>
          {points.map((one) => (
            <li key={one}>
              {live ? (
                <button
                  type="button"
                  class="tr-chip"
                  aria-label={word('triage.points.remove', { id: String(one) })}
                  onClick={() => point(one)}
                >
                  {word('triage.points.one', { id: String(one) })} <span aria-hidden="true">×</span>
                </button>
              ) : (
                <span class="tr-chip">{word('triage.points.one', { id: String(one) })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Lock({ state, word, lock }: StripProps) {
  const answer = answerOn(state);
  return (
    <div class="act tr-act">
      <button type="button" class="b b-go" onClick={lock}>
        {word('triage.lock')}
      </button>
      <p class="act-says">{word(isWhole(answer) ? 'triage.lock.says' : 'triage.lock.notYet')}</p>
    </div>
  );
}
