import { Columns } from './columns.ts';
import type { Draft } from './draft.ts';
import type { Ancestor, ContextLine, DumpForm } from './types.ts';

/** A repeated id is looked for at most this often in one dump: a scan of a million ids takes 1 ms. */
const LOOKUPS = 64;

/** One dump in the making. */
export class Snapshot {
  columns: Columns = new Columns();
  /** Headers that could not be read. */
  lost = 0;
  source = '';
  time = '';
  readonly form: DumpForm;
  readonly from: number;
  readonly context: ContextLine[] = [];
  readonly ancestors = new Map<number, Ancestor[]>();
  /** `-----` was seen: GOTRACEBACK=crash prints a goroutine once for every thread. */
  repeats = false;
  /** containerd's END marker was read: no goroutine can follow. */
  ended = false;
  #lookups = 0;

  constructor(form: DumpForm, from: number) {
    this.form = form;
    this.from = from;
  }

  /** Whether the goroutine stands in the dump already; false too when asked too often. */
  has(id: number): boolean {
    if (this.#lookups++ >= LOOKUPS) return false;
    for (let row = 0; row < this.columns.length; row++)
      if (this.columns.id(row) === id) return true;
    return false;
  }

  close(draft: Draft, to: number): void {
    const headers = this.columns.length + this.lost;
    if (headers === 0) return;
    const { form, from, source, time, context, ancestors } = this;
    draft.dump({ form, from, to, source, time, headers, context, ancestors }, this.columns);
  }
}
