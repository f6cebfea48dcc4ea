import { asciiTable, type CharSet, isWord, matches } from './charset.ts';
import { type Assertion, type Node, PatternFault } from './syntax.ts';

/** One step: read a character of the set, go two ways, look around, or be done. */
type Step =
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

function holds(place: Assertion, before: number, after: number): boolean {
  switch (place) {
    case 'begin':
      return before < 0;
    case 'end':
      return after < 0;
    case 'line begin':
      return before < 0 || before === 10;
    case 'line end':
      return after < 0 || after === 10;
    case 'edge':
      return isWord(before) !== isWord(after);
    case 'no edge':
      return isWord(before) === isWord(after);
  }
}

/** A set of steps that many threads of a run are at; each stands in it once, which is what bounds the run. */
class Threads {
  readonly steps: Uint32Array;
  size = 0;
  readonly #place: Uint32Array;

  constructor(most: number) {
    this.steps = new Uint32Array(most);
    this.#place = new Uint32Array(most);
  }

  add(step: number): boolean {
    const place = this.#place[step] as number;
    if (place < this.size && this.steps[place] === step) return false;
    this.#place[step] = this.size;
    this.steps[this.size++] = step;
    return true;
  }
}

/**
 * Runs steps over a text: time at most the number of steps times the length of the text, whatever the pattern. A
 * profile may carry patterns of its own, and a backtracking engine can be made to hang by them.
 */
export class Machine {
  readonly #steps: readonly Step[];
  readonly #threads: [Threads, Threads];
  readonly #pending: number[] = [];
  #left: number;

  /** `work`: how many steps all runs together may take. */
  constructor(steps: readonly Step[], work: number) {
    this.#steps = steps;
    this.#left = work;
    this.#threads = [new Threads(steps.length), new Threads(steps.length)];
  }

  /** True once the work is used up; from then on nothing matches. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** True if the pattern matches anywhere in the text. */
  test(text: string): boolean {
    let [now, next] = this.#threads;
    now.size = 0;
    let before = -1;
    for (let at = 0; ; ) {
      const after = text.codePointAt(at) ?? -1;
      if (this.#follow(now, 0, before, after)) return true;
      this.#left -= now.size + 1;
      if (after < 0 || this.#left <= 0) return false;
      next.size = 0;
      at += after > 0xffff ? 2 : 1;
      const beyond = text.codePointAt(at) ?? -1;
      for (let thread = 0; thread < now.size; thread++) {
        const number = now.steps[thread] as number;
        const step = this.#steps[number];
        if (step?.is !== 'read') continue;
        if (!(after < 128 ? step.ascii[after] === 1 : matches(step.set, after))) continue;
        if (this.#follow(next, number + 1, after, beyond)) return true;
      }
      before = after;
      [now, next] = [next, now];
    }
  }

  /** Adds a step and all that it leads to without reading; true if that is the end. */
  #follow(threads: Threads, from: number, before: number, after: number): boolean {
    const pending = this.#pending;
    pending.length = 0;
    pending.push(from);
    for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
      if (!threads.add(number)) continue;
      const step = this.#steps[number];
      if (step?.is === 'done') return true;
      if (step?.is === 'jump') pending.push(step.to);
      else if (step?.is === 'fork') pending.push(step.or, step.to);
      else if (step?.is === 'at' && holds(step.place, before, after)) pending.push(number + 1);
    }
    return false;
  }
}
