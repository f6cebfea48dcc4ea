import type { Recording } from '../../model/simulate/recording.ts';
import { tell } from '../../model/ttrpc/words.ts';
import type { Word } from '../contract.ts';
import type { Versions } from './scene.ts';
import { stepInWords } from './words.ts';

/** Steps that are listed around the present one. */
const BEFORE = 7;
const AFTER = 3;

interface LogProps {
  readonly recording: Recording;
  readonly place: number;
  readonly versions: Versions;
  readonly word: Word;
  readonly live: boolean;
  goTo(place: number): void;
}

/** The way that was gone, around the present step; each line goes there. */
export function Log({ recording, place, versions, word, live, goTo }: LogProps) {
  const first = Math.max(0, place - BEFORE);
  const last = Math.min(recording.length, place + AFTER);
  const rows = recording.steps.slice(first, last).map((step, offset) => {
    const at = first + offset;
    return { n: at + 1, told: tell(recording.machine, recording.at(at), step, versions) };
  });
  return (
    <section class="lab-panel lab-log">
      <p class="lab-h">{word('ttrpc-lab.log')}</p>
      {rows.length === 0 && <p class="lab-none">{word('ttrpc-lab.noLog')}</p>}
      <ol start={first + 1}>
        {rows.map(({ n, told }) => (
          <li key={n} data-now={n === place} data-future={n > place}>
            <Row n={n} live={live} goTo={goTo} now={n === place}>
              <b class="lab-n">{n}</b>
              <span>{stepInWords(told, word)}</span>
              {told.at && <code>{told.at}</code>}
            </Row>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row(props: {
  readonly n: number;
  readonly now: boolean;
  readonly live: boolean;
  readonly children: preact.ComponentChildren;
  goTo(place: number): void;
}) {
  const { n, now, live, children, goTo } = props;
  if (!live) return <span class="lab-choice">{children}</span>;
  return (
    <button
      type="button"
      class="lab-choice"
      aria-current={now ? 'step' : undefined}
      onClick={() => goTo(n)}
    >
      {children}
    </button>
  );
}
