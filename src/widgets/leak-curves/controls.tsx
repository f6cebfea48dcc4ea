import type { Word, WordKey } from '../contract.ts';
import { leadInWords } from './phrases.ts';
import { KNOB_NAMES, KNOBS, type Knob, knobsOf, type LeakState, setClient, turn } from './state.ts';

const LABELS = {
  scrapers: 'leak-curves.knob.scrapers',
  interval: 'leak-curves.knob.interval',
  execs: 'leak-curves.knob.execs',
  deadline: 'leak-curves.knob.deadline',
  kubeletKib: 'leak-curves.knob.kubelet',
  hangMinute: 'leak-curves.knob.hang',
  minutes: 'leak-curves.knob.minutes',
} as const satisfies Readonly<Record<Knob, WordKey>>;

const VALUES = {
  scrapers: 'leak-curves.value.plain',
  interval: 'leak-curves.value.seconds',
  execs: 'leak-curves.value.plain',
  deadline: 'leak-curves.value.seconds',
  kubeletKib: 'leak-curves.value.kib',
  hangMinute: 'leak-curves.value.minute',
  minutes: 'leak-curves.value.minutes',
} as const satisfies Readonly<Record<Knob, WordKey>>;

interface ControlsProps {
  readonly id: string;
  readonly state: LeakState;
  readonly word: Word;
  update(next: LeakState): void;
  say(text: string): void;
}

/** The knobs. A slider moves the curves while it is held, and what came of it is said when it is let go. */
export function Controls(props: ControlsProps) {
  const { id, state, word, update, say } = props;
  const { load } = state;
  const go = (next: LeakState) => {
    update(next);
    say(leadInWords(next.load, word));
  };
  return (
    <div class="lk-controls">
      <fieldset class="lk-clients">
        <legend>{word('leak-curves.knob.client')}</legend>
        {(['A', 'B'] as const).map((client) => (
          <button
            key={client}
            type="button"
            class="b"
            aria-pressed={load.client === client}
            onClick={() => go(setClient(state, client))}
          >
            {word(client === 'A' ? 'leak-curves.client.A' : 'leak-curves.client.B')}
          </button>
        ))}
      </fieldset>
      <label class="lk-check">
        <input
          type="checkbox"
          checked={load.eviction}
          onChange={(event) =>
            go({ ...state, load: { ...load, eviction: event.currentTarget.checked } })
          }
        />
        <span>{word('leak-curves.knob.eviction')}</span>
      </label>
      {KNOB_NAMES.map((knob) => (
        <Slider key={knob} id={id} knob={knob} {...{ state, word, update, say }} />
      ))}
    </div>
  );
}

function Slider({ id, knob, state, word, update, say }: ControlsProps & { readonly knob: Knob }) {
  const { least, most, step } = KNOBS[knob];
  const value = knobsOf(state.load)[knob];
  const shown =
    knob === 'deadline' && value === 0
      ? word('leak-curves.value.none')
      : word(VALUES[knob], { n: value });
  const limit = knob === 'hangMinute' ? Math.min(most, knobsOf(state.load).minutes) : most;
  const next = (text: string) => ({
    ...state,
    load: turn(state.load, { [knob]: Number(text) }),
  });
  return (
    <div class="lk-knob">
      <label for={`${id}-${knob}`}>{word(LABELS[knob])}</label>
      <output for={`${id}-${knob}`}>{shown}</output>
      <input
        id={`${id}-${knob}`}
        type="range"
        min={least}
        max={limit}
        step={step}
        value={value}
        aria-valuetext={shown}
        onInput={(event) => update(next(event.currentTarget.value))}
        onChange={(event) => say(leadInWords(next(event.currentTarget.value).load, word))}
      />
    </div>
  );
}
