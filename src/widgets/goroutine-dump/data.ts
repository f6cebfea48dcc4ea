/**
 * What other widgets use of this one: render `View` (view.tsx) with a `DumpState` of their own and `DumpData` whose
 * `reading` answers (from `openBytes` or `openLarge` of open.ts, or `readingFrom` of reading.ts in a worker of their
 * own). `first` must be the reading's answer to `queryOf(state)`: the still has no other. After that the view asks by
 * itself when the state changes, and gives the answers back by `supply`.
 */
import type { ViewProps } from '../contract.ts';
import type { Overview, Query, Reading } from './overview.ts';
import { type DumpState, SAME_FILE } from './state.ts';

/** The file that is taken as the earlier one. The reading holds what was read of it. */
export interface BaseData {
  readonly name: string;
  readonly own: boolean;
  /** The file itself, for the next reading: a later dump is often compared with the same base. */
  readonly file: Blob;
}

/** What stands beside the state: a file that was read. */
export interface DumpData {
  /** As a person knows it: the evidence's path, or the name of the reader's own file. */
  readonly name: string;
  readonly own: boolean;
  /** True: another widget chooses the file, and this one offers no other. */
  readonly fixed?: boolean;
  readonly reading: Reading;
  /** The last answer: to the state that the data was loaded for, then to each question after it. */
  readonly first: Overview;
  /** Given to `reading.against` before `first` was asked; absent where nothing is compared, or within one file. */
  readonly base?: BaseData | null;
  /** Why the base that a link names could not be had: what the system says, or null when it holds no goroutine. */
  readonly baseTrouble?: { readonly name: string; readonly detail: string | null };
}

export type DumpViewProps = ViewProps<DumpState, DumpData>;

/** Rows in the list before the reader asks for more. */
export const PAGE = 40;

export function queryOf(state: DumpState, limit: number = PAGE): Query {
  const { dump, view, by, filter, base, baseDump } = state;
  return { dump, view, by, filter, limit, base: baseDump, sameFile: base === SAME_FILE };
}
