import { MOST, type Output, type TreeNode } from './output.ts';

/** A value that says itself how it wants to be shown: made by `table`, `tree` and `text` of the kit. */
export class Shown {
  readonly output: Output;

  constructor(output: Output) {
    this.output = output;
  }
}

/** Turns a chart into markup, or gives null for what is no chart. */
export type Draw = (value: unknown) => string | null;

/** What a value looks like: a chart, a text, a table of records that share their keys, or a tree. */
export function inspect(value: unknown, draw: Draw): Output {
  if (value instanceof Shown) return value.output;
  const svg = draw(value);
  if (svg !== null && svg.length > MOST.svg) {
    throw new RangeError(`a chart of ${svg.length} characters; at most ${MOST.svg} are shown`);
  }
  if (svg !== null) return { kind: 'chart', svg };
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value) && isTable(value)) return tableOf(value);
  return treeOf(value);
}

export function textOf(value: string): Output {
  const more = Math.max(0, value.length - MOST.text);
  return { kind: 'text', text: value.slice(0, MOST.text), more };
}

/** Rows with the same keys, and values that fit into a line. */
function isTable(rows: readonly unknown[]): rows is readonly object[] {
  const [first] = rows;
  if (!isPlain(first)) return false;
  const keys = Object.keys(first).join('\n');
  return (
    keys !== '' &&
    rows
      .slice(0, MOST.rows)
      .every(
        (row) =>
          isPlain(row) &&
          Object.keys(row).join('\n') === keys &&
          Object.values(row).every((cell) => typeof cell !== 'object' || cell === null),
      )
  );
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A table of any rows: the columns are the keys of all that are shown, or those asked for. */
export function tableOf(rows: Iterable<object>, asked?: readonly string[]): Output {
  const all = [...rows];
  const shown = all.slice(0, MOST.rows);
  const columns = asked ?? [...new Set(shown.flatMap((row) => Object.keys(row)))];
  return {
    kind: 'table',
    columns: columns.slice(0, MOST.columns),
    rows: shown.map((row) =>
      columns.slice(0, MOST.columns).map((key) => {
        const value = (row as Readonly<Record<string, unknown>>)[key];
        if (typeof value === 'number') return value;
        if (value === undefined || value === null) return '';
        return (typeof value === 'string' ? value : lineOf(value)).slice(0, MOST.cell);
      }),
    ),
    more: all.length - shown.length,
  };
}

export function treeOf(value: unknown): Output {
  return { kind: 'tree', node: nodeOf(null, value, MOST.depth, new Set(), { nodes: MOST.nodes }) };
}

function nodeOf(
  key: string | null,
  value: unknown,
  depth: number,
  above: ReadonlySet<unknown>,
  left: { nodes: number },
): TreeNode {
  left.nodes--;
  const text = lineOf(value).slice(0, MOST.cell);
  const { size, entries } = above.has(value) ? NOTHING : insideOf(value);
  const children: TreeNode[] = [];
  const inside = new Set(above).add(value);
  for (const [name, part] of depth > 0 ? entries : []) {
    if (left.nodes <= 0) break;
    children.push(nodeOf(name.slice(0, MOST.cell), part, depth - 1, inside, left));
  }
  return { key, text, children, more: size - children.length };
}

interface Inside {
  readonly size: number;
  /** The first of them. */
  readonly entries: readonly (readonly [string, unknown])[];
}

const NOTHING: Inside = { size: 0, entries: [] };

/** What is inside a value, as much as can be shown. A getter that throws shows what it threw. */
function insideOf(value: unknown): Inside {
  if (typeof value !== 'object' || value === null) return NOTHING;
  if (value instanceof Date || value instanceof RegExp || value instanceof Promise) return NOTHING;
  if (value instanceof Map) {
    return { size: value.size, entries: first(value, ([key, part]) => [lineOf(key), part]) };
  }
  if (value instanceof Set) {
    return { size: value.size, entries: first(value, (part, at) => [String(at), part]) };
  }
  if (isList(value)) {
    return { size: value.length, entries: first(value, (part, at) => [String(at), part]) };
  }
  const keys = Object.keys(value);
  return { size: keys.length, entries: first(keys, (key) => [key, fieldOf(value, key)]) };
}

/** An array or a typed one: its elements are not copied to be counted. */
function isList(value: object): value is Iterable<unknown> & { readonly length: number } {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function first<Part>(
  parts: Iterable<Part>,
  entryOf: (part: Part, at: number) => readonly [string, unknown],
): readonly (readonly [string, unknown])[] {
  const entries: (readonly [string, unknown])[] = [];
  for (const part of parts) {
    if (entries.length === MOST.children) break;
    entries.push(entryOf(part, entries.length));
  }
  return entries;
}

function fieldOf(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch (error) {
    return error;
  }
}

/** A value in a line. */
function lineOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > MOST.cell ? `${value.slice(0, MOST.cell)}…` : value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return `${value.name || '(…)'}()`;
    case 'object':
      return value === null ? 'null' : objectLine(value);
    default:
      return String(value);
  }
}

function objectLine(value: object): string {
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value instanceof Date) return Number.isNaN(+value) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    const name = value.constructor?.name || 'Object';
    if (value instanceof Map || value instanceof Set) return `${name}(${value.size})`;
    if (Array.isArray(value)) return `Array(${value.length})`;
    if (ArrayBuffer.isView(value) && 'length' in value) return `${name}(${value.length})`;
    return Object.keys(value).length === 0 ? `${name} {}` : `${name} {…}`;
  } catch {
    return '{…}';
  }
}
