import { type Compiled, compile } from './compile.ts';
import { type Problem, problem } from './problem.ts';

/** A cell of a page. Its id is what the page calls it, unique there. */
export interface Cell {
  readonly id: string;
  readonly text: string;
  /** What it defined when its text could last be read: while it cannot, who needs these is told so. */
  readonly defined?: readonly string[];
}

/** What is known of a cell before anything runs. */
export interface Planned {
  readonly cell: Cell;
  readonly compiled: Compiled | null;
  /** Why it cannot run. */
  readonly problem: Problem | null;
  /** Each name that it takes from another cell, and which one defines it. */
  readonly needs: ReadonlyMap<string, string>;
}

/** Cells in an order in which each comes after those that it needs; ties and those in circles keep the page's order. */
export type Plan = readonly Planned[];

/** Compiled cells by their text, so that only what changed is compiled again. */
export type Known = Map<string, ReturnType<typeof compile>>;

/** Orders the cells of a page. `reserved`: the kit's names, which no cell may define. */
export function order(
  cells: readonly Cell[],
  reserved: ReadonlySet<string>,
  known: Known = new Map(),
): Plan {
  const compiled = cells.map((cell) => ({ cell, made: compileOnce(cell.text, known) }));
  const definers = new Map<string, Cell[]>();
  for (const { cell, made } of compiled) {
    for (const name of made.ok ? made.defines : (cell.defined ?? [])) {
      definers.set(name, [...(definers.get(name) ?? []), cell]);
    }
  }
  const planned = compiled.map(({ cell, made }): Planned => {
    if (!made.ok) return { cell, compiled: null, problem: made.problem, needs: new Map() };
    const needs = new Map<string, string>();
    for (const name of made.uses) {
      const definer = definers.get(name)?.[0];
      if (definer) needs.set(name, definer.id);
    }
    return { cell, compiled: made, problem: nameProblem(cell, made, definers, reserved), needs };
  });
  return sort(planned);
}

function compileOnce(text: string, known: Known): ReturnType<typeof compile> {
  const made = known.get(text) ?? compile(text);
  known.set(text, made);
  return made;
}

function nameProblem(
  cell: Cell,
  { defines }: Compiled,
  definers: ReadonlyMap<string, readonly Cell[]>,
  reserved: ReadonlySet<string>,
): Problem | null {
  const taken = defines.find((name) => reserved.has(name));
  if (taken !== undefined) return problem('reserved', { name: taken });
  for (const name of defines) {
    const others = (definers.get(name) ?? []).filter(({ id }) => id !== cell.id);
    if (others.length > 0) {
      return problem('doubled', { name, cells: others.map(({ id }) => id).join(', ') });
    }
  }
  return null;
}

/** Depth first, in the page's order. A cell met while it is on the way closes a circle. */
function sort(planned: readonly Planned[]): Plan {
  const byId = new Map(planned.map((one) => [one.cell.id, one]));
  const places = new Map(planned.map((one, place) => [one.cell.id, place]));
  const inOrder = (ids: Iterable<string>) =>
    [...ids].sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  const sorted: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const circles = new Map<string, readonly string[]>();
  const enter = (id: string): void => {
    const on = way.indexOf(id);
    if (on >= 0) {
      const circle = way.slice(on);
      for (const [at, member] of circle.entries()) {
        if (!circles.has(member))
          circles.set(member, [...circle.slice(at), ...circle.slice(0, at)]);
      }
      return;
    }
    if (done.has(id)) return;
    way.push(id);
    for (const needed of inOrder(byId.get(id)?.needs.values() ?? [])) enter(needed);
    way.pop();
    done.add(id);
    sorted.push(id);
  };
  for (const { cell } of planned) enter(cell.id);
  return sorted.flatMap((id) => {
    const one = byId.get(id);
    if (!one) return [];
    const circle = circles.get(id);
    if (!circle || one.problem) return [one];
    return [{ ...one, problem: problem('circle', { cells: [...circle, id].join(' → ') }) }];
  });
}
