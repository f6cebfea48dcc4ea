import type { DumpDiff } from '../evidence/goroutine/diff.ts';
import type { Group, GroupBy } from '../evidence/goroutine/group.ts';
import type { Dump, LineTable } from '../evidence/goroutine/types.ts';
import type { Told } from './findings.ts';
import type { DumpFile } from './reading.ts';

/** A dump as it was asked for. */
export interface SeenDump {
  readonly dump: Dump;
  /** Its place in the file, from 1. */
  readonly number: number;
  /** Its goroutines that passed the filter. */
  readonly matched: Dump;
  readonly groups: readonly Group[];
  readonly findings: readonly Told[];
  /** What became of an earlier dump of the same process; null where none was given or none fits. */
  readonly change: { readonly before: Dump; readonly diff: DumpDiff } | null;
}

/** A `sort | uniq -c` table of the file. */
export interface SeenTable {
  readonly table: LineTable;
  readonly findings: readonly Told[];
}

/** Everything that `goroutines` was asked to show. */
export interface Seen {
  readonly ok: true;
  readonly file: DumpFile;
  readonly earlier: DumpFile | null;
  readonly by: GroupBy;
  readonly dumps: readonly SeenDump[];
  readonly tables: readonly SeenTable[];
}
