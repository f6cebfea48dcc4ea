/**
 * What a cell shows: data that does nothing. It comes out of a thread that runs a stranger's text, so the page takes it only
 * through `readOutput`, which builds it anew from plain strings and numbers.
 */
import { cleanSvg } from './svg.ts';

export interface TreeNode {
  /** Property, index or map key; null at the root. */
  readonly key: string | null;
  /** The value in a line: `42`, `"text"`, `Array(3)`, `Goroutine {…}`. */
  readonly text: string;
  readonly children: readonly TreeNode[];
  /** Entries that are not shown. */
  readonly more: number;
}

export type Output =
  | { readonly kind: 'text'; readonly text: string; readonly more: number }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      /** Numbers stay numbers, to be set at the right. */
      readonly rows: readonly (readonly (string | number)[])[];
      /** Rows that are not shown. */
      readonly more: number;
    }
  | { readonly kind: 'tree'; readonly node: TreeNode }
  /** `svg`: markup that `cleanSvg` wrote: shapes and letters only. */
  | { readonly kind: 'chart'; readonly svg: string };

/** Bounds, the same where output is made and where it is taken. */
export const MOST = {
  outputs: 20,
  text: 100_000,
  svg: 1_000_000,
  columns: 30,
  rows: 200,
  cell: 500,
  depth: 5,
  children: 100,
  nodes: 2_000,
} as const;

/** Takes an output from the thread; null for what is none. */
export function readOutput(value: unknown): Output | null {
  if (!isRecord(value)) return null;
  switch (value.kind) {
    case 'text':
      return typeof value.text === 'string'
        ? { kind: 'text', text: value.text.slice(0, MOST.text), more: countOf(value.more) }
        : null;
    case 'chart': {
      const svg = typeof value.svg === 'string' ? cleanSvg(value.svg.slice(0, MOST.svg)) : null;
      return svg === null ? null : { kind: 'chart', svg };
    }
    case 'table':
      return readTable(value);
    case 'tree': {
      const node = readNode(value.node, MOST.depth, { nodes: MOST.nodes });
      return node && { kind: 'tree', node };
    }
    default:
      return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTable({ columns, rows, more }: Readonly<Record<string, unknown>>): Output | null {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  const heads = columns.slice(0, MOST.columns).map(short);
  const lines = rows
    .slice(0, MOST.rows)
    .map((row) => heads.map((_, at) => (Array.isArray(row) ? shortOrNumber(row[at]) : '')));
  return { kind: 'table', columns: heads, rows: lines, more: countOf(more) };
}

function readNode(value: unknown, depth: number, left: { nodes: number }): TreeNode | null {
  if (!isRecord(value) || left.nodes-- <= 0) return null;
  const children = Array.isArray(value.children) && depth > 0 ? value.children : [];
  return {
    key: typeof value.key === 'string' ? short(value.key) : null,
    text: short(value.text),
    children: children
      .slice(0, MOST.children)
      .flatMap((child: unknown) => readNode(child, depth - 1, left) ?? []),
    more: countOf(value.more),
  };
}

function short(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MOST.cell) : '';
}

function shortOrNumber(value: unknown): string | number {
  return typeof value === 'number' ? value : short(value);
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}
