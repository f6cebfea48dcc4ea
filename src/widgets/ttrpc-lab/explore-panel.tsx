import type { Step } from '../../model/explore/search.ts';
import type { Word } from '../contract.ts';
import { foundInWords } from './found.ts';
import type { LabState } from './state.ts';
import type { Asked, Explorer } from './use-explorer.ts';

interface ExplorePanelProps {
  readonly state: LabState;
  readonly place: number;
  readonly explorer: Explorer;
  readonly word: Word;
  ask(asked: Asked): void;
  /** Shows a way from the start, at its first or its last step. */
  show(steps: readonly Step[], at: 'start' | 'end'): void;
  /** Goes on from here by these steps. */
  goOn(steps: readonly Step[]): void;
  goTo(place: number): void;
}

/** Three questions to every interleaving, and what was found. */
export function ExplorePanel(props: ExplorePanelProps) {
  const { explorer, word, ask } = props;
  const { finding } = explorer;
  const running = finding.is === 'running';
  return (
    <section class="lab-explore">
      <p class="lab-h">{word('ttrpc-lab.explore')}</p>
      <div class="lab-buttons">
        {(['shortest', 'escape', 'prove'] as const).map((asked) => (
          <button key={asked} type="button" class="b" disabled={running} onClick={() => ask(asked)}>
            {word(`ttrpc-lab.ask.${asked}`)}
          </button>
        ))}
        {running && (
          <button type="button" class="b" onClick={explorer.cancel}>
            {word('ttrpc-lab.cancel')}
          </button>
        )}
      </div>
      <div class="lab-found" data-is={finding.is}>
        <p>{foundInWords(finding, props.state, word)}</p>
        <Next {...props} />
      </div>
    </section>
  );
}

/** What can be done with what was found. */
function Next({ explorer, place, word, show, goOn, goTo }: ExplorePanelProps) {
  const { finding } = explorer;
  if (finding.is === 'verdict' && finding.verdict.verdict === 'deadlock') {
    const { steps } = finding.verdict;
    return (
      <p class="lab-buttons">
        <button type="button" class="b b-go" onClick={() => show(steps, 'start')}>
          {word('ttrpc-lab.showStart')}
        </button>
        <button type="button" class="b" onClick={() => show(steps, 'end')}>
          {word('ttrpc-lab.showEnd')}
        </button>
      </p>
    );
  }
  if (finding.is !== 'escape') return null;
  const { possible, steps, border } = finding.answer;
  if (possible && steps.length > 0) {
    return (
      <p class="lab-buttons">
        <button type="button" class="b b-go" onClick={() => goOn(steps)}>
          {word('ttrpc-lab.showEscape', { n: steps.length })}
        </button>
      </p>
    );
  }
  const last = border?.good ?? -1;
  if (last >= 0 && last < place) {
    return (
      <p class="lab-buttons">
        <button type="button" class="b b-go" onClick={() => goTo(last)}>
          {word('ttrpc-lab.goLast', { n: last })}
        </button>
      </p>
    );
  }
  return null;
}
