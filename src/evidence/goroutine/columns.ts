/** Goroutines as columns of numbers, in blocks, so that a million of them grow without copying. */
import { NO_ARGS } from './args.ts';

const SHIFT = 16;
const BLOCK = 1 << SHIFT;
/** Rows of the first block: a log may hold thousands of dumps of one goroutine each. */
const FIRST = 8;

class Block {
  readonly id: Float64Array;
  readonly tail: Int32Array;
  readonly node: Int32Array;
  readonly line: Uint32Array;
  readonly args: Int32Array;
  creator: Float64Array | null = null;
  labels: Int32Array | null = null;

  constructor(size: number) {
    this.id = new Float64Array(size);
    this.tail = new Int32Array(size);
    this.node = new Int32Array(size);
    this.line = new Uint32Array(size);
    this.args = new Int32Array(size);
  }

  widen(size: number): Block {
    const wider = new Block(size);
    wider.id.set(this.id);
    wider.tail.set(this.tail);
    wider.node.set(this.node);
    wider.line.set(this.line);
    wider.args.set(this.args);
    if (this.creator) {
      wider.creator = new Float64Array(size);
      wider.creator.set(this.creator);
    }
    if (this.labels) {
      wider.labels = new Int32Array(size);
      wider.labels.set(this.labels);
    }
    return wider;
  }
}

/** Rows of goroutines. `tail`, `node`, `labels` are numbers in the tables of the reading. */
export class Columns {
  #blocks: Block[] = [];
  #last: Block = new Block(0);
  length = 0;

  /** Adds a goroutine and returns its row. */
  add(id: number, tail: number, line: number): number {
    const row = this.length;
    const at = row & (BLOCK - 1);
    if (at === 0 && row >>> SHIFT === this.#blocks.length) {
      this.#last = new Block(row === 0 ? FIRST : BLOCK);
      this.#blocks.push(this.#last);
    } else if (at === this.#last.id.length) {
      this.#last = this.#last.widen(at * 2);
      this.#blocks[row >>> SHIFT] = this.#last;
    }
    this.#last.id[at] = id;
    this.#last.tail[at] = tail;
    this.#last.line[at] = line;
    this.#last.args[at] = NO_ARGS;
    this.#last.node[at] = 0;
    if (this.#last.creator) this.#last.creator[at] = 0;
    if (this.#last.labels) this.#last.labels[at] = 0;
    this.length = row + 1;
    return row;
  }

  /** Sets the stack of the row added last. */
  setStack(node: number, args: number): void {
    const at = (this.length - 1) & (BLOCK - 1);
    this.#last.node[at] = node;
    this.#last.args[at] = args;
  }

  /** Sets the goroutine that created the row added last. */
  setCreator(creator: number): void {
    this.#last.creator ??= new Float64Array(this.#last.id.length);
    this.#last.creator[(this.length - 1) & (BLOCK - 1)] = creator;
  }

  /** Sets the labels of the row added last. */
  setLabels(labels: number): void {
    this.#last.labels ??= new Int32Array(this.#last.id.length);
    this.#last.labels[(this.length - 1) & (BLOCK - 1)] = labels;
  }

  /** Adds a copy of a row of other columns over the same tables, and returns its row here. */
  copy(from: Columns, row: number): number {
    const at = this.add(from.id(row), from.tail(row), from.line(row));
    this.setStack(from.node(row), from.args(row));
    if (from.creator(row)) this.setCreator(from.creator(row));
    if (from.labels(row)) this.setLabels(from.labels(row));
    return at;
  }

  /** Takes the last row away: it belongs to the next dump. */
  drop(): void {
    this.length--;
    if ((this.length & (BLOCK - 1)) !== 0 || this.length === 0) return;
    this.#blocks.pop();
    this.#last = this.#blocks.at(-1) as Block;
  }

  id(row: number): number {
    return this.#block(row).id[row & (BLOCK - 1)] as number;
  }
  tail(row: number): number {
    return this.#block(row).tail[row & (BLOCK - 1)] as number;
  }
  node(row: number): number {
    return this.#block(row).node[row & (BLOCK - 1)] as number;
  }
  line(row: number): number {
    return this.#block(row).line[row & (BLOCK - 1)] as number;
  }
  args(row: number): number {
    return this.#block(row).args[row & (BLOCK - 1)] as number;
  }
  /** Goroutine that created this one, or 0. */
  creator(row: number): number {
    return this.#block(row).creator?.[row & (BLOCK - 1)] ?? 0;
  }
  labels(row: number): number {
    return this.#block(row).labels?.[row & (BLOCK - 1)] ?? 0;
  }

  #block(row: number): Block {
    const block = this.#blocks[row >>> SHIFT];
    if (block === undefined || row < 0 || row >= this.length) {
      throw new RangeError(`no goroutine at ${row} of ${this.length}`);
    }
    return block;
  }
}
