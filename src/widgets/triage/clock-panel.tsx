import { LARGEST_SEED } from '../../lesson/triage/seed.ts';
import type { Word } from '../contract.ts';
import { NumberField } from '../parts/number-field.tsx';
import { clockText, type DrillClock, LENGTHS } from './use-clock.ts';

interface ClockPanelProps {
  readonly id: string;
  readonly clock: DrillClock;
  readonly word: Word;
  say(text: string): void;
}

/** The clock: how long, go, stop. Nothing waits for it. */
export function ClockPanel({ id, clock, word, say }: ClockPanelProps) {
  const { length, runs, seconds } = clock;
  const all = length * 60;
  const over = seconds > all;
  const press = () => {
    if (runs) {
      clock.stop();
      say(word('triage.clock.stopped'));
    } else {
      clock.start();
      say(word('triage.clock.started', { n: length }));
    }
  };
  return (
    <div class="tr-clock" data-runs={runs} data-over={over}>
      <p class="tr-time" role="timer" aria-live="off">
        <span class="visually-hidden">{word('triage.clock')} </span>
        {clockText(seconds, all)}
      </p>
      <label class="tr-length" for={`${id}-length`}>
        <span class="visually-hidden">{word('triage.clock.length')}</span>
        <select
          id={`${id}-length`}
          class="field"
          value={String(length)}
          onChange={(event) => {
            const chosen = LENGTHS.find((one) => String(one) === event.currentTarget.value);
            if (chosen) clock.set(chosen);
          }}
        >
          {[...LENGTHS]
            .sort((one, other) => one - other)
            .map((one) => (
              <option key={one} value={one}>
                {word('triage.clock.minutes', { n: one })}
              </option>
            ))}
        </select>
      </label>
      <button type="button" class="b" aria-pressed={runs} onClick={press}>
        {word(runs ? 'triage.clock.stop' : seconds > 0 ? 'triage.clock.on' : 'triage.clock.start')}
      </button>
      {seconds > 0 && !runs && (
        <button
          type="button"
          class="tr-quiet"
          onClick={() => {
            clock.clear();
            say(word('triage.clock.cleared'));
          }}
        >
          {word('triage.clock.clear')}
        </button>
      )}
    </div>
  );
}

interface SetPanelProps extends Pick<ClockPanelProps, 'id' | 'word' | 'say'> {
  readonly seed: number;
  lay(seed: number): void;
}

/** Which set: a number that a room shares, or new dumps for oneself. */
export function SetPanel({ id, seed, word, say, lay }: SetPanelProps) {
  return (
    <div class="tr-sets">
      <NumberField
        id={`${id}-seed`}
        label={word('triage.set')}
        value={seed}
        least={1}
        most={LARGEST_SEED}
        refusal={() => word('triage.set.refused', { most: String(LARGEST_SEED) })}
        commit={lay}
        say={say}
      />
      <button type="button" class="b" onClick={() => lay(anotherSeed(seed))}>
        {word('triage.new')}
      </button>
    </div>
  );
}

/** A seed that nobody has chosen. */
function anotherSeed(seed: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  const next = (drawn % LARGEST_SEED) + 1;
  return next === seed ? (next % LARGEST_SEED) + 1 : next;
}
