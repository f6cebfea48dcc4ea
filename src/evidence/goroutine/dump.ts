import { type Args, NO_ARGS } from './args.ts';
import type { Columns } from './columns.ts';
import type { Tails } from './header.ts';
import type { ByteStrings } from './intern.ts';
import type { Stacks } from './stacks.ts';
import type { Ancestor, ContextLine, Dump, DumpForm, Goroutine } from './types.ts';

const NONE: readonly string[] = [];

/** The tables all dumps of one reading share. */
export interface Tables {
  readonly stacks: Stacks;
  readonly tails: Tails;
  readonly labels: ByteStrings;
  readonly args: Args;
}

/** What a dump says of itself beside its goroutines. */
export interface DumpFacts {
  readonly form: DumpForm;
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly time: string;
  readonly headers: number;
  readonly context: readonly ContextLine[];
  /** Ancestors of the few goroutines that print them, by row. */
  readonly ancestors: ReadonlyMap<number, readonly Ancestor[]>;
}

/** A dump over columns: a goroutine is made into an object only when it is asked for. */
export class ColumnDump implements Dump {
  readonly form: DumpForm;
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly time: string;
  readonly headers: number;
  readonly context: readonly ContextLine[];
  readonly columns: Columns;
  readonly tables: Tables;
  readonly ancestors: ReadonlyMap<number, readonly Ancestor[]>;

  /** How many goroutines each row stands for (form `counts`), or null: one each. */
  readonly counts: Float64Array | null;
  readonly size: number;

  constructor(
    facts: DumpFacts,
    columns: Columns,
    tables: Tables,
    counts: Float64Array | null = null,
  ) {
    this.form = facts.form;
    this.from = facts.from;
    this.to = facts.to;
    this.source = facts.source;
    this.time = facts.time;
    this.headers = facts.headers;
    this.context = facts.context;
    this.ancestors = facts.ancestors;
    this.columns = columns;
    this.tables = tables;
    this.counts = counts;
    this.size = counts ? counts.reduce((sum, count) => sum + count, 0) : columns.length;
  }

  /** How many goroutines a row of the columns stands for. */
  weight(row: number): number {
    return this.counts ? (this.counts[row] as number) : 1;
  }

  /** The goroutine at `index`, from 0 in the order of the input; throws a RangeError outside. */
  goroutine(index: number): Goroutine {
    return this.#at(this.counts ? this.#rowOf(index, this.counts) : index);
  }

  *[Symbol.iterator](): IterableIterator<Goroutine> {
    for (let row = 0; row < this.columns.length; row++) {
      for (let nth = this.weight(row); nth > 0; nth--) yield this.#at(row);
    }
  }

  /** The row of the goroutine at `index`, where rows stand for many. */
  #rowOf(index: number, counts: Float64Array): number {
    let before = 0;
    for (let row = 0; row < counts.length; row++) {
      before += counts[row] as number;
      if (index < before && index >= 0) return row;
    }
    throw new RangeError(`no goroutine at ${index} of ${this.size}`);
  }

  #at(row: number): Goroutine {
    const { columns, tables } = this;
    const { state, minutes, locked, marks } = tables.tails.tail(columns.tail(row));
    const node = columns.node(row);
    const stack = tables.stacks.stack(node);
    const ancestors = this.ancestors.get(row);
    return {
      id: columns.id(row),
      state,
      minutes,
      locked,
      stack,
      args: this.#args(node, columns.args(row)),
      creator: columns.creator(row) || null,
      labels: tables.labels.text(columns.labels(row)),
      line: columns.line(row),
      ...(marks.length > 0 && { marks }),
      ...(ancestors && { ancestors }),
    };
  }

  #args(node: number, at: number): readonly string[] {
    const { stacks, args } = this.tables;
    const calls = stacks.path(node).filter((frame) => stacks.kind(frame) < 2);
    if (at === NO_ARGS) return calls.length === 0 ? NONE : calls.map(() => '');
    const kept = calls.map((frame) => stacks.keeps(frame));
    const words = args.lines(at, kept.filter(Boolean).length);
    let next = 0;
    return kept.map((keeps) => (keeps ? (words[next++] ?? '') : ''));
  }
}
