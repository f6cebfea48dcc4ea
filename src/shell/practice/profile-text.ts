import type { Place } from './stacks.ts';

/** Where the model's programs would begin in memory; every function has a page of it. The format has no frame without an address. */
const TEXT = 0x400000;
const FUNCTION = 0x1000;
const STEP = 0x10;

/** One address for each line of each function. */
export class Addresses {
  private readonly functions = new Map<string, { entry: number; offsets: Map<number, number> }>();

  of({ func, line }: Place): { readonly pc: number; readonly offset: number } {
    const entry = TEXT + this.functions.size * FUNCTION;
    const known = this.functions.get(func) ?? { entry, offsets: new Map<number, number>() };
    this.functions.set(func, known);
    const offset = known.offsets.get(line) ?? (known.offsets.size + 1) * STEP;
    known.offsets.set(line, offset);
    return { pc: known.entry + offset, offset };
  }
}

/** The lines under a record: each frame with its address, and those of the runtime above the first other one hidden, as Go does. */
export function framesText(stack: readonly Place[], addresses: Addresses): string {
  const shown = Math.max(
    0,
    stack.findIndex(({ func }) => !func.startsWith('runtime.')),
  );
  return aligned(
    stack.slice(shown).map((frame) => {
      const { pc, offset } = addresses.of(frame);
      return ['#', hex(pc), `${frame.func}+${hex(offset)}`, `${frame.file}:${frame.line}`];
    }),
  );
}

/** The addresses behind a record's `@`: each is one more than its frame's. */
export function addressList(stack: readonly Place[], addresses: Addresses): string {
  return stack.map((frame) => ` ${hex(addresses.of(frame).pc + 1)}`).join('');
}

const TAB = 8;

/** Rows with their cells under each other, by tabs: Go's tabwriter with cells of eight and a blank at least between them. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const stops = widths.map((width) => Math.ceil((width + 1) / TAB) * TAB);
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === row.length - 1
          ? cell
          : cell + '\t'.repeat(Math.ceil(((stops[column] ?? 0) - cell.length) / TAB)),
      );
      return `${cells.join('')}\n`;
    })
    .join('');
}

export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
