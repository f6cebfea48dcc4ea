import type { Step } from '../../model/explore/search.ts';
import type { Word } from '../contract.ts';
import type { LabState } from './state.ts';
import type { Asked, Explorer, Finding } from './use-explorer.ts';

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
      <h4 class="lab-h">{word('ttrpc-lab.explore')}</h4>
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
  const { possible, steps, last } = finding.answer;
  if (possible && steps.length > 0) {
    return (
      <p class="lab-buttons">
        <button type="button" class="b b-go" onClick={() => goOn(steps)}>
          {word('ttrpc-lab.showEscape', { n: steps.length })}
        </button>
      </p>
    );
  }
  if (possible === false && last !== null && last >= 0 && last < place) {
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

/** What was found, with the bounds within which it holds. */
export function foundInWords(finding: Finding, state: LabState, word: Word): string {
  switch (finding.is) {
    case 'nothing':
      return word('ttrpc-lab.found.nothing');
    case 'running':
      return word('ttrpc-lab.found.running', { states: finding.states, depth: finding.depth });
    case 'stopped':
      return word('ttrpc-lab.found.stopped');
    case 'failed':
      return word('widget.failed', { detail: finding.detail });
    case 'verdict':
      return verdictInWords(finding, state, word);
    case 'escape':
      return escapeInWords(finding, word);
  }
}

function verdictInWords(
  { verdict, seconds }: Extract<Finding, { is: 'verdict' }>,
  state: LabState,
  word: Word,
): string {
  const { states, transitions, shortest } = verdict;
  const figures = { states, transitions, seconds: seconds.toFixed(1) };
  if (verdict.verdict === 'unknown') return word('ttrpc-lab.found.unknown', figures);
  if (verdict.verdict === 'deadlock') {
    return word('ttrpc-lab.found.deadlock', { ...figures, steps: shortest ?? 0 });
  }
  const bounds = boundsInWords(state, word);
  return word(state.failures ? 'ttrpc-lab.found.freeFailures' : 'ttrpc-lab.found.free', {
    ...figures,
    bounds,
  });
}

/** For which numbers a proof holds. */
function boundsInWords(state: LabState, word: Word): string {
  const { calls, requestSlots, responseSlots, sndbuf } = state;
  return state.size === 'cell'
    ? word('ttrpc-lab.bounds.cell', { calls, a: requestSlots, b: responseSlots })
    : word('ttrpc-lab.bounds.real', { calls, sndbuf });
}

function escapeInWords(
  { answer, place, seconds }: Extract<Finding, { is: 'escape' }>,
  word: Word,
): string {
  const { possible, by, states, steps, last } = answer;
  if (possible === null) return word('ttrpc-lab.found.escapeUnknown', { states });
  if (possible) {
    return steps.length === 0
      ? word('ttrpc-lab.found.atRest')
      : word('ttrpc-lab.found.escape', { n: steps.length });
  }
  const how =
    by === 'circle'
      ? word('ttrpc-lab.found.byCircle')
      : word('ttrpc-lab.found.bySearch', { states, seconds: seconds.toFixed(1) });
  const border =
    last === null
      ? ''
      : last < 0
        ? word('ttrpc-lab.found.never')
        : word('ttrpc-lab.found.last', { last, place });
  return `${word('ttrpc-lab.found.lost')} ${how} ${border}`.trim();
}
