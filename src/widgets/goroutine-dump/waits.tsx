import type { WaitBucket } from '../../evidence/goroutine/waits.ts';
import type { Word } from '../contract.ts';
import type { DumpViewProps } from './data.ts';
import type { Overview } from './overview.ts';
import { narrowed, waitTerms } from './query-text.ts';
import type { DumpState } from './state.ts';

interface WaitsProps extends DumpViewProps {
  readonly overview: Overview;
  change(next: Partial<DumpState>): void;
}

const HOUR = 60;

/** How long the goroutines have waited: a bar for each span of time, in it their states in the colours of the legend. */
export function Waits(props: WaitsProps) {
  const { overview, word, live, state, change } = props;
  const { waits } = overview;
  if (waits.length === 0) {
    const counts = overview.matching > 0;
    return (
      <p class="gd-empty">{word(counts ? 'goroutine-dump.noTimes' : 'goroutine-dump.noMatch')}</p>
    );
  }
  const most = Math.max(...waits.map(({ count }) => count));
  const waiting = waits.slice(1).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <ol class="gd-waits" aria-label={word('goroutine-dump.view.waits')}>
        {waits.map((bucket) => {
          const head = <Bucket {...props} bucket={bucket} most={most} />;
          return (
            <li key={bucket.from}>
              {live && bucket.count > 0 ? (
                <button
                  type="button"
                  class="gd-bucket"
                  title={word('goroutine-dump.showThese')}
                  onClick={() =>
                    change({
                      view: 'groups',
                      filter: narrowed(state.filter, overview.problem, waitTerms(bucket)),
                    })
                  }
                >
                  {head}
                </button>
              ) : (
                <div class="gd-bucket">{head}</div>
              )}
            </li>
          );
        })}
      </ol>
      <p class="gd-note">
        {word('goroutine-dump.waitsNote')}
        {waiting === 0 && ` ${word('goroutine-dump.waitsNone')}`}
      </p>
    </>
  );
}

interface BucketProps extends WaitsProps {
  readonly bucket: WaitBucket;
  readonly most: number;
}

function Bucket({ overview, word, bucket, most }: BucketProps) {
  const rank = (name: string) => overview.states.findIndex(({ state }) => state === name);
  return (
    <>
      <span class="gd-span">{bucketText(bucket, word)}</span>
      <span class="gd-count">
        <b>{bucket.count}</b>
      </span>
      <span class="gd-length" aria-hidden="true">
        <span style={{ inlineSize: `${(bucket.count / most) * 100}%` }}>
          {bucket.states.map(({ state: name, count }) => (
            <i key={name} data-rank={Math.min(rank(name), 6)} style={{ flexGrow: count }} />
          ))}
        </span>
      </span>
      <span class="gd-held">
        {bucket.states
          .slice(0, 4)
          .map(({ state: name, count }) => `${name} ${count}`)
          .join(' · ')}
        {bucket.states.length > 4 &&
          ` · ${word('goroutine-dump.moreStates', { n: bucket.states.length - 4 })}`}
      </span>
    </>
  );
}

/** A span of whole minutes in words: hours from an hour on. */
export function bucketText({ from, to }: Pick<WaitBucket, 'from' | 'to'>, word: Word): string {
  if (from === 0) return word('goroutine-dump.bucket.under');
  if (!Number.isFinite(to)) return word('goroutine-dump.bucket.over', { from: from / HOUR });
  if (from >= HOUR)
    return word('goroutine-dump.bucket.hours', { from: from / HOUR, to: to / HOUR });
  if (to === from + 1) return word('goroutine-dump.bucket.minute', { n: from });
  return word('goroutine-dump.bucket.minutes', { from, to: to - 1 });
}
