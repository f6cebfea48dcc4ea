import { useRef } from 'preact/hooks';
import { place, shortFunc } from './names.ts';
import type { CreationRow, Overview } from './overview.ts';
import { narrowed, siteTerm } from './query-text.ts';
import { type ListProps, Rest } from './rows.tsx';
import type { DumpState } from './state.ts';

interface CreatedProps extends ListProps {
  readonly overview: Overview;
  change(next: Partial<DumpState>): void;
}

/**
 * Who created whom, as lists within lists. Every row is a button that shows its goroutines, a row with others below
 * has one more that closes it; arrow keys walk the rows, left closes, right opens.
 */
export function Created(props: CreatedProps) {
  const { overview, word, live, state, toggle } = props;
  const tree = useRef<HTMLDivElement>(null);
  if (overview.creations.length === 0) {
    return <p class="gd-empty">{word('goroutine-dump.noMatch')}</p>;
  }
  const walk = (event: KeyboardEvent) => {
    const rows = [...(tree.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[now];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const number = Number(row.dataset.place);
    const closed = state.open.includes(number);
    const opener = row.querySelector('[aria-expanded]');
    const go = (at: number) => rows[at]?.querySelector<HTMLElement>('.gd-node')?.focus();
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(now + 1),
      ArrowUp: () => go(now - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowLeft: () => opener && !closed && toggle(number),
      ArrowRight: () => opener && closed && toggle(number),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    // A button that goes away takes the focus with it; the row's own stays.
    go(now);
    step();
  };
  const shown = countRows(overview.creations);
  const inferred = someRow(overview.creations, ({ parent }) => parent === 'inferred');
  return (
    <>
      <div ref={tree} class="gd-tree" role="group" onKeyDown={live ? walk : undefined}>
        <Sites {...props} sites={overview.creations} label={word('goroutine-dump.view.created')} />
      </div>
      {inferred && <p class="gd-note">{word('goroutine-dump.inferredNote')}</p>}
      <Rest {...props} rest={overview.rowCount - shown} />
    </>
  );
}

interface SitesProps extends CreatedProps {
  readonly sites: readonly CreationRow[];
  readonly label: string;
}

function Sites(props: SitesProps) {
  const { sites, label, id } = props;
  return (
    <ul aria-label={label}>
      {sites.map((site) => (
        <Site key={`${id} ${site.place}`} {...props} row={site} />
      ))}
    </ul>
  );
}

function Site(props: SitesProps & { readonly row: CreationRow }) {
  const { id, row, word, live, state, overview, toggle, change } = props;
  const open = !state.open.includes(row.place);
  const below = `${id}-site-${row.place}`;
  const name = row.site ? shortFunc(row.site.func) : word('goroutine-dump.noSite');
  const head = (
    <SiteFacts row={row} name={name} word={word} filtered={isFiltered(overview, state)} />
  );
  return (
    <li>
      <div class="gd-site" data-place={row.place}>
        {row.children.length > 0 && live ? (
          <button
            type="button"
            class="gd-fold"
            aria-expanded={open}
            aria-controls={below}
            aria-label={word('goroutine-dump.fold', { name })}
            onClick={() => toggle(row.place)}
          />
        ) : (
          <span class="gd-leaf" aria-hidden="true" />
        )}
        {live ? (
          <button
            type="button"
            class="gd-node"
            title={word('goroutine-dump.showThese')}
            onClick={() =>
              change({
                view: 'groups',
                filter: narrowed(state.filter, overview.problem, siteTerm(row.site)),
              })
            }
          >
            {head}
          </button>
        ) : (
          <div class="gd-node">{head}</div>
        )}
      </div>
      {row.children.length > 0 && (
        <div id={below} hidden={!open}>
          {open && (
            <Sites
              {...props}
              sites={row.children}
              label={word('goroutine-dump.createdBy', { func: name })}
            />
          )}
        </div>
      )}
    </li>
  );
}

interface SiteFactsProps extends Pick<CreatedProps, 'word'> {
  readonly row: CreationRow;
  readonly name: string;
  readonly filtered: boolean;
}

function SiteFacts({ row, name, word, filtered }: SiteFactsProps) {
  const { site, count, below, minutes, states, parent } = row;
  const none = filtered ? 'goroutine-dump.parent.filtered' : 'goroutine-dump.parent.none';
  return (
    <>
      <span class="gd-count">
        <b>{count}</b>
      </span>
      <span class="gd-where">
        <span class={site ? 'gd-title code' : 'gd-title'}>
          {name} {site && <b>{place(site)}</b>}
        </span>
        <span class="gd-meta">
          {states.slice(0, 3).map(({ state: each, count: n }) => (
            <span class="tag" key={each}>
              {states.length > 1 ? `${each} ${n}` : each}
            </span>
          ))}
          {states.length > 3 && (
            <span>{word('goroutine-dump.moreStates', { n: states.length - 3 })}</span>
          )}
          {minutes > 0 && <span>{word('goroutine-dump.wait', { n: minutes })}</span>}
          {below > 0 && <span>{word('goroutine-dump.below', { n: below })}</span>}
          {site && (
            <span>{word(parent === 'none' ? none : `goroutine-dump.parent.${parent}`)}</span>
          )}
        </span>
      </span>
    </>
  );
}

function isFiltered(overview: Overview, state: DumpState): boolean {
  return state.filter !== '' && !overview.problem;
}

function countRows(sites: readonly CreationRow[]): number {
  return sites.reduce((sum, { children }) => sum + 1 + countRows(children), 0);
}

function someRow(sites: readonly CreationRow[], test: (row: CreationRow) => boolean): boolean {
  return sites.some((row) => test(row) || someRow(row.children, test));
}
