import { useEffect, useRef, useState } from 'preact/hooks';
import { Prose } from '../lesson/prose.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { Compare } from './compare.tsx';
import { Created } from './created.tsx';
import { type DumpViewProps, PAGE, queryOf } from './data.ts';
import { FilterBar } from './filter-bar.tsx';
import { Groups } from './groups.tsx';
import { Leftovers } from './leftovers.tsx';
import type { Overview } from './overview.ts';
import { SaveBar } from './save-bar.tsx';
import { SourceBar } from './source-bar.tsx';
import { ask, type DumpState, SECTIONS, toggle } from './state.ts';
import { CountTable } from './table.tsx';
import { Totals } from './totals.tsx';
import { Waits } from './waits.tsx';

/**
 * Asks again when the question changes. A reading in a worker answers later: the last answer stays on the page
 * until then, and an answer that comes after a newer question is dropped. `failure` is why there is none, in the
 * system's words.
 */
function useAnswer(
  props: DumpViewProps,
  limit: number,
): { readonly overview: Overview; readonly failure: string } {
  const { reading, first } = props.data;
  const question = JSON.stringify(queryOf(props.state, limit));
  const latest = useRef(props);
  latest.current = props;
  const asked = useRef({ question, reading });
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const last = asked.current;
    if (last.reading === reading && last.question === question) return;
    const mine = { question, reading };
    asked.current = mine;
    const answered = async () => {
      try {
        const answer = await reading.ask(queryOf(latest.current.state, limit));
        const { data, supply } = latest.current;
        if (asked.current !== mine || data.reading !== reading) return;
        setFailure('');
        supply({ ...data, first: answer });
      } catch (error) {
        if (asked.current === mine)
          setFailure(error instanceof Error ? error.message : String(error));
      }
    };
    void answered();
  }, [reading, question, limit]);
  return { overview: first, failure };
}

/** A dump as totals and one of its views; a table of counts as its rows; and what was left over. */
export function View(props: DumpViewProps) {
  const { id, state, data, update, word, live } = props;
  const [limit, setLimit] = useState(PAGE);
  const { overview, failure } = useAnswer(props, limit);
  const dump = overview.dumps[Math.min(state.dump, overview.dumps.length - 1)];
  const change = (next: Partial<DumpState>) => {
    setLimit(PAGE);
    update(ask(state, next));
  };

  return (
    <div class="gd">
      {!data.fixed && <SourceBar {...props} />}
      {overview.dumps.length > 1 && <DumpChoice {...props} change={change} />}
      {dump && (
        <>
          <Totals {...props} overview={overview} dump={dump} change={change} />
          {live ? (
            <Tabs
              id={id}
              class="gd-tabs"
              label={word('goroutine-dump.views')}
              names={SECTIONS}
              chosen={state.view}
              text={(view) => word(`goroutine-dump.view.${view}`)}
              choose={(view) => change({ view })}
            />
          ) : (
            <p class="gd-view">{word(`goroutine-dump.view.${state.view}`)}</p>
          )}
          <div
            class="gd-panel"
            id={`${id}-panel`}
            {...(live && { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${state.view}` })}
          >
            {state.view !== 'compare' && (
              <FilterBar {...props} overview={overview} total={dump.size} change={change} />
            )}
            {failure !== '' && (
              <p class="gd-trouble" role="alert">
                {word('widget.failed', { detail: failure })}
              </p>
            )}
            {overview.view === state.view && (
              <Section
                {...props}
                overview={overview}
                change={change}
                toggle={(place) => update(toggle(state, place))}
                more={() => setLimit(limit + 5 * PAGE)}
              />
            )}
            {live && (state.view !== 'compare' || overview.comparison) && <SaveBar {...props} />}
          </div>
        </>
      )}
      {overview.table.length > 0 && <CountTable rows={overview.table} word={word} />}
      {!dump && overview.table.length === 0 && (
        <p class="gd-empty">
          <Prose text={word('goroutine-dump.nothing', { name: data.name })} />
        </p>
      )}
      <Leftovers overview={overview} word={word} />
    </div>
  );
}

interface SectionProps extends DumpViewProps {
  readonly overview: Overview;
  change(next: Partial<DumpState>): void;
  toggle(place: number): void;
  more(): void;
}

function Section(props: SectionProps) {
  switch (props.overview.view) {
    case 'created':
      return <Created {...props} />;
    case 'waits':
      return <Waits {...props} />;
    case 'compare':
      return <Compare {...props} />;
    default:
      return <Groups {...props} />;
  }
}

/** Which dump of a file that holds several. */
function DumpChoice({
  data,
  state,
  word,
  live,
  change,
}: Omit<SectionProps, 'overview' | 'toggle' | 'more'>) {
  const { dumps } = data.first;
  if (!live) {
    const n = Math.min(state.dump, dumps.length - 1) + 1;
    return <p class="gd-asked">{word('goroutine-dump.dumpNumber', { n, total: dumps.length })}</p>;
  }
  return (
    <label class="gd-which">
      <span class="visually-hidden">{word('goroutine-dump.choose')}</span>
      <select
        class="field"
        value={String(Math.min(state.dump, dumps.length - 1))}
        onChange={(event) => change({ dump: Number(event.currentTarget.value) })}
      >
        {dumps.map((one, place) => (
          <option key={one.from} value={place}>
            {word('goroutine-dump.dumpNumber', { n: place + 1, total: dumps.length })}
            {' · '}
            {word(one.from === one.to ? 'goroutine-dump.dumpAtLine' : 'goroutine-dump.dumpAt', {
              from: one.from,
              to: one.to,
            })}
            {' · '}
            {one.size} {word('goroutine-dump.total', { n: one.size })}
          </option>
        ))}
      </select>
    </label>
  );
}
