import type { ReadBytes } from './kit.ts';
import { createNotebook, type Ran } from './notebook.ts';
import type { Cell } from './order.ts';
import { readOutput } from './output.ts';
import type { Problem } from './problem.ts';

/**
 * Runs the cells of a page when it is built: what they show stands in the page without script. Outputs are taken the way a
 * page takes them, so that a still has nothing that the page would not show. Throws when a cell fails: `where` names the
 * page, and the message has the cell, its line and column, and why.
 */
export async function runStill(
  where: string,
  cells: readonly Cell[],
  read: ReadBytes,
  began: (id: string) => void = () => {},
): Promise<ReadonlyMap<string, Ran>> {
  const shown = new Map<string, Ran>();
  const notebook = createNotebook({
    read,
    began,
    ended: (ran) => shown.set(ran.id, ran),
  });
  await notebook.run({ cells, again: [], stopped: {} });
  const failures = [...shown.values()].flatMap(({ id, problem }) =>
    problem ? [`  cell ${id}${placeText(problem)}: ${problem.id} ${valuesText(problem)}`] : [],
  );
  if (failures.length > 0) throw new Error(`${where}: cells fail:\n${failures.join('\n')}`);
  return new Map(
    [...shown].map(([id, ran]) => [
      id,
      { ...ran, outputs: ran.outputs.map((output) => taken(where, id, output)) },
    ]),
  );
}

function taken(where: string, id: string, output: Ran['outputs'][number]): typeof output {
  const read = readOutput(output);
  if (!read) throw new Error(`${where}: cell ${id} shows a ${output.kind} that no page would take`);
  return read;
}

function placeText({ at }: Problem): string {
  return at ? `, line ${at.line}, column ${at.column}` : '';
}

function valuesText({ values }: Problem): string {
  return Object.values(values).join(' ');
}
