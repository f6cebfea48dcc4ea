import { describe, expect, it } from 'vitest';
import { accept, reset, runningCells, sheetOf, waiting, write } from '../../src/notebook/sheet.ts';

const sheet = sheetOf([
  { id: 'x', text: 'const a = 1' },
  { id: 'y', text: 'a' },
]);
const linked = write(
  sheet,
  new Map([
    ['x', 'for (;;);'],
    ['nowhere', '1'],
  ]),
);

describe('a sheet', () => {
  it('shows what a link brings and does not run it', () => {
    expect(linked[0]?.draft).toBe('for (;;);');
    expect(runningCells(linked)).toEqual(runningCells(sheet));
    expect(waiting(linked)).toEqual(['x']);
  });

  it('runs one draft when the reader says so, and leaves the others', () => {
    const both = write(linked, new Map([['y', 'a + 1']]));
    const ran = accept(both, 'y');
    expect(runningCells(ran).map(({ text }) => text)).toEqual(['const a = 1', 'a + 1']);
    expect(waiting(ran)).toEqual(['x']);
  });

  it('goes back to the author', () => {
    expect(reset(accept(linked, 'x'), 'x')).toEqual(sheet);
  });
});
