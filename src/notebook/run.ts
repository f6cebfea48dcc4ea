import { type Compiled, LEAD_LINES } from './compile.ts';
import { type Draw, inspect } from './inspect.ts';
import { MOST, type Output } from './output.ts';
import { type Place, type Problem, problem } from './problem.ts';

/** What came of running a cell's body. `names`: values by name, null when it failed. */
export interface Finished {
  readonly names: ReadonlyMap<string, unknown> | null;
  readonly outputs: readonly Output[];
  readonly problem: Problem | null;
}

interface Returned {
  readonly last?: unknown;
  readonly names: Readonly<Record<string, unknown>>;
}

type Body = (...values: readonly unknown[]) => Promise<Returned>;

const AsyncFunction = (async () => {}).constructor as new (...parts: readonly string[]) => Body;

/** An async function made from text has two lines before its body in every engine (ECMA-262, CreateDynamicFunction). */
const HEAD_LINES = 2 + LEAD_LINES;
const LONGEST_MESSAGE = 2000;

/**
 * Runs a compiled cell. `scope` has the names that it uses; `showing` hears of a function that takes what the cell shows,
 * before it runs. Never rejects.
 */
export async function runBody(
  id: string,
  compiled: Compiled,
  scope: (show: (value: unknown) => void) => ReadonlyMap<string, unknown>,
  draw: Draw,
): Promise<Finished> {
  const outputs: Output[] = [];
  const show = (value: unknown) => {
    if (outputs.length < MOST.outputs) outputs.push(inspect(value, draw));
  };
  const source = sourceOf(id);
  try {
    const names = scope(show);
    const body = new AsyncFunction(...names.keys(), `${compiled.body}\n//# sourceURL=${source}`);
    const { last, names: made } = await body.apply(undefined, [...names.values()]);
    if (last !== undefined) show(last);
    return { names: new Map(Object.entries(made)), outputs: [...outputs], problem: null };
  } catch (error) {
    const at = placeOf(error, source, compiled);
    return { names: null, outputs: [...outputs], problem: thrown(error, at) };
  }
}

function sourceOf(id: string): string {
  return `cell-${encodeURIComponent(id)}.ts`;
}

function thrown(error: unknown, at: Place | null): Problem {
  let message: string;
  try {
    message = String(error);
  } catch {
    message = 'Error';
  }
  return problem('thrown', { message: message.slice(0, LONGEST_MESSAGE) }, at);
}

/** The innermost line of the cell's own text in a stack; V8, SpiderMonkey and JavaScriptCore all write `file:line:column`. */
function placeOf(error: unknown, source: string, { shift }: Compiled): Place | null {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return null;
  const at = error.stack.indexOf(`${source}:`);
  if (at < 0) return null;
  const found = /^:(\d+):(\d+)/.exec(error.stack.slice(at + source.length));
  if (!found) return null;
  const line = Number(found[1]) - HEAD_LINES;
  const column = Number(found[2]);
  if (line < 1) return null;
  const moved = shift && shift.line === line && column >= shift.column + shift.by;
  return { line, column: moved ? column - shift.by : column };
}
