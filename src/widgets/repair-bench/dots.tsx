import type { Word } from '../contract.ts';
import { isBase, type Trial, UP_TO } from './trial.ts';
import type { Running } from './use-run.ts';

/** One dot a number of calls: searched and free, the first deadlock, not searched. */
type Dot = 'free' | 'stuck' | 'open';

/** The numbers of calls in a row, up to the first deadlock, and under it the row without repairs. */
export function Dots(props: {
  readonly trial: Trial | null;
  readonly base: Trial;
  readonly running: Running | null;
  readonly word: Word;
}) {
  const { trial, base, running, word } = props;
  const reached = running ? running.calls - 1 : 0;
  return (
    <div class="rb-dots">
      {!(trial && isBase(trial.set)) && (
        <Row
          label={word('repair-bench.dots.set')}
          free={trial ? trial.found.searched : reached}
          stuck={trial?.found.calls ?? null}
          word={word}
        />
      )}
      <Row
        label={word('repair-bench.dots.base')}
        free={base.found.searched}
        stuck={base.found.calls}
        word={word}
      />
      <p class="rb-soft">{word('repair-bench.dots.key', { n: UP_TO })}</p>
    </div>
  );
}

function Row(props: {
  readonly label: string;
  readonly free: number;
  readonly stuck: number | null;
  readonly word: Word;
}) {
  const { label, free, stuck, word } = props;
  const dots = Array.from({ length: UP_TO }, (_, place): Dot => {
    if (place + 1 === stuck) return 'stuck';
    return place < free ? 'free' : 'open';
  });
  const told = word(stuck === null ? 'repair-bench.dots.free' : 'repair-bench.dots.stuck', {
    free,
    n: stuck ?? 0,
  });
  return (
    <div class="rb-row">
      <span>{label}</span>
      <span class="rb-line" role="img" aria-label={told}>
        {dots.map((dot, place) => (
          <i key={`${place + 1}`} data-dot={dot}>
            {dot === 'stuck' ? place + 1 : ''}
          </i>
        ))}
      </span>
    </div>
  );
}
