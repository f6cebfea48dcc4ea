import type { Expr } from './ast.ts';
import type { AwkArray, Machine } from './machine.ts';
import type { Value } from './value.ts';

/** What statements and builtins need of the compiler: expressions as values, patterns, arrays, places to write to. */
export interface Wiring {
  readonly machine: Machine;
  value(expr: Expr): () => Value;
  /** Source of a regex: a literal as it stands, anything else as the text of its value. */
  pattern(expr: Expr): () => string;
  array(expr: Expr): () => AwkArray;
  arrayNamed(name: string): () => AwkArray;
  isArray(expr: Expr): boolean;
  subscript(parts: readonly Expr[]): () => string;
  assign(expr: Expr): (value: Value) => void;
}
