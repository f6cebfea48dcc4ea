/** A place in a cell's text, both from 1; columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Why a cell has no value. Ids are keys under `notebook.problem.` in content/strings; `values` fill their places.
 *
 * - `syntax`: {message}, the parser's own words
 * - `import`: cells take everything from the kit
 * - `not-erasable`: an enum, a namespace, a parameter property: Node does not run them either
 * - `assigns`: {name} belongs to another cell, or to nobody
 * - `doubled`: {name} is also defined by {cells}
 * - `reserved`: {name} is the kit's
 * - `circle`: {cells} need each other, in this order
 * - `needs`: {cell}, which defines {name}, has no value
 * - `thrown`: {message}, what running it threw
 * - `stopped`: it ran longer than {seconds}
 * - `halted`: the reader stopped it
 */
export interface Problem {
  readonly id: (typeof PROBLEMS)[number];
  readonly values: Readonly<Record<string, string>>;
  readonly at: Place | null;
}

export const PROBLEMS = [
  'syntax',
  'import',
  'not-erasable',
  'assigns',
  'doubled',
  'reserved',
  'circle',
  'needs',
  'thrown',
  'stopped',
  'halted',
] as const;

export function problem(
  id: Problem['id'],
  values: Problem['values'] = {},
  at: Place | null = null,
): Problem {
  return { id, values, at };
}
