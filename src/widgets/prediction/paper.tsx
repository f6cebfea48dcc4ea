import type { PaperProps } from '../contract.ts';
import { carries, wordsUnder } from '../lesson/phrase.ts';
import { Prose } from '../lesson/prose.tsx';
import { Room } from '../lesson/room.tsx';
import { Comparison } from './comparison.tsx';
import type { PredictionState } from './state.ts';
import { Confidence, Options, type PredictionData } from './view.tsx';

/** A prediction on paper: boxes to tick and a line to say why; for who leads a room, what the evidence shows. */
export function Paper(props: PaperProps<PredictionState, PredictionData>) {
  const { word, answers } = props;
  const { prediction } = props.data;
  if (prediction === null || !carries(word, prediction.id)) return null;
  const text = wordsUnder(word, prediction.id);
  return (
    <div class="prediction lesson paper" data-stage="open">
      <p class="lesson-title">{text('title')}</p>
      <p class="lesson-ask">
        <Prose text={text('ask')} />
      </p>
      <Options {...props} prediction={prediction} />
      <Confidence {...props} prediction={prediction} />
      {answers ? (
        <section class="paper-key">
          <p class="paper-key-head">{word('prediction.answer')}</p>
          <Comparison prediction={prediction} guess={null} word={word} />
        </section>
      ) : (
        <Room lines={2} label={word('paper.room.why')} />
      )}
    </div>
  );
}
