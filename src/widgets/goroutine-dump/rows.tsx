import type { ComponentChildren } from 'preact';
import type { DumpViewProps } from './data.ts';

/** What the lists of the views share. */
export interface ListProps extends DumpViewProps {
  toggle(place: number): void;
  more(): void;
}

interface OpeningRowProps extends Pick<ListProps, 'id' | 'live' | 'state' | 'toggle'> {
  readonly at: number;
  readonly head: ComponentChildren;
  /** Made only while the row is open. */
  body(): ComponentChildren;
}

/** A row that opens to what is below it. In the still it is open or not, and nothing can be pressed. */
export function OpeningRow({ id, live, state, toggle, at, head, body }: OpeningRowProps) {
  const open = state.open.includes(at);
  const below = `${id}-below-${at}`;
  return (
    <li class="gd-group" data-open={open}>
      {live ? (
        <button
          type="button"
          class="gd-row"
          aria-expanded={open}
          aria-controls={below}
          onClick={() => toggle(at)}
        >
          {head}
        </button>
      ) : (
        <div class="gd-row">{head}</div>
      )}
      <div id={below} hidden={!open}>
        {open && body()}
      </div>
    </li>
  );
}

/** The rows that are not shown yet: a button, or in the still how many they are. */
export function Rest({
  rest,
  live,
  word,
  more,
}: Pick<ListProps, 'live' | 'word' | 'more'> & { rest: number }) {
  if (rest <= 0) return null;
  if (!live) {
    return <p class="gd-empty">{word('goroutine-dump.rest', { n: rest })}</p>;
  }
  return (
    <button type="button" class="b gd-more" onClick={more}>
      {word('goroutine-dump.more', { n: Math.min(rest, 200) })}
    </button>
  );
}
