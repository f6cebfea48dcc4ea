import { useEffect, useRef, useState } from 'preact/hooks';
import { type DumpViewProps, PAGE, queryOf } from './data.ts';
import { FilterBar } from './filter-bar.tsx';
import { Groups } from './groups.tsx';
import { Leftovers } from './leftovers.tsx';
import type { Overview } from './overview.ts';
import { SourceBar } from './source-bar.tsx';
import { ask, type DumpState, toggle } from './state.ts';
import { CountTable } from './table.tsx';
import { Totals } from './totals.tsx';

/**
 * Asks again when the question changes. A reading in a worker answers later: the last answer stays on the page
 * until then, and an answer that comes after a newer question is dropped.
 */
function useAnswer({ state, data, supply }: DumpViewProps, limit: number): Overview {
  const { reading, first } = data;
  const { dump, by, filter } = state;
  const asked = useRef({ number: 0, question: JSON.stringify(queryOf(state, limit)), reading });
  useEffect(() => {
    const query = { dump, by, filter, limit };
    const question = JSON.stringify(query);
    const last = asked.current;
    if (last.reading === reading && last.question === question) return;
    const mine = { number: last.number + 1, question, reading };
    asked.current = mine;
    Promise.resolve(reading.ask(query)).then((answer) => {
      if (asked.current === mine) supply({ ...data, first: answer });
    });
  }, [data, reading, dump, by, filter, limit, supply]);
  return first;
}

/** A dump as totals, a filter, groups and what was left over; a table of counts as its rows. */
export function View(props: DumpViewProps) {
  const { state, data, update, word, live } = props;
  const [limit, setLimit] = useState(PAGE);
  const overview = useAnswer(props, limit);
  const dump = overview.dumps[Math.min(state.dump, overview.dumps.length - 1)];
  const change = (next: Partial<DumpState>) => {
    setLimit(PAGE);
    update(ask(state, next));
  };

  return (
    <div class="gd">
      <SourceBar {...props} />
      {overview.dumps.length > 1 && (
        <label class="gd-which">
          <span class="visually-hidden">{word('goroutine-dump.choose')}</span>
          <select
            class="field"
            value={String(state.dump)}
            disabled={!live}
            onChange={(event) => change({ dump: Number(event.currentTarget.value) })}
          >
            {overview.dumps.map((one, place) => (
              <option key={one.from} value={place}>
                {word('goroutine-dump.dumpNumber', { n: place + 1, total: overview.dumps.length })}
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
      )}
      {dump && (
        <>
          <Totals {...props} overview={overview} dump={dump} change={change} />
          <FilterBar {...props} overview={overview} total={dump.size} change={change} />
          <Groups
            {...props}
            overview={overview}
            toggle={(place) => update(toggle(state, place))}
            more={() => setLimit(limit + 5 * PAGE)}
          />
        </>
      )}
      {overview.table.length > 0 && <CountTable rows={overview.table} word={word} />}
      {!dump && overview.table.length === 0 && (
        <p class="gd-empty">{word('goroutine-dump.nothing', { name: data.name })}</p>
      )}
      <Leftovers overview={overview} word={word} />
    </div>
  );
}
