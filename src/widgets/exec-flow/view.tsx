import type { ViewProps } from '../contract.ts';
import { Alive, Captured } from './alive.tsx';
import { CAPTURED } from './captured.ts';
import { Ask, Controls, moveInWords } from './controls.tsx';
import { leadInWords, stepInWords } from './phrases.ts';
import type { ExecFlowState } from './state.ts';
import { Steps } from './steps.tsx';

/** The way of an exec through containerd, and what it keeps there at each step. */
export function View(props: ViewProps<ExecFlowState, readonly string[]>) {
  const { id, state, data, word, live, update, say } = props;
  const move = (next: ExecFlowState) => {
    update(next);
    say(moveInWords(state, next, word));
  };
  const controls = { id, state, word, update, move, say };
  return (
    <div class="ef">
      <p class="ef-lead">{leadInWords(state, word)}</p>
      <p class="ef-told">{stepInWords(state, word)}</p>
      {live && <Ask {...controls} />}
      {live && <Controls {...controls} />}
      <div class="ef-room">
        <Steps state={state} word={word} live={live} choose={(step) => move({ ...state, step })} />
        <Alive state={state} word={word} />
      </div>
      <Captured state={state} calls={data} path={CAPTURED} word={word} />
      <p class="ef-note">{word('exec-flow.belief')}</p>
      <p class="ef-note">{word('exec-flow.sources')}</p>
    </div>
  );
}
