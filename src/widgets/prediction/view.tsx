import { CONFIDENCES, type Prediction } from '../../lesson/prediction.ts';
import type { ViewProps } from '../contract.ts';
import { Choice } from '../lesson/choice.tsx';
import { Mark } from '../lesson/mark.tsx';
import { carries, plain, wordsUnder } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import { Segments } from '../lesson/segments.tsx';
import { Shelf } from '../lesson/shelf.tsx';
import { Comparison } from './comparison.tsx';
import { guessOf, textOf } from './guess.ts';
import { isComplete, type PredictionState, toggle } from './state.ts';

/** The prediction that the state names, or what there is to choose from. */
export type PredictionData =
  | { readonly prediction: Prediction }
  | { readonly prediction: null; readonly shelf: readonly Prediction[] };

type Props = ViewProps<PredictionState, PredictionData>;
type AskProps = Props & { readonly prediction: Prediction };

export function View(props: Props) {
  const { data, state, word, live } = props;
  if (data.prediction === null) {
    const open = (id: string) => {
      const prediction = data.shelf.find((one) => one.id === id);
      if (!prediction) return;
      props.supply({ prediction });
      props.update({ ...state, exercise: id });
      props.say(wordsUnder(word, id)('title'));
    };
    return <Shelf ids={data.shelf.map((one) => one.id)} word={word} live={live} open={open} />;
  }
  if (!carries(word, data.prediction.id)) {
    return <p>{word('lesson.elsewhere', { id: data.prediction.id })}</p>;
  }
  return <Ask {...props} prediction={data.prediction} />;
}

function Ask(props: AskProps) {
  const { prediction, state, word, live } = props;
  const text = wordsUnder(word, prediction.id);
  const shown = state.stage === 'shown';
  return (
    <div class="prediction lesson" data-stage={state.stage}>
      <p class="lesson-title">{text('title')}</p>
      <p class="lesson-ask">
        <Prose text={text('ask')} />
      </p>
      <p class="prediction-why">{word('prediction.why')}</p>
      <Options {...props} />
      {state.stage === 'open' && <Confidence {...props} />}
      {live && <Moves {...props} />}
      {shown && (
        <Comparison prediction={prediction} guess={guessOf(prediction, state)} word={word} />
      )}
      {!live && !shown && (
        <details class="prediction-still">
          <summary>{word('prediction.answer')}</summary>
          <Comparison prediction={prediction} guess={null} word={word} />
        </details>
      )}
    </div>
  );
}

/** The rows as toggles; afterwards the same rows, each with whose it was. */
export function Options({ id, prediction, state, word, live, update, say }: AskProps) {
  const shown = state.stage === 'shown';
  const pick = (option: string) => {
    const next = toggle(state, option, prediction.pick);
    if (next === state) say(word('prediction.full', { of: prediction.pick }));
    else update(next);
    return next.picked.includes(option);
  };
  return (
    <fieldset class="guess">
      <legend class={shown ? 'visually-hidden' : ''}>
        {state.stage === 'open' && state.picked.length === prediction.pick
          ? word('prediction.full', { of: prediction.pick })
          : word('lesson.pick', { n: prediction.pick })}
      </legend>
      <div class="guess-rows">
        {prediction.options.map((option) => {
          const picked = state.picked.includes(option.id);
          const found = shown && prediction.found.includes(option.id);
          const whose = picked && found ? 'both' : found ? 'found' : 'yours';
          return (
            <Choice
              key={option.id}
              id={`${id}-${option.id}`}
              class={`guess-row${picked ? ' guess-picked' : ''}${found ? ' guess-found' : ''}`}
              type="checkbox"
              live={live}
              checked={picked}
              disabled={state.stage !== 'open'}
              choose={() => pick(option.id)}
            >
              <span class="guess-count">{option.count}</span>
              <span class="guess-code">{option.code}</span>
              {shown && (picked || found) && (
                <span class="guess-whose">
                  <Mark shape={found ? 'found' : 'picked'} /> {word(`prediction.mark.${whose}`)}
                </span>
              )}
            </Choice>
          );
        })}
      </div>
    </fieldset>
  );
}

export function Confidence({ id, state, word, live, update }: AskProps) {
  return (
    <div class="sure">
      <span class="sure-ask" id={`${id}-sure`}>
        {word('prediction.sure')}
      </span>
      <Segments
        id={`${id}-confidence`}
        labelledBy={`${id}-sure`}
        segments={CONFIDENCES.map((confidence) => ({
          id: String(confidence),
          text: word(`prediction.sure.${confidence}`),
          tone: 'flow',
        }))}
        chosen={state.confidence === 0 ? null : String(state.confidence)}
        live={live}
        choose={(chosen) => {
          const confidence = CONFIDENCES.find((one) => String(one) === chosen) ?? 0;
          update({ ...state, confidence });
        }}
      />
    </div>
  );
}

/** What the reader can do next at each stage. */
function Moves({ prediction, state, word, update, say, note }: AskProps) {
  const to = (stage: PredictionState['stage']) => update({ ...state, stage });
  if (state.stage === 'open') {
    const lock = () => {
      if (!isComplete(state, prediction.pick)) {
        say(word('prediction.notYet', { of: prediction.pick }));
        return;
      }
      const guess = guessOf(prediction, state);
      if (guess) note?.({ did: 'predict', exercise: prediction.id, ...textOf(guess) });
      to('locked');
      say(word('prediction.locked'));
    };
    return (
      <div class="act">
        <button type="button" class="b b-go" onClick={lock}>
          {word('prediction.lock')}
        </button>
        <p class="act-says">
          {!isComplete(state, prediction.pick) &&
            word('prediction.notYet', { of: prediction.pick })}
        </p>
        <button
          type="button"
          class="act-quiet"
          onClick={() => update({ ...state, picked: [], confidence: 0, stage: 'shown' })}
        >
          {word('prediction.skip')}
        </button>
      </div>
    );
  }
  if (state.stage === 'locked') {
    const compareNow = () => {
      note?.({ did: 'compare', exercise: prediction.id });
      to('shown');
      say(plain(wordsUnder(word, prediction.id)('found')));
    };
    return (
      <div class="act">
        <button type="button" class="b b-go" onClick={compareNow}>
          {word('prediction.compare')}
        </button>
        <p class="act-says">{word('prediction.locked')}</p>
        <button type="button" class="act-quiet" onClick={() => to('open')}>
          {word('prediction.change')}
        </button>
      </div>
    );
  }
  return null;
}
