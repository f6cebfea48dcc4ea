import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stills } from '../../src/notebook/stills.ts';
import { placesIn } from './evidence.ts';
import { readPage } from './page.ts';

const POD = 'containerd-1.4.11/pod-deadlock/shim.usr1.log';
const LOOK_ALIKE = 'containerd-1.4.11/exec-300-mutex/shim.unescaped.txt.gz';
const page = readPage(
  'chapter 7',
  readFileSync(new URL('../../content/en/chapters/07-reading-164.mdx', import.meta.url), 'utf8'),
);
const cell = page.code.find(({ it }) => it.language.includes('name=places'))?.it.text ?? '';

interface Row {
  readonly count: number;
  readonly stands: string;
  readonly started: string;
  readonly state: string;
}

/** The rows of the cell's table. */
async function rowsOf(text: string): Promise<readonly Row[]> {
  const [output] = (await stills('places', [{ id: 'places', text }])).get('places')?.outputs ?? [];
  if (output?.kind !== 'table') throw new Error('the cell shows no table');
  return output.rows.map((values) => {
    const cellOf = (name: string) => values[output.columns.indexOf(name)];
    return {
      count: Number(cellOf('count')),
      stands: String(cellOf('stands')),
      started: String(cellOf('started')),
      state: String(cellOf('state')),
    };
  });
}

/** Goroutines by one column, as many as stand in its rows. */
function sums(rows: readonly Row[], column: 'stands' | 'started') {
  const found: Record<string, number> = {};
  for (const row of rows) found[row[column]] = (found[row[column]] ?? 0) + row.count;
  return found;
}

describe('the cell that counts goroutines in place of lines', () => {
  test('puts the ten rows of the pipeline into two columns, and loses none', async () => {
    const rows = await rowsOf(cell);
    const { elsewhere, ...started } = sums(rows, 'started');
    expect(elsewhere).toBe(1);
    const both = { ...sums(rows, 'stands'), ...started };
    const lines = Object.entries(placesIn(POD, 'server.go')).map(([at, n]) => [`:${at}`, n]);
    expect(both).toEqual(Object.fromEntries(lines));
  });

  test('of the look-alike falls into six rows at :438, and most of those wait for a lock', async () => {
    expect(cell).toContain(POD);
    expect(page.inlineCode.map(({ it }) => it)).toContain(LOOK_ALIKE);
    const rows = (await rowsOf(cell.replace(POD, LOOK_ALIKE))).filter(
      ({ stands }) => stands === ':438',
    );
    expect(rows.length).toBe(6);
    const locks = rows.filter(({ state }) => state === 'semacquire');
    expect(sums(locks, 'stands')).toEqual({ ':438': 364 });
    expect(sums(rows, 'stands')).toEqual({ ':438': 592 });
  });
});
