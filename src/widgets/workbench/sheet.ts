import type { Finding } from '../../evidence/diagnose/types.ts';
import type { DumpForm } from '../../evidence/goroutine/types.ts';
import type { Kind } from '../../evidence/pprof/kinds.ts';

/** A file on the bench, told apart by its content. */
export type Sheet = { readonly id: number; readonly name: string; readonly bytes: number } & (
  | {
      readonly is: 'goroutines';
      readonly dumps: readonly {
        readonly form: DumpForm;
        readonly size: number;
        readonly headers: number;
      }[];
      /** Rows of `sort | uniq -c` tables in it. */
      readonly rows: number;
      readonly leftovers: number;
    }
  | {
      readonly is: 'profile';
      /** Sample types with their totals, as text with units. */
      readonly types: readonly { readonly type: string; readonly total: string }[];
      readonly samples: number;
    }
  | { readonly is: 'other'; readonly kind: Kind }
);

/** Which dump of which file. */
export interface DumpPlace {
  readonly sheet: number;
  readonly dump: number;
}

/** A finding, and the dumps that its proof counts: 0 is the one that was diagnosed, then the others. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly dumps: readonly DumpPlace[];
}
