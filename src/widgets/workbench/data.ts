import type { ViewProps } from '../contract.ts';
import type { BenchPort } from './port.ts';
import type { PlacedFinding, Sheet } from './sheet.ts';
import type { WorkbenchState } from './state.ts';

/** What lies on the bench. The port is null in the page until the first file: no worker before it is needed. */
export interface WorkbenchData {
  readonly sheets: readonly Sheet[];
  readonly findings: readonly PlacedFinding[];
  readonly port: BenchPort | null;
}

export type WorkbenchProps = ViewProps<WorkbenchState, WorkbenchData>;
