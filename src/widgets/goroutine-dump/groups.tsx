import type { GroupRow, Overview } from './overview.ts';
import { type ListProps, OpeningRow, Rest } from './rows.tsx';
import { Stack, StackOrigin, StackTitle } from './stack.tsx';

interface GroupsProps extends ListProps {
  readonly overview: Overview;
}

/** Groups, the largest first: how many, in what state, where they stand; each opens to its whole stack. */
export function Groups(props: GroupsProps) {
  const { overview, word, state } = props;
  if (overview.groups.length === 0) {
    return <p class="gd-empty">{word('goroutine-dump.noMatch')}</p>;
  }
  const most = overview.groups[0]?.count ?? 1;
  return (
    <>
      <ol class="gd-groups" aria-label={word('goroutine-dump.groups')}>
        {overview.groups.map((group, at) => (
          <OpeningRow
            key={`${state.by} ${state.filter} ${at}`}
            {...props}
            at={at}
            head={<Head group={group} share={group.count / most} word={word} />}
            body={() => <Body group={group} word={word} />}
          />
        ))}
      </ol>
      <Rest {...props} rest={overview.rowCount - overview.groups.length} />
    </>
  );
}

interface PartProps extends Pick<GroupsProps, 'word'> {
  readonly group: GroupRow;
}

/** `share` is of the largest group, 0 to 1. */
function Head({ group, share, word }: PartProps & { readonly share: number }) {
  const { states, minutes } = group;
  return (
    <>
      <span class="gd-count">
        <b>{group.count}</b>
        <i style={{ inlineSize: `${Math.max(2, share * 100)}%` }} aria-hidden="true" />
      </span>
      <span class="gd-where">
        <StackTitle stack={group} instead={group.title} />
        <span class="gd-meta">
          {states.slice(0, 3).map(({ state: name, count }) => (
            <span class="tag" key={name}>
              {states.length > 1 ? `${name} ${count}` : name}
            </span>
          ))}
          {minutes > 0 && <span>{word('goroutine-dump.wait', { n: minutes })}</span>}
          <StackOrigin stack={group} word={word} />
        </span>
      </span>
    </>
  );
}

function Body({ group, word }: PartProps) {
  const { ids, count, stacks } = group;
  const shown = ids.join(', ');
  return (
    <div class="gd-stack">
      {stacks > 1 && <p>{word('goroutine-dump.stacks', { n: stacks })}</p>}
      <Stack stack={group} word={word}>
        {ids.length > 0 && (
          <p class="gd-ids">
            {count > ids.length
              ? word('goroutine-dump.idsMore', { ids: shown, n: count - ids.length })
              : word('goroutine-dump.ids', { ids: shown })}
          </p>
        )}
      </Stack>
    </div>
  );
}
