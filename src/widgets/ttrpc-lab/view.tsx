import { lazy, Suspense } from 'preact/compat';
import { useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../contract.ts';
import { useKeptFocus } from '../parts/use-kept-focus.ts';
import { Choices } from './choices.tsx';
import { EvidenceBar } from './evidence-bar.tsx';
import { ExplorePanel } from './explore-panel.tsx';
import { onKeyDown } from './keys.ts';
import { Knobs } from './knobs.tsx';
import { Listing } from './listing.tsx';
import { Log } from './log.tsx';
import { presets } from './presets.ts';
import { Ring } from './ring.tsx';
import type { LabState } from './state.ts';
import { Transport } from './transport.tsx';
import { type Lab, useLab } from './use-lab.ts';
import { focusOf, lastInWords, stateInWords, versionsIn } from './words.ts';

// The readers and rules of dumps come only when a dump is taken.
const EvidencePanel = lazy(() =>
  import('./evidence-panel.tsx').then(({ EvidencePanel: panel }) => ({ default: panel })),
);

type Props = ViewProps<LabState, null>;

/** The lab: both ends as a ring, the steps that are possible, the way that was gone, and what it leaves behind. */
export function View(props: Props) {
  const { state, word, live, update } = props;
  const lab = useLab(props);
  const { machine, recording } = lab.run;
  const versions = versionsIn(state);
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <div ref={root} class="lab" {...(live && { tabIndex: -1, onKeyDown: onKeyDown(lab.keys) })}>
      {live && <Making {...props} lab={lab} />}
      <div class="lab-bar">
        <Lead {...props} lab={lab} />
        {live && <Going {...props} lab={lab} />}
      </div>
      <Ring
        machine={machine}
        scene={lab.scene}
        state={state}
        choices={lab.choices}
        last={lab.last}
        word={word}
        live={live}
        take={lab.take}
        focus={(focus) => update({ ...state, focus: state.focus === focus ? null : focus })}
      />
      <p class="lab-ended">{word('ttrpc-lab.ended', { ...lab.scene.ended, calls: state.calls })}</p>
      <div class="lab-columns">
        <Choices choices={lab.choices} word={word} live={live} take={lab.take} />
        <Listing
          machine={machine}
          shown={lab.shown}
          kind={focusOf(state, machine, lab.last)}
          versions={versions}
          word={word}
        />
        <Log
          recording={recording}
          place={lab.place}
          versions={versions}
          word={word}
          live={live}
          goTo={lab.go}
        />
      </div>
      {live && <Asking {...props} lab={lab} />}
    </div>
  );
}

type PartProps = Props & { readonly lab: Lab };

/** What the machine is made of. */
function Making({ id, state, word, say, lab }: PartProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p class="lab-presets">
        {presets.map(({ name, make }) => (
          <button key={name} type="button" class="b" onClick={() => lab.move(make())}>
            {word(`ttrpc-lab.preset.${name}`)}
          </button>
        ))}
      </p>
      <Knobs
        id={id}
        state={state}
        word={word}
        open={open}
        change={lab.change}
        anew={lab.anew}
        toggle={setOpen}
        say={say}
      />
    </>
  );
}

/** What it comes to, and the step that led there. */
function Lead({ state, word, live, lab }: PartProps) {
  const { trouble } = lab.run;
  return (
    <div class="lab-lead" data-outcome={lab.scene.outcome}>
      <p class="lab-verdict">{stateInWords(lab.scene, state.calls, word)}</p>
      {!live && <p class="lab-note">{word('ttrpc-lab.still')}</p>}
      {lab.last && <p class="lab-last">{lastInWords(state, word)}</p>}
      {lab.note !== '' && <p class="lab-note">{lab.note}</p>}
      {trouble !== null && (
        <p class="lab-trouble">{word('ttrpc-lab.brokenScript', { n: trouble + 1 })}</p>
      )}
    </div>
  );
}

/** Back and forth. */
function Going({ id, state, word, lab }: PartProps) {
  return (
    <Transport
      id={id}
      place={lab.place}
      length={lab.run.recording.length}
      ended={lab.scene.outcome !== 'moving'}
      playing={lab.playing}
      seed={state.seed}
      word={word}
      goTo={lab.go}
      play={lab.play}
      runOut={lab.runOut}
      reseed={() => lab.anew({ seed: (state.seed + 1) % 1_000_000 })}
    />
  );
}

/** What all interleavings say, and what this state leaves behind. */
function Asking(props: PartProps) {
  const { state, word, update, lab } = props;
  return (
    <>
      <p class="lab-keys">{word('ttrpc-lab.keys')}</p>
      <ExplorePanel
        state={state}
        place={lab.place}
        explorer={lab.explorer}
        word={word}
        ask={lab.ask}
        show={lab.show}
        goOn={lab.goOn}
        goTo={lab.go}
      />
      <EvidenceBar state={state} word={word} update={update} />
      {state.taken !== 'none' && (
        <Suspense fallback={<p class="lab-none">{word('ttrpc-lab.evidence.reading')}</p>}>
          <EvidencePanel {...props} />
        </Suspense>
      )}
    </>
  );
}
