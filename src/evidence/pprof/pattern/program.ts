import { asciiTable, type CharSet } from './charset.ts';
import { PatternFault } from './cursor.ts';
import type { Assertion, Node } from './syntax.ts';

/** One step: read a character of the set, go two ways, look around, or be done. */
export type Step =
  | { readonly is: 'read'; readonly set: CharSet; readonly ascii: Uint8Array }
  | { readonly is: 'fork'; readonly to: number; or: number }
  | { readonly is: 'at'; readonly place: Assertion }
  | { readonly is: 'jump'; to: number }
  | { readonly is: 'done' };

/** `(a{1000}){1000}` would be a million steps. */
const MOST_STEPS = 20_000;

/** Turns a tree into steps (K. Thompson, "Regular Expression Search Algorithm", 1968). Throws PatternFault. */
export function assemble(tree: Node): readonly Step[] {
  const steps: Step[] = [];
  const push = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new PatternFault('the pattern is too large', 0);
    return steps.push(step) - 1;
  };
  // A repeated set is one object, so a thousand repeats share one table.
  const tables = new Map<CharSet, Uint8Array>();
  const tableOf = (set: CharSet): Uint8Array => {
    const table = tables.get(set) ?? asciiTable(set);
    tables.set(set, table);
    return table;
  };
  let visits = 0;
  const emit = (node: Node): void => {
    // Repeats of nothing, ((){1000}){1000}, make no steps but take as long.
    if (++visits > MOST_STEPS * 4) throw new PatternFault('the pattern is too large', 0);
    if (node.is === 'set') push({ is: 'read', set: node.set, ascii: tableOf(node.set) });
    else if (node.is === 'at') push({ is: 'at', place: node.place });
    else if (node.is === 'all') node.of.forEach(emit);
    else if (node.is === 'any') emitAny(node.of);
    else emitRepeat(node.of, node.least, node.most);
  };
  const emitAny = (branches: readonly Node[]): void => {
    const ends: { to: number }[] = [];
    for (const [number, branch] of branches.entries()) {
      const last = number === branches.length - 1;
      const fork = { is: 'fork' as const, to: steps.length + 1, or: 0 };
      if (!last) push(fork);
      emit(branch);
      if (last) break;
      const end = { is: 'jump' as const, to: 0 };
      push(end);
      ends.push(end);
      fork.or = steps.length;
    }
    for (const end of ends) end.to = steps.length;
  };
  const emitRepeat = (node: Node, least: number, most: number): void => {
    for (let count = 0; count < least; count++) emit(node);
    if (most === Number.POSITIVE_INFINITY) {
      const fork = { is: 'fork' as const, to: steps.length + 1, or: 0 };
      const start = push(fork);
      emit(node);
      push({ is: 'jump', to: start });
      fork.or = steps.length;
      return;
    }
    const forks: { or: number }[] = [];
    for (let count = least; count < most; count++) {
      const fork = { is: 'fork' as const, to: steps.length + 1, or: 0 };
      push(fork);
      forks.push(fork);
      emit(node);
    }
    for (const fork of forks) fork.or = steps.length;
  };
  emit(tree);
  push({ is: 'done' });
  return steps;
}
