import type { FunctionDef, Script, Statement } from './repairs.ts';
import { statement } from './repairs.ts';

/** Statements that bring a new shell to where the last one was: aliases on, functions, options, `$?`. */
export function opening(
  parse: (text: string) => Script,
  env: Readonly<Record<string, string>>,
  code: number,
  functions: Iterable<FunctionDef>,
): Statement[] {
  const usual = new Set(['braceexpand', 'hashall', 'interactive-comments']);
  // What failed under `set -e` has ended its shell; the next one is without it, or no line would ever run again.
  const given = (env.SHELLOPTS ?? '').split(':').filter((name) => name !== '' && !usual.has(name));
  const set = given.filter((name) => name !== 'errexit' || code === 0);
  return [
    ...parse('shopt -s expand_aliases').statements,
    ...[...functions].map(statement),
    ...set.flatMap((name) => parse(`set -o ${name}`).statements),
    ...parse(`(exit ${code})`).statements,
  ];
}
