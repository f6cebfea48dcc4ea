import type { ViewProps } from '../contract.ts';
import { Captured } from './captured.tsx';
import { Charts } from './charts.tsx';
import { Comparison } from './comparison.tsx';
import { Controls } from './controls.tsx';
import type { LeakData } from './data.ts';
import { Freed } from './freed.tsx';
import { Listing } from './listing.tsx';
import { leadInWords, loadInWords } from './phrases.ts';
import { Sources } from './sources.tsx';
import type { LeakState } from './state.ts';

/** A node whose stats calls pile up: its knobs, its curves beside the other nodes', and captured curves beside the model's. */
export function View(props: ViewProps<LeakState, LeakData>) {
  const { id, state, data, word, live, update, say } = props;
  const { load, wedged, capture } = state;
  return (
    <div class="lk">
      <div class="lk-top">
        <p class="lk-lead">{leadInWords(load, word)}</p>
        <p class="lk-soft">{live ? word('leak-curves.intro') : loadInWords(load, word)}</p>
      </div>
      {live && <Controls id={id} state={state} word={word} update={update} say={say} />}
      <Charts load={load} draw={data.draw} word={word} />
      <Comparison load={load} word={word} />
      <Freed word={word} />
      <Listing
        id={id}
        load={load}
        wedged={wedged}
        word={word}
        live={live}
        choose={(place, text) => {
          update({ ...state, wedged: place });
          say(text);
        }}
      />
      <Captured
        id={id}
        curves={data.curves}
        shown={capture}
        draw={data.draw}
        word={word}
        live={live}
        show={(name, text) => {
          update({ ...state, capture: name });
          say(text);
        }}
      />
      <Sources word={word} />
    </div>
  );
}
