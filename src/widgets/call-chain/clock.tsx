import type { ComponentChildren } from 'preact';
import { type Party, partiesOf } from './chain.ts';
import { AskerKnobs, type KnobProps } from './knobs.tsx';
import { chainInWords, deedInWords, foundInWords } from './phrases.ts';
import { type CallChainState, MINUTES, RUN, startOver } from './state.ts';

/** The clock, and what somebody may do when it stands: leave, or end a process. */
export function Clock(props: KnobProps) {
  const { state, word, move, say } = props;
  const { minutes, deed } = state;
  const run = (by: number) => () => {
    if (deed !== null) return say(word('call-chain.stands'));
    if (minutes >= MINUTES.most) return say(word('call-chain.clockEnds', { n: MINUTES.most }));
    const next = { ...state, minutes: Math.min(minutes + by, MINUTES.most) };
    const answered = state.guess !== null && minutes < RUN && next.minutes >= RUN;
    move(next, answered ? foundInWords(next, word) : chainInWords(next, word));
  };
  const act = (who: Party) => () => {
    if (minutes === 0) return say(word('call-chain.tooEarly'));
    if (deed === who) return move({ ...state, deed: null }, word('call-chain.undone'));
    const next: CallChainState = { ...state, deed: who };
    move(next, deedInWords(next, word));
  };
  const stands = deed !== null || minutes >= MINUTES.most;
  return (
    <div class="cc-clock">
      <AskerKnobs {...props} />
      <fieldset class="cc-moves">
        <legend>{word('call-chain.clock', { n: minutes })}</legend>
        <Move go={!stands} dim={stands} onClick={run(minutes < RUN ? RUN - minutes : RUN)}>
          {word('call-chain.run', { n: minutes < RUN ? RUN - minutes : RUN })}
        </Move>
        <Move dim={stands} onClick={run(1)}>
          {word('call-chain.run', { n: 1 })}
        </Move>
        <Move onClick={() => move(startOver(state), word('call-chain.set'))}>
          {word('call-chain.over')}
        </Move>
      </fieldset>
      <fieldset class="cc-moves">
        <legend>{word('call-chain.deeds')}</legend>
        {partiesOf(state).map((who) => (
          <Move key={who} dim={minutes === 0} pressed={deed === who} onClick={act(who)}>
            {word(`call-chain.deed.${who}`)}
          </Move>
        ))}
      </fieldset>
    </div>
  );
}

/** A move that cannot be made stays a button: pressed, it says why, and the focus does not get lost. */
function Move(props: {
  readonly go?: boolean;
  readonly dim?: boolean;
  readonly pressed?: boolean;
  readonly children: ComponentChildren;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      class={props.go ? 'b b-go' : 'b'}
      aria-disabled={props.dim ? 'true' : undefined}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
