import type { ProfileViewProps } from './data.ts';
import { orderBy, type Sort } from './state.ts';

/** A column's head: in the page a button that orders by it, and again the other way round. */
export function ColumnHead({
  sort,
  title,
  words,
  state,
  update,
  live,
  number = true,
}: Pick<ProfileViewProps, 'state' | 'update' | 'live'> & {
  readonly sort: Sort;
  readonly title: string;
  /** What the column means, for the pointer. */
  readonly words: string;
  readonly number?: boolean;
}) {
  const on = state.sort === sort;
  // Names run from A, numbers from the largest.
  const ascending = (sort === 'name') !== state.up;
  return (
    <th
      scope="col"
      class={number ? 'pf-number' : undefined}
      aria-sort={on ? (ascending ? 'ascending' : 'descending') : undefined}
      title={words}
    >
      {live ? (
        <button type="button" class="pf-sort" onClick={() => update(orderBy(state, sort))}>
          {title}
          <span aria-hidden="true">{on ? (ascending ? ' ▴' : ' ▾') : ''}</span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}
