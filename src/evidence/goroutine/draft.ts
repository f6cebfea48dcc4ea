import { Args } from './args.ts';
import { Columns } from './columns.ts';
import { ColumnDump, type DumpFacts, type Tables } from './dump.ts';
import { Tails } from './header.ts';
import { ByteStrings } from './intern.ts';
import { type KeepArgs, Stacks } from './stacks.ts';
import type {
  Dump,
  DumpForm,
  Leftover,
  LineCount,
  LineTable,
  Notice,
  NoticeCode,
} from './types.ts';

/** So many leftovers are kept with their text; the rest is counted. */
const LEFTOVERS_KEPT = 1000;
/** So much of a leftover's text is kept, in bytes: a whole screen line, not a whole log. */
const LEFTOVER_BYTES = 400;

/** So many dumps and rows of a table are kept apart: more than any person looks at. */
const DUMPS_KEPT = 10_000;
const ROWS_KEPT = 100_000;

const decoder = new TextDecoder();

/** The text of a line for a person to read, shortened. */
export function excerpt(
  buf: Uint8Array,
  start: number,
  end: number,
  most: number = LEFTOVER_BYTES,
): string {
  if (end - start <= most) return decoder.decode(buf.subarray(start, end));
  return `${decoder.decode(buf.subarray(start, start + most))}…`;
}

/** Goroutines of the dumps that are too many to be kept apart. */
interface Rest {
  readonly facts: DumpFacts;
  readonly columns: Columns;
  readonly counts: number[];
  headers: number;
}

/** A reading in the making: what the parts of the reader write to. */
export class Draft implements Tables {
  readonly stacks: Stacks;
  readonly tails: Tails = new Tails();
  readonly labels: ByteStrings = new ByteStrings();
  readonly args: Args = new Args();
  readonly dumps: Dump[] = [];
  readonly tables: LineTable[] = [];
  readonly leftovers: Leftover[] = [];
  moreLeftovers = 0;
  logLines = 0;
  /** The line of the input that was read last, from 1. */
  line = 0;
  readonly #notices = new Map<NoticeCode, { code: NoticeCode; line: number; count: number }>();
  #rows: LineCount[] = [];
  readonly #rest = new Map<DumpForm, Rest>();

  constructor(keepArgs: KeepArgs) {
    this.stacks = new Stacks(keepArgs);
  }

  leftover(line: number, buf: Uint8Array, start: number, end: number): void {
    if (this.leftovers.length >= LEFTOVERS_KEPT) this.moreLeftovers++;
    else this.leftovers.push({ line, text: excerpt(buf, start, end) });
  }

  leftoverText(line: number, text: string): void {
    if (this.leftovers.length >= LEFTOVERS_KEPT) this.moreLeftovers++;
    else this.leftovers.push({ line, text });
  }

  notice(code: NoticeCode, line: number = this.line): void {
    const known = this.#notices.get(code);
    if (known) known.count++;
    else this.#notices.set(code, { code, line, count: 1 });
  }

  get notices(): Notice[] {
    return [...this.#notices.values()];
  }

  /** Adds a dump; beyond DUMPS_KEPT its goroutines go to one last dump of its form together. */
  dump(facts: DumpFacts, columns: Columns, counts: Float64Array | null = null): void {
    if (this.dumps.length < DUMPS_KEPT) {
      this.dumps.push(new ColumnDump(facts, columns, this, counts));
      return;
    }
    this.notice('many-dumps', facts.from);
    let rest = this.#rest.get(facts.form);
    if (!rest) {
      rest = { facts, columns: new Columns(), headers: 0, counts: [] };
      this.#rest.set(facts.form, rest);
    }
    rest.headers += facts.headers;
    for (let row = 0; row < columns.length; row++) {
      rest.columns.copy(columns, row);
      if (counts) rest.counts.push(counts[row] as number);
    }
  }

  /** The input is over: what is still open ends. */
  end(): void {
    this.closeTable();
    for (const { facts, columns, headers, counts } of this.#rest.values()) {
      const merged = { ...facts, to: this.line, headers, source: '', ancestors: new Map() };
      const weights = facts.form === 'counts' ? Float64Array.from(counts) : null;
      this.dumps.push(new ColumnDump(merged, columns, this, weights));
    }
  }

  /** Adds a row to the table that is open, or opens one; false when there are too many. */
  row(row: LineCount): boolean {
    if (this.#rows.length >= ROWS_KEPT) return false;
    this.#rows.push(row);
    return true;
  }

  /** The table that was open ends here. */
  closeTable(): void {
    const [first] = this.#rows;
    const last = this.#rows.at(-1);
    if (!first || !last) return;
    this.tables.push({ from: first.at, to: last.at, rows: this.#rows });
    this.#rows = [];
  }
}
