import { useEffect, useRef } from 'preact/hooks';
import type { Word } from '../contract.ts';

export interface TransportProps {
  readonly id: string;
  readonly place: number;
  readonly length: number;
  /** No step is possible at the end of the way. */
  readonly ended: boolean;
  readonly playing: boolean;
  readonly seed: number;
  readonly word: Word;
  goTo(place: number): void;
  play(on: boolean): void;
  runOut(): void;
  reseed(): void;
}

/** Back, forth, run, run to the end, and a slider over the whole way. */
export function Transport(props: TransportProps) {
  const { id, place, length, ended, playing, seed, word, goTo } = props;
  const atEnd = place === length;
  return (
    <div class="lab-transport">
      <div class="lab-buttons">
        <button type="button" class="b" disabled={place === 0} onClick={() => goTo(0)}>
          <span aria-hidden="true">|◀</span> {word('ttrpc-lab.toStart')}
        </button>
        <button type="button" class="b" disabled={place === 0} onClick={() => goTo(place - 1)}>
          <span aria-hidden="true">◀</span> {word('ttrpc-lab.back')}
        </button>
        <button type="button" class="b" disabled={atEnd} onClick={() => goTo(place + 1)}>
          {word('ttrpc-lab.forward')} <span aria-hidden="true">▶</span>
        </button>
        <button
          type="button"
          class={`b${playing ? '' : ' b-go'}`}
          disabled={ended && !playing && atEnd}
          onClick={() => props.play(!playing)}
        >
          {word(playing ? 'ttrpc-lab.pause' : 'ttrpc-lab.run', { seed })}
        </button>
        <button type="button" class="b" disabled={ended && atEnd} onClick={props.runOut}>
          {word('ttrpc-lab.runOut')} <span aria-hidden="true">▶|</span>
        </button>
        <button type="button" class="b" onClick={props.reseed}>
          {word('ttrpc-lab.reseed', { seed: seed + 1 })}
        </button>
      </div>
      <label class="lab-scrub" for={`${id}-scrub`}>
        <span>{word('ttrpc-lab.stepOf', { place, length })}</span>
        <input
          id={`${id}-scrub`}
          type="range"
          min={0}
          max={length}
          value={place}
          disabled={length === 0}
          aria-valuetext={word('ttrpc-lab.stepOf', { place, length })}
          onInput={(event) => goTo(Number(event.currentTarget.value))}
        />
      </label>
    </div>
  );
}

/** Calls `tick` at a steady pace while `on`. */
export function usePace(on: boolean, milliseconds: number, tick: () => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [on, milliseconds]);
}
