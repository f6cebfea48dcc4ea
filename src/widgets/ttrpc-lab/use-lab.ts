import { useState } from 'preact/hooks';
import type { Step } from '../../model/explore/search.ts';
import type { State } from '../../model/kernel/machine.ts';
import { type Choice, choicesIn } from '../../model/ttrpc/choices.ts';
import type { ViewProps } from '../contract.ts';
import { foundInWords } from './found.ts';
import type { KeyActions } from './keys.ts';
import {
  aboutOf,
  connectionIn,
  goTo,
  placeIn,
  type Run,
  runOf,
  runSteps,
  shownIn,
  switchTo,
  takeStep,
  withMore,
  withSteps,
} from './run.ts';
import type { Scene } from './scene.ts';
import type { LabState } from './state.ts';
import { usePace } from './transport.tsx';
import { type Asked, type Explorer, useExplorer } from './use-explorer.ts';
import { sceneOf, versionsIn, whereInWords } from './words.ts';

/** More steps than a run of the largest load takes. */
const RUN_OUT = 400_000;
/** A run that is watched takes about this many ticks, at least one step each. */
const TICKS = 120;
const TICK_MS = 130;
/** Steps of a call from its begin to its end, about. */
const STEPS_PER_CALL = 8;

export interface Lab {
  readonly run: Run;
  readonly place: number;
  readonly shown: State;
  readonly scene: Scene;
  readonly choices: readonly Choice[];
  /** The step that led here; null at the start. */
  readonly last: Step | null;
  readonly playing: boolean;
  /** What became of the last wish, beyond the state itself. */
  readonly note: string;
  readonly explorer: Explorer;
  readonly keys: KeyActions;
  /** Goes to another state, and says where that is. */
  move(next: LabState | null): void;
  take(choice: Choice): void;
  go(place: number): void;
  play(on: boolean): void;
  runOut(): void;
  /** Another machine in the same place: the way is led on as far as it can be. */
  change(part: Partial<LabState>): void;
  /** Another machine, or another seed, from the start. */
  anew(part: Partial<LabState>): void;
  ask(asked: Asked): void;
  show(steps: readonly Step[], at: 'start' | 'end'): void;
  goOn(steps: readonly Step[]): void;
}

/** What the lab shows of a state, and what the reader can do with it. */
export function useLab(props: ViewProps<LabState, null>): Lab {
  const { state, word, update, say } = props;
  const [playing, setPlaying] = useState(false);
  const [note, setNote] = useState('');
  const versions = versionsIn(state);
  const run = runOf(state);
  const { machine, recording } = run;
  const place = placeIn(state, run);
  const shown = shownIn(state);
  const scene = sceneOf(state);
  const choices = choicesIn(machine, shown, versions);
  const explorer = useExplorer(aboutOf(state), `${place} ${state.script}`, (finding) =>
    say(foundInWords(finding, state, word)),
  );

  const go = (next: LabState | null, kept = '', aloud = true) => {
    const told = next === null ? word('ttrpc-lab.tooLong') : kept;
    setNote(told);
    if (next !== null) update(next);
    if (aloud) say(next === null ? told : `${whereInWords(next, word)} ${told}`.trim());
  };
  const move = (next: LabState | null, kept = '') => {
    setPlaying(false);
    go(next, kept);
  };
  usePace(playing, TICK_MS, () => {
    const next = runSteps(state, Math.max(1, Math.round((state.calls * STEPS_PER_CALL) / TICKS)));
    const ended = next === null || runOf(next).recording.length === place;
    if (ended) setPlaying(false);
    go(next, '', ended);
  });

  const take = (choice: Choice) => move(takeStep(state, choice.step));
  const change = (part: Partial<LabState>) => {
    const { state: next, how, ...counts } = switchTo(state, part);
    move(next, how === 'fresh' ? '' : word(`ttrpc-lab.switched.${how}`, counts));
  };
  const anew = (part: Partial<LabState>) =>
    move({ ...state, ...part, script: '', at: -1, taken: 'none', pod: false });
  const runOut = () => move(runSteps(state, RUN_OUT));
  const play = (on: boolean) => {
    setPlaying(on && scene.outcome === 'moving');
    if (!on) say(whereInWords(state, word));
  };
  return {
    run,
    place,
    shown,
    scene,
    choices,
    last: place === 0 ? null : (recording.steps[place - 1] ?? null),
    playing,
    note,
    explorer,
    move,
    take,
    go: (to) => move(goTo(state, to)),
    play,
    runOut,
    change,
    anew,
    ask(asked) {
      setPlaying(false);
      const connection = connectionIn(state);
      if (asked === 'escape') {
        explorer.escape({ connection, steps: recording.steps.slice(0, place) });
      } else explorer.verdict({ connection, interventions: state.failures }, asked);
    },
    show: (steps, at) => move(withSteps(state, steps, at === 'start' ? 0 : steps.length)),
    goOn: (steps) => move(withMore(state, steps)),
    keys: {
      choose(n) {
        const choice = choices[n - 1];
        if (choice) take(choice);
      },
      back: () => move(goTo(state, place - 1)),
      forward: () => move(goTo(state, place + 1)),
      start: () => move(goTo(state, 0)),
      end: () => move(goTo(state, recording.length)),
      play: () => play(!playing),
      runOut,
    },
  };
}
