import type { ViewProps } from '../contract.ts';
import type { Overview, Query, Reading } from './overview.ts';
import type { DumpState } from './state.ts';

/** What stands beside the state: a file that was read. */
export interface DumpData {
  /** As a person knows it: the evidence's path, or the name of the reader's own file. */
  readonly name: string;
  readonly own: boolean;
  readonly reading: Reading;
  /** The last answer: to the state that the data was loaded for, then to each question after it. */
  readonly first: Overview;
}

export type DumpViewProps = ViewProps<DumpState, DumpData>;

/** Groups in the list before the reader asks for more. */
export const PAGE = 40;

export function queryOf(state: DumpState, limit: number = PAGE): Query {
  return { dump: state.dump, by: state.by, filter: state.filter, limit };
}
