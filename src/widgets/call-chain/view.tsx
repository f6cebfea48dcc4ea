import { useState } from 'preact/hooks';
import type { ViewProps } from '../contract.ts';
import { Ask } from './ask.tsx';
import type { Captured } from './captured.ts';
import { Clock } from './clock.tsx';
import { mostWaiting } from './crowd.ts';
import { CapturedNote, Owners } from './owners.tsx';
import { growthInWords, leadInWords } from './phrases.ts';
import { Scene } from './scene.tsx';
import { standingOf } from './standing.ts';
import type { CallChainState } from './state.ts';
import { Times } from './times.tsx';

/** The hops side by side, each with the calls that wait there; below them the clock, the times, and whose deadline is whose. */
export function View(props: ViewProps<CallChainState, Captured>) {
  const { id, state, data, word, live, update, say } = props;
  const [told, setTold] = useState<{ readonly of: CallChainState; readonly text: string } | null>(
    null,
  );
  const standing = standingOf(state);
  const move = (next: CallChainState, text: string) => {
    update(next);
    say(text);
    setTold({ of: next, text });
  };
  const knobs = { id, state, word, move, say };
  const bounded = Number.isFinite(mostWaiting(state));
  return (
    <div class="cc">
      <div class="cc-top">
        <p class="cc-lead">{leadInWords(state, standing, word)}</p>
        {/* What the last move did; a reset or a link leads to a state that no move of ours left behind. */}
        <p class="cc-told">{told?.of === state ? told.text : word('call-chain.intro')}</p>
        <p class="cc-growth">
          <span class={bounded ? 'tag tag-sound' : 'tag tag-stuck'}>
            {word(bounded ? 'call-chain.bounded' : 'call-chain.grows')}
          </span>{' '}
          {growthInWords(state, word)}
        </p>
      </div>
      {live && <Ask id={id} state={state} word={word} update={update} say={say} />}
      <Scene {...knobs} standing={standing} live={live} />
      {live && <Clock {...knobs} />}
      <Times state={state} standing={standing} word={word} />
      <Owners word={word} />
      <CapturedNote data={data} word={word} />
      <p class="cc-note cc-belief">{word('call-chain.belief')}</p>
    </div>
  );
}
