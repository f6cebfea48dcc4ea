import type { DumpViewProps } from './data.ts';
import type { Overview } from './overview.ts';
import { stateTerm } from './query-text.ts';
import type { DumpState } from './state.ts';

interface TotalsProps extends DumpViewProps {
  readonly overview: Overview;
  readonly dump: Overview['dumps'][number];
  change(next: Partial<DumpState>): void;
}

/** States beyond these are one last piece, so that the bar stays a picture. */
const SHOWN = 6;

/** How many, how sure, how long, and the states as one bar: its legend sets the filter. */
export function Totals({ overview, dump, word, live, state, change }: TotalsProps) {
  const shown = overview.states.slice(0, SHOWN);
  return (
    <div class="gd-totals">
      <p class="gd-sum">
        <strong class="gd-big" data-testid="total">
          {dump.size}
        </strong>{' '}
        {word('goroutine-dump.total', { n: dump.size })}
        <span class="gd-facts">
          <span>{word('goroutine-dump.headers', { n: dump.headers })}</span>
          <span>
            {overview.longest > 0
              ? word('goroutine-dump.longest', { n: overview.longest })
              : word('goroutine-dump.noAge')}
          </span>
          <span>{word(`goroutine-dump.form.${dump.form}`)}</span>
        </span>
      </p>
      {dump.size < dump.headers && (
        <p class="gd-lost">{word('goroutine-dump.lost', { n: dump.headers - dump.size })}</p>
      )}
      {dump.source !== '' && <p class="gd-source code">{dump.source}</p>}
      {shown.length > 0 && (
        <div class="gd-states">
          <div class="gd-bar" aria-hidden="true">
            {shown.map(({ state: name, count }) => (
              <i key={name} style={{ flexGrow: count }} />
            ))}
          </div>
          <ul aria-label={word('goroutine-dump.states')}>
            {shown.map(({ state: name, count }) => {
              const term = stateTerm(name);
              const on = state.filter.split(' ').includes(term) || state.filter === term;
              return (
                <li key={name}>
                  {live && state.view !== 'compare' ? (
                    <button
                      type="button"
                      class="gd-state"
                      aria-pressed={on}
                      onClick={() => change({ filter: on ? '' : term })}
                    >
                      <i aria-hidden="true" /> {name} <b>{count}</b>
                    </button>
                  ) : (
                    <span class="gd-state">
                      <i aria-hidden="true" /> {name} <b>{count}</b>
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
