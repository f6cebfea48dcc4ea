/** Where one dump ends and the next begins, in a stream of goroutines. */
import { Columns } from './columns.ts';
import type { Draft } from './draft.ts';
import { Snapshot } from './snapshot.ts';
import type { ContextLine, DumpForm } from './types.ts';

/** So many lines around the goroutines of one dump are kept. */
const CONTEXT_MAX = 500;

/** Opens and closes the dumps of one stream. */
export class Boundaries {
  /** The dump that is open. */
  snapshot: Snapshot | null = null;
  /** The last line of the input that belonged to it. */
  last = 0;
  /** Something that is no part of a dump stood after the last goroutine. */
  noisy = false;
  readonly #draft: Draft;
  readonly #form: DumpForm;
  readonly #step: 0 | 1;
  #mainSeen = false;
  #runningRow = -1;
  /** What the runtime printed before the first goroutine of the next dump. */
  #context: ContextLine[] = [];

  constructor(draft: Draft, form: DumpForm, step: 0 | 1) {
    this.#draft = draft;
    this.#form = form;
    this.#step = step;
  }

  open(
    from: number = this.#context[0]?.line ?? this.#draft.line,
    form: DumpForm = this.#form,
  ): Snapshot {
    const snapshot = new Snapshot(form, from);
    snapshot.context.push(...this.#context);
    this.#context = [];
    this.snapshot = snapshot;
    this.#draft.closeTable();
    return snapshot;
  }

  /** The dump that is open ends here; `source` and `time`: what the log said of it. */
  close(source = '', time = ''): void {
    const { snapshot } = this;
    this.snapshot = null;
    this.noisy = this.#mainSeen = false;
    this.#runningRow = -1;
    if (!snapshot) return;
    if (source !== '') snapshot.source = source;
    if (time !== '') snapshot.time = time;
    snapshot.close(this.#draft, Math.max(this.last, snapshot.from));
  }

  /**
   * Adds a goroutine to the dump it belongs to. Every dump begins with the goroutine that took it
   * (`running`) and has at most one goroutine 1, so a second one of either, or a running one after
   * other text, begins the next dump.
   */
  add(id: number, tail: number, running: boolean): Snapshot {
    const snapshot = this.#snapshotFor(id, running);
    const row = snapshot.columns.add(id, tail, this.#draft.line);
    if (running) this.#runningRow = row;
    if (id === 1) this.#mainSeen = true;
    this.noisy = false;
    return snapshot;
  }

  /** A line of the runtime around the goroutines; false when there were too many of them. */
  addContext(line: ContextLine): boolean {
    const context = this.snapshot?.context ?? this.#context;
    if (context.length >= CONTEXT_MAX) return false;
    context.push(line);
    this.last = line.line;
    return true;
  }

  #snapshotFor(id: number, running: boolean): Snapshot {
    const { snapshot } = this;
    if (!snapshot) return this.open();
    if (!snapshot.ended) {
      if (snapshot.repeats || snapshot.columns.length === 0) return snapshot;
      if (id === 1 && this.#mainSeen) return this.#splitBefore(snapshot);
      if (!running || !(this.noisy || snapshot.has(id))) return snapshot;
    }
    this.close();
    return this.open();
  }

  /** Goroutine 1 again: the next dump began here, or with the running goroutine just before. */
  #splitBefore({ columns }: Snapshot): Snapshot {
    const last = columns.length - 1;
    const taken = new Columns();
    let line = this.#draft.line;
    if (this.#runningRow === last && last > 0 && columns.id(last) !== 1) {
      line = columns.line(last);
      taken.copy(columns, last);
      columns.drop();
    }
    this.last = line - this.#step;
    this.close();
    const next = this.open(line);
    next.columns = taken;
    return next;
  }
}
