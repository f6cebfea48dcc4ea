import type { Frame } from '../../evidence/goroutine/types.ts';
import type { DumpViewProps } from './data.ts';
import { inLibrary, place, shortFunc } from './names.ts';
import type { GroupRow, Overview } from './overview.ts';

interface GroupsProps extends DumpViewProps {
  readonly overview: Overview;
  toggle(place: number): void;
  more(): void;
}

/** Groups, the largest first: how many, in what state, where they stand; each opens to its whole stack. */
export function Groups(props: GroupsProps) {
  const { overview, word, live, state } = props;
  if (overview.groups.length === 0) {
    return <p class="gd-empty">{word('goroutine-dump.noMatch')}</p>;
  }
  const most = overview.groups[0]?.count ?? 1;
  const rest = overview.groupCount - overview.groups.length;
  return (
    <>
      <ol class="gd-groups" aria-label={word('goroutine-dump.groups')}>
        {overview.groups.map((group, at) => (
          <Row
            key={`${state.by} ${state.filter} ${at}`}
            {...props}
            group={group}
            at={at}
            share={group.count / most}
          />
        ))}
      </ol>
      {rest > 0 && live && (
        <button type="button" class="b gd-more" onClick={props.more}>
          {word('goroutine-dump.more', { n: Math.min(rest, 200) })}
        </button>
      )}
      {rest > 0 && !live && (
        <p class="gd-empty">{word('goroutine-dump.more', { n: rest }).replace(/…?$/, '…')}</p>
      )}
    </>
  );
}

interface RowProps extends GroupsProps {
  readonly group: GroupRow;
  readonly at: number;
  /** Of the largest group, 0 to 1. */
  readonly share: number;
}

function Row({ id, group, at, share, state, word, live, toggle }: RowProps) {
  const open = state.open.includes(at);
  const stack = `${id}-stack-${at}`;
  const head = (
    <>
      <span class="gd-count">
        <b>{group.count}</b>
        <i style={{ inlineSize: `${Math.max(2, share * 100)}%` }} aria-hidden="true" />
      </span>
      <Where group={group} word={word} />
    </>
  );
  return (
    <li class="gd-group" data-open={open}>
      {live ? (
        <button
          type="button"
          class="gd-row"
          aria-expanded={open}
          aria-controls={stack}
          onClick={() => toggle(at)}
        >
          {head}
        </button>
      ) : (
        <div class="gd-row">{head}</div>
      )}
      <div id={stack} hidden={!open}>
        {open && <Stack group={group} word={word} />}
      </div>
    </li>
  );
}

function Where({ group, word }: Pick<RowProps, 'group' | 'word'>) {
  const { telling, root, top, createdBy, states } = group;
  return (
    <span class="gd-where">
      <span class="gd-title code">
        {telling ? (
          <>
            {shortFunc(telling.func)} <b>{place(telling)}</b>
            {root && root !== telling && (
              <span class="gd-root">
                {' ← '}
                {shortFunc(root.func)} <b>{place(root)}</b>
              </span>
            )}
          </>
        ) : (
          group.title
        )}
      </span>
      <span class="gd-meta">
        {states.slice(0, 3).map(({ state: name, count }) => (
          <span class="tag" key={name}>
            {states.length > 1 ? `${name} ${count}` : name}
          </span>
        ))}
        {group.minutes > 0 && <span>{word('goroutine-dump.wait', { n: group.minutes })}</span>}
        {top && top !== telling && (
          <span>
            {word('goroutine-dump.top', { func: `${shortFunc(top.func)} ${place(top)}` })}
          </span>
        )}
        {createdBy && (
          <span>
            {word('goroutine-dump.createdBy', {
              func: `${shortFunc(createdBy.func)} ${place(createdBy)}`,
            })}
          </span>
        )}
      </span>
    </span>
  );
}

function Stack({ group, word }: Pick<RowProps, 'group' | 'word'>) {
  const { frames, createdBy, ids, count, stacks, elided } = group;
  const shown = ids.join(', ');
  return (
    <div class="gd-stack">
      {stacks > 1 && <p>{word('goroutine-dump.stacks', { n: stacks })}</p>}
      <ol>
        {frames.map((frame, depth) => (
          <FrameLine key={depth} frame={frame} word={word} />
        ))}
      </ol>
      {elided !== 0 && (
        <p>
          {elided > 0
            ? word('goroutine-dump.elided', { n: elided })
            : word('goroutine-dump.elidedSome')}
        </p>
      )}
      {createdBy && (
        <p class="gd-created code">
          {word('goroutine-dump.createdBy', { func: createdBy.func })}
          <br />
          {createdBy.file}:{createdBy.line}
        </p>
      )}
      {ids.length > 0 && (
        <p class="gd-ids">
          {count > ids.length
            ? word('goroutine-dump.idsMore', { ids: shown, n: count - ids.length })
            : word('goroutine-dump.ids', { ids: shown })}
        </p>
      )}
    </div>
  );
}

function FrameLine({ frame, word }: { readonly frame: Frame } & Pick<RowProps, 'word'>) {
  return (
    <li class={inLibrary(frame) ? 'gd-frame gd-standard' : 'gd-frame'}>
      <span>
        {frame.func}
        {frame.inlined && <em> {word('goroutine-dump.inlined')}</em>}
      </span>
      {frame.file !== '' && (
        <span>
          {frame.file}:{frame.line}
        </span>
      )}
    </li>
  );
}
