import { type AnyNode, type ExpressionStatement, type Program, parse } from 'acorn';
import { erase, PARSE, syntaxProblem } from './erase.ts';
import { namesOf } from './names.ts';
import { type Problem, problem } from './problem.ts';

/** A cell, ready to run. */
export interface Compiled {
  readonly ok: true;
  /** Names that it defines for the other cells. */
  readonly defines: readonly string[];
  /** Names that it takes from outside; those that no cell and not the kit defines are the language's, or nobody's. */
  readonly uses: readonly string[];
  /** Body of an async function that gives `{ last?, names }`: the last expression's value, and what was defined. */
  readonly body: string;
  /** The last expression, by its offsets in the text; null where the last statement is none. */
  readonly last: { readonly from: number; readonly to: number } | null;
  /** Where the last expression begins in the text, and by how much it stands farther to the right in the body. */
  readonly shift: { readonly line: number; readonly column: number; readonly by: number } | null;
}

/** Compiles a cell's TypeScript. What is wrong with it comes back with its line and column. */
export function compile(
  text: string,
): Compiled | { readonly ok: false; readonly problem: Problem } {
  const erased = erase(text);
  if (!erased.ok) return erased;
  let program: Program;
  try {
    program = parse(erased.script, PARSE);
  } catch (error) {
    return { ok: false, problem: syntaxProblem(error) };
  }
  const imported = findImport(program);
  if (imported) return { ok: false, problem: problem('import', {}, placeOf(imported)) };
  const { defines, uses, assigns } = namesOf(program);
  const [assigned] = assigns;
  if (assigned) {
    const at = placeIn(text, assigned.offset);
    return { ok: false, problem: problem('assigns', { name: assigned.name }, at) };
  }
  return { ok: true, defines, uses, ...bodyOf(erased.script, program, defines) };
}

const STRICT = '"use strict";\n';
const RETURN_LAST = 'return{last:(';

/** Lines of the body before the text's first. */
export const LEAD_LINES = 1;

function bodyOf(
  script: string,
  program: Program,
  defines: readonly string[],
): Pick<Compiled, 'body' | 'last' | 'shift'> {
  const names = `names:{${defines.join(',')}}`;
  const last = program.body.at(-1);
  if (last?.type !== 'ExpressionStatement' || last.directive !== undefined || shows(last)) {
    return { body: `${STRICT}${script}\nreturn{${names}}`, last: null, shift: null };
  }
  const { end } = last.expression;
  // Brackets around the expression are the statement's: they begin before it.
  const from = last.start;
  const to = script.slice(end, last.end).includes(')') ? last.end - semicolon(script, last) : end;
  const shown = script.slice(from, to);
  const { line, column } = placeOf(last);
  return {
    body: `${STRICT}${script.slice(0, from)}${RETURN_LAST}${shown}\n),${names}}`,
    last: { from, to },
    shift: { line, column, by: RETURN_LAST.length },
  };
}

/** `show(a)` as the last line: what it gives back is shown already. */
function shows({ expression }: ExpressionStatement): boolean {
  return (
    expression.type === 'CallExpression' &&
    expression.callee.type === 'Identifier' &&
    expression.callee.name === 'show'
  );
}

function semicolon(script: string, { end }: AnyNode): number {
  return script[end - 1] === ';' ? 1 : 0;
}

/** The first import or export, static or not. */
function findImport(node: AnyNode): AnyNode | null {
  if (/^(Import(Declaration|Expression)|Export\w+)$/.test(node.type)) return node;
  for (const part of Object.values(node).flat()) {
    if (typeof part !== 'object' || part === null || !('type' in part)) continue;
    const found = findImport(part as AnyNode);
    if (found) return found;
  }
  return null;
}

function placeOf({ loc }: AnyNode): { readonly line: number; readonly column: number } {
  return { line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 };
}

function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
