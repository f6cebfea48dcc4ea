import { NO_ARGS } from './args.ts';
import type { Columns } from './columns.ts';
import type { Tables } from './draft.ts';
import type { Ancestor, ContextLine, Dump, DumpForm, Goroutine } from './types.ts';

const NONE: readonly string[] = [];

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
  readonly #ancestors: ReadonlyMap<number, readonly Ancestor[]>;

  constructor(facts: DumpFacts, columns: Columns, tables: Tables) {
    this.form = facts.form;
    this.from = facts.from;
    this.to = facts.to;
    this.source = facts.source;
    this.time = facts.time;
    this.headers = facts.headers;
    this.context = facts.context;
    this.#ancestors = facts.ancestors;
    this.columns = columns;
    this.tables = tables;
  }

  get size(): number {
    return this.columns.length;
  }

  /** The goroutine at `index`, from 0 in the order of the input; throws a RangeError outside. */
  goroutine(index: number): Goroutine {
    const { columns, tables } = this;
    const { state, minutes, locked, marks } = tables.tails.tail(columns.tail(index));
    const node = columns.node(index);
    const stack = tables.stacks.stack(node);
    const ancestors = this.#ancestors.get(index);
    return {
      id: columns.id(index),
      state,
      minutes,
      locked,
      stack,
      args: this.#args(node, columns.args(index)),
      creator: columns.creator(index) || null,
      labels: tables.labels.text(columns.labels(index)),
      line: columns.line(index),
      ...(marks.length > 0 && { marks }),
      ...(ancestors && { ancestors }),
    };
  }

  *[Symbol.iterator](): IterableIterator<Goroutine> {
    for (let index = 0; index < this.size; index++) yield this.goroutine(index);
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
