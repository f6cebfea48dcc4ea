import type { Expr, FunctionDef } from './ast.ts';

/** Which parameters are arrays: those used as one, or handed on to a function that does. */
export function arrayParams(functions: readonly FunctionDef[]): Map<string, boolean[]> {
  const found = new Map(functions.map(({ name, params }) => [name, params.map(() => false)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { name, params, body } of functions) {
      const flags = found.get(name) ?? [];
      for (const used of arraysIn(body, found)) {
        const at = params.indexOf(used);
        if (at < 0 || flags[at]) continue;
        flags[at] = true;
        changed = true;
      }
    }
  }
  return found;
}

/** Names used as arrays anywhere under a node of the tree. */
function arraysIn(node: unknown, known: ReadonlyMap<string, readonly boolean[]>): string[] {
  if (node === null || typeof node !== 'object') return [];
  const names: string[] = [];
  const it = node as { kind?: string; array?: unknown; name?: string; args?: readonly Expr[] };
  if (typeof it.array === 'string') names.push(it.array);
  if (it.kind === 'builtin' && it.name === 'split' && it.args?.[1]?.kind === 'name')
    names.push(it.args[1].name);
  if (it.kind === 'call' && it.name !== undefined) {
    for (const [i, arg] of (it.args ?? []).entries()) {
      if (known.get(it.name)?.[i] && arg.kind === 'name') names.push(arg.name);
    }
  }
  for (const child of Object.values(node)) names.push(...arraysIn(child, known));
  return names;
}
