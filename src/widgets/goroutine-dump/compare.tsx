import { BaseBar } from './base-bar.tsx';
import type { ChangeRow, Comparison, Ids, Overview } from './overview.ts';
import { type ListProps, OpeningRow, Rest } from './rows.tsx';
import { baseName, comparisonText, signed } from './say.ts';
import { Stack, StackOrigin, StackTitle } from './stack.tsx';

interface CompareProps extends ListProps {
  readonly overview: Overview;
}

const MOVEMENTS = ['stayed', 'moved', 'ended', 'started'] as const;

/** This dump beside an earlier one: what it says in words, single goroutines where they can be followed, stacks. */
export function Compare(props: CompareProps) {
  const { overview, word, live, state, data, id } = props;
  const { comparison } = overview;
  return (
    <>
      {live ? (
        <BaseBar {...props} />
      ) : (
        <p class="gd-asked">
          {word('goroutine-dump.compare.base')}:{' '}
          <span class="code">{baseName(state, data, word) || '-'}</span>
        </p>
      )}
      {comparison ? (
        <>
          <div class="gd-said" id={`${id}-said`}>
            {comparisonText(comparison, word).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          {comparison.movement && <Movement {...props} movement={comparison.movement} />}
          <Changes {...props} comparison={comparison} />
        </>
      ) : (
        <p class="gd-empty">{word('goroutine-dump.compare.how')}</p>
      )}
    </>
  );
}

function Movement({
  movement,
  word,
}: Pick<CompareProps, 'word'> & { readonly movement: NonNullable<Comparison['movement']> }) {
  return (
    <>
      <dl class="gd-movement">
        {MOVEMENTS.map((kind) => (
          <div key={kind}>
            <dt>{word(`goroutine-dump.movement.${kind}`)}</dt>
            <dd>
              <b>{movement[kind].count}</b>
              <span class="code">{idsText(movement[kind])}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="gd-note">{word('goroutine-dump.movementNote')}</p>
    </>
  );
}

function idsText({ count, ids }: Ids): string {
  return ids.join(', ') + (count > ids.length ? ', …' : '');
}

function Changes(props: CompareProps & { readonly comparison: Comparison }) {
  const { comparison, overview, word, state } = props;
  const { rows } = comparison;
  const most = Math.max(1, ...rows.map(({ before, after }) => Math.abs(after - before)));
  return (
    <>
      <ol class="gd-groups" aria-label={word('goroutine-dump.changes')}>
        {rows.map((row, at) => (
          <OpeningRow
            key={`${state.base} ${state.baseDump} ${at}`}
            {...props}
            at={at}
            head={<Head row={row} most={most} word={word} />}
            body={() => (
              <div class="gd-stack">
                <Stack stack={row} word={word} />
              </div>
            )}
          />
        ))}
      </ol>
      <Rest {...props} rest={overview.rowCount - rows.length} />
    </>
  );
}

interface HeadProps extends Pick<CompareProps, 'word'> {
  readonly row: ChangeRow;
  /** The largest change of all, either way. */
  readonly most: number;
}

function Head({ row, most, word }: HeadProps) {
  const { kind, before, after, minutesBefore, minutesAfter } = row;
  const change = after - before;
  return (
    <>
      <span class="gd-count" data-down={change < 0}>
        <b>{signed(change)}</b>
        {change !== 0 && (
          <i
            style={{ inlineSize: `${Math.max(2, (Math.abs(change) / most) * 100)}%` }}
            aria-hidden="true"
          />
        )}
      </span>
      <span class="gd-where">
        <StackTitle stack={row} instead={word('goroutine-dump.noFrames')} />
        <span class="gd-meta">
          <span class={kind === 'same' ? 'tag' : 'tag tag-flow'}>
            {word(`goroutine-dump.kind.${kind}`)}
          </span>
          <span>{word('goroutine-dump.beforeAfter', { before, after })}</span>
          {(minutesBefore > 0 || minutesAfter > 0) && (
            <span>
              {word('goroutine-dump.waitsBeforeAfter', {
                before: before > 0 ? waitText(minutesBefore) : '-',
                after: after > 0 ? waitText(minutesAfter) : '-',
              })}
            </span>
          )}
          <StackOrigin stack={row} word={word} />
        </span>
      </span>
    </>
  );
}

/** Whole minutes; under one the runtime prints none. */
function waitText(minutes: number): string {
  return minutes > 0 ? String(minutes) : '< 1';
}
