import type { ViewProps } from '../contract.ts';
import { Behind } from './behind.tsx';
import type { Samples } from './captured.ts';
import { Doors, Questions } from './picker.tsx';
import type { DoorsState } from './state.ts';

/** A question, the doors, and what is behind the one that was opened. */
export function View(props: ViewProps<DoorsState, Samples>) {
  const { id, state, data, word, live, update, say } = props;
  const move = (next: DoorsState, text: string) => {
    update(next);
    say(text);
  };
  const picker = { id, state, word, live, move };
  return (
    <div class="pd">
      <p class="pd-lead">{word('pprof-doors.lead')}</p>
      <div class="pd-room">
        <Questions {...picker} />
        <Doors {...picker} />
        <Behind state={state} data={data} word={word} />
      </div>
      <p class="pd-note pd-belief">{word('pprof-doors.belief')}</p>
      <p class="pd-note">{word('pprof-doors.sources')}</p>
    </div>
  );
}
