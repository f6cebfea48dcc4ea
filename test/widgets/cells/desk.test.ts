import { describe, expect, it } from 'vitest';
import type { Ran } from '../../../src/notebook/notebook.ts';
import {
  asked,
  began,
  type Desk,
  deskOf,
  ended,
  finished,
  isChanged,
  namesBeside,
  restored,
  wrote,
} from '../../../src/widgets/cells/desk.ts';

const ran = (id: string, needs: Ran['needs'] = {}, defines: readonly string[] = []): Ran => ({
  id,
  outputs: [],
  problem: null,
  needs,
  defines,
});

const RANS = [
  ran('n', {}, ['n']),
  ran('m', { n: 'n' }, ['m']),
  ran('sum', { n: 'n', m: 'm' }),
  ran('other', {}, ['x', 'y']),
];

const desk = () => deskOf(RANS.map((one) => ({ id: one.id, text: `text of ${one.id}`, ran: one })));
const cell = ({ cells }: Desk, id: string) => {
  const found = cells.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
/** A thread that has no values runs them all, in this order. */
const runAll = (from: Desk) =>
  finished(RANS.reduce((now, one) => ended(began(now, one.id), one), from));

describe('a cell', () => {
  it('shows its still until the reader runs something: what is written does not run', () => {
    const written = wrote(desk(), 'n', 'new');
    expect(cell(written, 'n')).toMatchObject({
      running: 'text of n',
      draft: 'new',
      phase: 'rests',
    });
    expect(isChanged(cell(written, 'n'))).toBe(true);
    expect(written.busy).toBe(false);
  });

  it('runs what stands in its editor, and the drafts of the others stay drafts', () => {
    const both = wrote(wrote(desk(), 'n', 'new'), 'm', 'draft');
    const running = asked(both, 'n');
    expect(running.cells.map((one) => one.running)).toEqual([
      'new',
      'text of m',
      'text of sum',
      'text of other',
    ]);
    expect(cell(running, 'n').phase).toBe('waits');
    expect(running.busy).toBe(true);
  });

  it('goes back to the author’s text, and runs only if another text ran before', () => {
    const written = restored(wrote(desk(), 'n', 'new'), 'n');
    expect([cell(written, 'n').draft, written.busy]).toEqual(['text of n', false]);
    const ranOnce = finished(asked(wrote(desk(), 'n', 'new'), 'n'));
    const back = restored(ranOnce, 'n');
    expect([cell(back, 'n').running, cell(back, 'n').phase, back.busy]).toEqual([
      'text of n',
      'waits',
      true,
    ]);
  });
});

describe('a run', () => {
  it('marks those that need what changed, with the names, and nobody else', () => {
    const after = runAll(asked(desk(), 'n'));
    expect(after.cells.map(({ id, because, isReaders }) => [id, because, isReaders])).toEqual([
      ['n', [], true],
      ['m', ['n'], true],
      ['sum', ['n', 'm'], true],
      ['other', [], false],
    ]);
    expect(after.busy).toBe(false);
  });

  it('forgets the marks of the run before', () => {
    const after = runAll(asked(runAll(asked(desk(), 'n')), 'other'));
    expect(after.cells.every(({ because }) => because.length === 0)).toBe(true);
  });

  it('that waits behind another adds to its marks', () => {
    const one = ended(asked(asked(desk(), 'm'), 'other'), ran('sum', { m: 'm' }));
    expect(cell(one, 'sum').because).toEqual(['m']);
  });

  it('leaves nobody waiting at its end', () => {
    const after = finished(began(asked(desk(), 'n'), 'm'));
    expect(after.cells.every(({ phase }) => phase === 'rests')).toBe(true);
  });
});

it('an editor is offered what the other cells define', () => {
  expect(namesBeside(desk(), 'm')).toEqual([
    { name: 'n', cell: 'n' },
    { name: 'x', cell: 'other' },
    { name: 'y', cell: 'other' },
  ]);
});
