import { place, shortFunc } from '../goroutine-dump/names.ts';
import type { GroupRow } from '../goroutine-dump/overview.ts';
import { Stack, StackOrigin, StackTitle } from '../goroutine-dump/stack.tsx';
import type { TriageProps } from './data.ts';
import { toggled } from './state.ts';

interface PositionsProps extends TriageProps {
  readonly points: readonly number[];
  /** Nothing can be pointed at: the answer stands, or the list is still that of another dump. */
  readonly fixed: boolean;
  more(): void;
  point(id: number): void;
}

/** Where goroutines stand, the most first: each row opens to its stack, and can be pointed at. */
export function Positions(props: PositionsProps) {
  const { data, word, live, more } = props;
  const { groups, rowCount } = data.positions;
  const rest = rowCount - groups.length;
  const most = Math.max(1, ...groups.map(({ count }) => count));
  if (groups.length === 0) return <p class="tr-none">{word('goroutine-dump.noMatch')}</p>;
  return (
    <>
      <ol class="tr-rows" data-live={live} aria-label={word('triage.as.positions')}>
        {groups.map((group, row) => (
          <Position
            {...props}
            key={group.ids[0]}
            group={group}
            row={row}
            share={group.count / most}
          />
        ))}
      </ol>
      {rest > 0 &&
        (live ? (
          <button type="button" class="b tr-more" onClick={more}>
            {word('goroutine-dump.more', { n: rest })}
          </button>
        ) : (
          <p class="tr-none">{word('goroutine-dump.rest', { n: rest })}</p>
        ))}
    </>
  );
}

interface PositionProps extends PositionsProps {
  readonly group: GroupRow;
  readonly row: number;
  /** Of the largest group, 0 to 1. */
  readonly share: number;
}

function Position(props: PositionProps) {
  const { id, state, word, live, update, group, row, points, fixed, point } = props;
  const open = state.rows.includes(row);
  const below = `${id}-row-${row}`;
  const pointed = group.ids.find((one) => points.includes(one));
  const [first = 0] = group.ids;
  const head = <Head {...props} />;
  return (
    <li class="tr-row" data-open={open} data-pointed={pointed !== undefined}>
      {live && (
        <button
          type="button"
          class="tr-point"
          aria-pressed={pointed !== undefined}
          aria-label={word('triage.point', { what: nameOf(group) })}
          title={word('triage.point.short')}
          disabled={fixed}
          onClick={() => point(pointed ?? first)}
        >
          <Pin />
        </button>
      )}
      {live ? (
        <button
          type="button"
          class="tr-head-row"
          aria-expanded={open}
          aria-controls={below}
          onClick={() => update(toggled(state, row))}
        >
          {head}
        </button>
      ) : (
        <div class="tr-head-row">{head}</div>
      )}
      <div id={below} class="tr-below" hidden={!open}>
        {open && (
          <div class="gd-stack">
            <Stack stack={group} word={word}>
              <p class="gd-ids">
                {group.count > group.ids.length
                  ? word('goroutine-dump.idsMore', {
                      ids: group.ids.join(', '),
                      n: group.count - group.ids.length,
                    })
                  : word('goroutine-dump.ids', { ids: group.ids.join(', ') })}
              </p>
            </Stack>
          </div>
        )}
      </div>
    </li>
  );
}

function Head({ group, share, word }: PositionProps) {
  const { count, states, minutes } = group;
  return (
    <>
      <span class="gd-count">
        <b>{count}</b>
        <i style={{ inlineSize: `${Math.max(2, share * 100)}%` }} aria-hidden="true" />
      </span>
      <span class="gd-where">
        <StackTitle stack={group} instead={group.title} />
        <span class="gd-meta">
          {states.slice(0, 3).map(({ state, count: n }) => (
            <span class="tag" key={state}>
              {states.length > 1 ? `${state} ${n}` : state}
            </span>
          ))}
          <span>
            {minutes > 0 ? word('triage.row.longest', { n: minutes }) : word('triage.row.young')}
          </span>
          <StackOrigin stack={group} word={word} />
        </span>
      </span>
    </>
  );
}

/** A row in a few words: `164 × server.go:444`. */
function nameOf({ count, telling, title }: GroupRow): string {
  const where = telling ? `${shortFunc(telling.func)} ${place(telling)}` : title;
  return `${count} × ${where}`;
}

function Pin() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M4 14V2.5h8L9.75 6 12 9.5H4" fill="none" stroke="currentColor" stroke-width="1.75" />
    </svg>
  );
}
