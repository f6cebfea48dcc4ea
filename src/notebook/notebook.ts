import { draw } from './chart.ts';
import { kitOf, type ReadBytes, reserved } from './kit.ts';
import { type Cell, type Known, order, type Plan, type Planned } from './order.ts';
import type { Output } from './output.ts';
import { type Problem, problem } from './problem.ts';
import { runBody } from './run.ts';

/** What a cell shows now. */
export interface Ran {
  readonly id: string;
  readonly outputs: readonly Output[];
  readonly problem: Problem | null;
  /** Each name that it takes from another cell, and which one defines it. */
  readonly needs: Readonly<Record<string, string>>;
  /** Names that it defines for the others; those of before while its text cannot be read. */
  readonly defines: readonly string[];
}

export interface Hooks {
  readonly read: ReadBytes;
  began(id: string): void;
  ended(ran: Ran): void;
}

/** What is to be run. */
export interface Order {
  /** All cells of the page, in its order: texts that the reader ran, or the author's. */
  readonly cells: readonly Cell[];
  /** Cells that run again although nothing changed. */
  readonly again: readonly string[];
  /** Cells that do not run, and why: they were stopped. */
  readonly stopped: Readonly<Record<string, Problem>>;
}

/** Cells that share names, and their values. */
export interface Notebook {
  /** Runs what changed since the last time and what depends on it, each cell after those it needs. One call at a time. */
  run(order: Order): Promise<void>;
}

interface Held {
  /** What it was run from; another one means that it must run again. */
  readonly made: string;
  readonly names: ReadonlyMap<string, unknown> | null;
}

export function createNotebook(hooks: Hooks): Notebook {
  let held = new Map<string, Held>();
  let known: Known = new Map();
  return {
    async run({ cells, again, stopped }) {
      const plan = order(cells, reserved, known);
      known = new Map(
        cells.flatMap(({ text }) => {
          const made = known.get(text);
          return made ? [[text, made] as const] : [];
        }),
      );
      held = new Map(
        plan.flatMap(({ cell: { id } }) => {
          const one = held.get(id);
          return one ? [[id, one] as const] : [];
        }),
      );
      for (const planned of dirty(plan, held, again)) {
        const { id } = planned.cell;
        hooks.began(id);
        const { names, ...ran } = await runOne(planned, held, stopped[id], hooks.read);
        held.set(id, { made: madeFrom(planned), names });
        const needs = Object.fromEntries(planned.needs);
        const defines = planned.compiled?.defines ?? planned.cell.defined ?? [];
        hooks.ended({ id, ...ran, needs, defines });
      }
    },
  };
}

/** Those that changed, those that are asked for, and those that need one of these, in the plan's order. */
function dirty(
  plan: Plan,
  held: ReadonlyMap<string, Held>,
  again: readonly string[],
): readonly Planned[] {
  const asked = new Set(again);
  const running = new Set<string>();
  return plan.filter((planned) => {
    const { id } = planned.cell;
    const runs =
      asked.has(id) ||
      held.get(id)?.made !== madeFrom(planned) ||
      [...planned.needs.values()].some((needed) => running.has(needed));
    if (runs) running.add(id);
    return runs;
  });
}

function madeFrom({ cell, problem: found, needs }: Planned): string {
  return JSON.stringify([cell.text, found, [...needs]]);
}

async function runOne(
  { cell, compiled, problem: found, needs }: Planned,
  held: ReadonlyMap<string, Held>,
  stopped: Problem | undefined,
  read: ReadBytes,
): Promise<Pick<Ran, 'outputs' | 'problem'> & Pick<Held, 'names'>> {
  const failed = (why: Problem) => ({ names: null, outputs: [], problem: why });
  if (found || !compiled) return failed(found ?? problem('syntax'));
  if (stopped) return failed(stopped);
  const scope = new Map<string, unknown>();
  for (const [name, from] of needs) {
    const names = held.get(from)?.names;
    if (!names) return failed(problem('needs', { name, cell: from }));
    scope.set(name, names.get(name));
  }
  return runBody(
    cell.id,
    compiled,
    (show) => {
      const kit: Readonly<Record<string, unknown>> = { ...kitOf(read, show) };
      for (const name of compiled.uses) {
        if (reserved.has(name)) scope.set(name, kit[name]);
      }
      return scope;
    },
    draw,
  );
}
