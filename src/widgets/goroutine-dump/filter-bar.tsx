import type { DumpViewProps } from './data.ts';
import { FilterField } from './filter-field.tsx';
import type { Overview } from './overview.ts';
import { type DumpState, GROUPINGS } from './state.ts';

interface FilterBarProps extends DumpViewProps {
  readonly overview: Overview;
  readonly total: number;
  change(next: Partial<DumpState>): void;
}

/** Filter as you type, and by what to group. In the still it says in words what was asked. */
export function FilterBar(props: FilterBarProps) {
  const { id, overview, total, word, live, state, change } = props;
  if (!live) {
    return state.filter === '' ? null : (
      <p class="gd-asked code">
        {state.filter} · {word('goroutine-dump.matching', { n: overview.matching, total })}
      </p>
    );
  }
  return (
    <div class="gd-ask">
      <FilterField {...props} />
      {state.view === 'groups' && (
        <label class="gd-by">
          <span>{word('goroutine-dump.by')}</span>
          <select
            class="field"
            value={state.by}
            onChange={(event) => {
              const by = GROUPINGS.find((name) => name === event.currentTarget.value);
              if (by) change({ by });
            }}
          >
            {GROUPINGS.map((name) => (
              <option key={name} value={name}>
                {word(`goroutine-dump.by.${name}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="gd-matching" id={`${id}-matching`} aria-live="polite">
        {overview.problem
          ? word('goroutine-dump.filterProblem', {
              at: overview.problem.at + 1,
              text: word(`goroutine-dump.filter.${overview.problem.problem}`, {
                hint: overview.problem.hint,
              }),
            })
          : word('goroutine-dump.matching', { n: overview.matching, total })}
        {overview.view === 'groups' &&
          ` · ${word('goroutine-dump.distinct', { n: overview.rowCount })}`}
      </p>
    </div>
  );
}
