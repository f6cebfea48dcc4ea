import { lazy, Suspense } from 'preact/compat';
import { useState } from 'preact/hooks';
import type { Step } from '../../model/explore/search.ts';
import { tell } from '../../model/ttrpc/words.ts';
import type { ViewProps } from '../contract.ts';
import { Choices } from './choices.tsx';
import { EvidenceBar } from './evidence-bar.tsx';
import { ExplorePanel, foundInWords } from './explore-panel.tsx';
import { useKeys } from './keys.ts';
import { Knobs } from './knobs.tsx';
import { Listing } from './listing.tsx';
import { Log } from './log.tsx';
import { presets } from './presets.ts';
import { Ring } from './ring.tsx';
import {
  connectionIn,
  goTo,
  placeIn,
  runOf,
  runSteps,
  shownIn,
  switchTo,
  takeStep,
  withMore,
  withSteps,
} from './run.ts';
import { look } from './scene.ts';
import { initial, type LabState } from './state.ts';
import { type Choice, choicesIn } from './steps.ts';
import { Transport, usePace } from './transport.tsx';
import { useExplorer } from './use-explorer.ts';
import { focusOf, stateInWords, stepInWords, versionsIn } from './words.ts';

/** More steps than a run of the largest load takes. */
const RUN_OUT = 400_000;
/** A run that is watched takes about this many ticks, at least one step each. */
const TICKS = 120;
const TICK_MS = 130;

// The readers and rules of dumps come only when a dump is taken.
const EvidencePanel = lazy(() =>
  import('./evidence-panel.tsx').then(({ EvidencePanel: panel }) => ({ default: panel })),
);

/** The lab: both ends as a ring, the steps that are possible, the way that was gone, and what it leaves behind. */
export function View(props: ViewProps<LabState, null>) {
  const { id, state, word, live, update, say } = props;
  const [playing, setPlaying] = useState(false);
  const [knobsOpen, setKnobsOpen] = useState(false);
  const [note, setNote] = useState('');
  const versions = versionsIn(state);
  const { machine, recording, trouble } = runOf(state);
  const place = placeIn(state, runOf(state));
  const shown = shownIn(state);
  const scene = look(machine, shown, versions);
  const choices = choicesIn(machine, shown, versions);
  const last = place === 0 ? null : (recording.steps[place - 1] ?? null);
  const explorer = useExplorer(aboutOf(state, place), (finding) =>
    say(foundInWords(finding, state, word)),
  );

  /** Goes to another state and says where that is. */
  const move = (next: LabState | null, kept = '') => {
    setNote(kept);
    if (next === null) {
      setPlaying(false);
      say(word('ttrpc-lab.tooLong'));
      setNote(word('ttrpc-lab.tooLong'));
      return;
    }
    update(next);
    say(`${whereInWords(next, word)} ${kept}`.trim());
  };
  const take = (choice: Choice) => {
    setPlaying(false);
    move(takeStep(state, choice.step));
  };
  const go = (to: number) => {
    setPlaying(false);
    move(goTo(state, to));
  };
  const exchange = (part: Partial<LabState>) => {
    setPlaying(false);
    const { state: next, how, kept, skipped } = switchTo(state, part);
    move(next, how === 'fresh' ? '' : word(`ttrpc-lab.switched.${how}`, { kept, skipped }));
  };
  const change = (part: Partial<LabState>) => {
    setPlaying(false);
    move({ ...state, ...part, script: '', at: -1, taken: 'none', pod: false });
  };
  const tick = () => {
    const next = runSteps(state, Math.max(1, Math.round((state.calls * 8) / TICKS)));
    move(next);
    if (!next || shownHasEnded(next)) setPlaying(false);
  };
  usePace(playing, TICK_MS, tick);
  const runOut = () => {
    setPlaying(false);
    move(runSteps(state, RUN_OUT));
  };
  const show = (steps: readonly Step[], at: 'start' | 'end') =>
    move(withSteps(state, steps, at === 'start' ? 0 : steps.length));
  const keys = useKeys({
    choose: (n) => {
      const choice = choices[n - 1];
      if (choice) take(choice);
    },
    back: () => go(place - 1),
    forward: () => go(place + 1),
    start: () => go(0),
    end: () => go(recording.length),
    play: () => setPlaying(!playing && scene.outcome === 'moving'),
    runOut,
  });
  const kind = focusOf(state, machine, last);

  return (
    <div class="lab" {...(live && keys)}>
      {live && (
        <>
          <p class="lab-presets">
            {presets.map(({ name, make }) => (
              <button key={name} type="button" class="b" onClick={() => move(make())}>
                {word(`ttrpc-lab.preset.${name}`)}
              </button>
            ))}
          </p>
          <Knobs
            id={id}
            state={state}
            word={word}
            open={knobsOpen}
            change={change}
            switchTo={exchange}
            toggle={setKnobsOpen}
            say={say}
          />
        </>
      )}
      <div class="lab-lead" data-outcome={scene.outcome}>
        <p class="lab-verdict">{stateInWords(scene, state.calls, word)}</p>
        {last && <p class="lab-last">{lastInWords(state, place, word)}</p>}
        {note !== '' && <p class="lab-note">{note}</p>}
        {trouble !== null && (
          <p class="lab-trouble">{word('ttrpc-lab.brokenScript', { n: trouble + 1 })}</p>
        )}
      </div>
      {live && (
        <Transport
          id={id}
          place={place}
          length={recording.length}
          ended={scene.outcome !== 'moving'}
          playing={playing}
          seed={state.seed}
          word={word}
          goTo={go}
          play={setPlaying}
          runOut={runOut}
          reseed={() => change({ seed: (state.seed + 1) % 1_000_000 })}
        />
      )}
      <Ring
        machine={machine}
        scene={scene}
        state={state}
        choices={choices}
        last={last}
        word={word}
        live={live}
        take={take}
        focus={(focus) => update({ ...state, focus: state.focus === focus ? null : focus })}
      />
      <p class="lab-ended">{word('ttrpc-lab.ended', { ...scene.ended, calls: state.calls })}</p>
      <div class="lab-columns">
        <Choices choices={choices} word={word} live={live} take={take} />
        <Listing machine={machine} shown={shown} kind={kind} versions={versions} word={word} />
        <Log
          recording={recording}
          place={place}
          versions={versions}
          word={word}
          live={live}
          goTo={go}
        />
      </div>
      {live && (
        <>
          <p class="lab-keys">{word('ttrpc-lab.keys')}</p>
          <ExplorePanel
            state={state}
            place={place}
            explorer={explorer}
            word={word}
            ask={(asked) => {
              setPlaying(false);
              const connection = connectionIn(state);
              const question = { connection, interventions: state.failures };
              if (asked === 'escape') {
                explorer.escape({ connection, steps: recording.steps.slice(0, place) });
              } else explorer.verdict(question, asked);
            }}
            show={show}
            goOn={(steps) => move(withMore(state, steps))}
            goTo={go}
          />
          <EvidenceBar state={state} word={word} update={update} />
          {state.taken !== 'none' && (
            <Suspense fallback={<p class="lab-none">{word('ttrpc-lab.evidence.reading')}</p>}>
              <EvidencePanel {...props} />
            </Suspense>
          )}
        </>
      )}
    </div>
  );
}

/** What a finding is about: another machine, or for an escape another place, puts it away. */
function aboutOf(state: LabState, _place: number): string {
  const { at: _at, focus: _focus, taken: _taken, script: _script, seed: _seed, ...about } = state;
  return JSON.stringify(about);
}

function shownHasEnded(state: LabState): boolean {
  const { machine } = runOf(state);
  const scene = look(machine, shownIn(state), versionsIn(state));
  return scene.outcome !== 'moving';
}

type Words = ViewProps<LabState, null>['word'];

/** The step that led here, with its number and line. */
function lastInWords(state: LabState, place: number, word: Words): string {
  const { machine, recording } = runOf(state);
  const step = recording.steps[place - 1];
  if (!step) return '';
  const told = tell(machine, recording.at(place - 1), step, versionsIn(state));
  return word('ttrpc-lab.last', { n: place, text: stepInWords(told, word), at: told.at ?? '' });
}

/** Where a state stands: the last step, and what it comes to. */
export function whereInWords(state: LabState, word: Words): string {
  const run = runOf(state);
  const scene = look(run.machine, shownIn(state), versionsIn(state));
  const place = placeIn(state, run);
  return `${lastInWords(state, place, word)} ${stateInWords(scene, state.calls, word)}`.trim();
}

/** Where the reader begins. */
export const home = initial;
