import { readFileSync } from 'node:fs';
import { type Cell, cellsOfA as ofA, parseCells } from '../../../src/model/measured/onset.ts';

export {
  bySeries,
  type Cell,
  edgeOf,
  type Medians,
  median,
  modelled,
  onsetOf,
  share,
} from '../../../src/model/measured/onset.ts';

const TABLE = new URL('../../../content/evidence/tables/onset.csv', import.meta.url);

/** Every row of the table of runs of the real pair, in its order. */
function readCells(): readonly Cell[] {
  return parseCells(readFileSync(TABLE, 'utf8'));
}

/** Those of client and server 1.0.1 that the model is held against. */
export function cellsOfA(): readonly Cell[] {
  return ofA(readCells());
}
