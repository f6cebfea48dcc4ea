import { Args } from './args.ts';
import { Tails } from './header.ts';
import { ByteStrings } from './intern.ts';
import { type KeepArgs, Stacks } from './stacks.ts';
import type { Dump, Leftover, LineCount, LineTable, Notice, NoticeCode } from './types.ts';

/** So many leftovers are kept with their text; the rest is counted. */
const LEFTOVERS_KEPT = 1000;
/** So much of a leftover's text is kept, in bytes: a whole screen line, not a whole log. */
const LEFTOVER_BYTES = 400;

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

/** The tables all dumps of one reading share. */
export interface Tables {
  readonly stacks: Stacks;
  readonly tails: Tails;
  readonly labels: ByteStrings;
  readonly args: Args;
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

  /** Adds a row to the table that is open, or opens one. */
  row(row: LineCount): void {
    this.#rows.push(row);
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
