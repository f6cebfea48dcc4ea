import { describe, expect, it } from 'vitest';
import { label } from '../../../src/lesson/kinds/label.ts';

const file = {
  labels: [{ id: 'still' }, { id: 'moving', tone: 'flow' }],
  items: [
    { id: 'tree', code: 'tree.go:1' },
    { id: 'river', code: 'river.go:2', count: 3, statement: 'flow()' },
    { id: 'stone', code: 'stone.go:3' },
  ],
  solution: { tree: 'still', river: 'moving', stone: 'still' },
  wrong: [{ id: 'water-sleeps', shows: 'M5', answer: { river: 'still' } }],
};

function task(change: Record<string, unknown> = {}) {
  const read = label.parse({ ...file, ...change });
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

function problem(change: Record<string, unknown>) {
  const read = label.parse({ ...file, ...change });
  return read.ok ? null : [read.at, read.problem, read.hint];
}

describe('label', () => {
  it('judges each row for itself', () => {
    const verdict = label.check(task(), { tree: 'still', river: 'still' });
    expect(verdict.passed).toBe(false);
    expect(verdict.open).toBe(1);
    expect(verdict.parts).toEqual([
      { id: 'tree', given: 'still', mark: 'right', says: 'item.tree.why', shows: null },
      { id: 'river', given: 'still', mark: 'wrong', says: 'wrong.water-sleeps', shows: 'M5' },
      { id: 'stone', given: '', mark: 'open', says: null, shows: null },
    ]);
  });

  it('points back to the evidence where no belief is known to lead', () => {
    const [tree] = label.check(task(), { tree: 'moving' }).parts;
    expect(tree).toMatchObject({ mark: 'wrong', says: 'item.tree.look', shows: null });
  });

  it('passes only with every row right', () => {
    expect(label.check(task(), file.solution).passed).toBe(true);
    expect(label.check(task(), { tree: 'still', river: 'moving' }).passed).toBe(false);
    expect(label.check(task(), {}).passed).toBe(false);
  });

  it('completes a stated wrong answer with the solution, so that nothing else is wrong in it', () => {
    expect(label.wrong(task())).toEqual([
      { answer: { tree: 'still', river: 'still', stone: 'still' }, shows: 'M5' },
    ]);
  });

  it('counts what is labelled', () => {
    expect(label.describe(task(), { tree: 'still' })).toEqual({
      key: 'exercise.label.describe',
      values: { done: 1, of: 3 },
    });
  });

  it('goes into a link and comes back', () => {
    const text = label.write(task(), { river: 'moving', tree: 'still' });
    expect(text).toBe('tree.still_river.moving');
    expect(label.read(task(), text)).toEqual({ tree: 'still', river: 'moving' });
    expect(label.read(task(), label.write(task(), label.initial(task())))).toEqual({});
  });

  it('drops from an old link what the task no longer knows', () => {
    expect(label.read(task(), 'bush.still_river.frozen_tree.still_')).toEqual({ tree: 'still' });
  });

  it.each([
    [
      { solution: { tree: 'still', river: 'moving' } },
      ['solution', '"stone" has no label', 'Add "stone: <label>".'],
    ],
    [
      { solution: { ...file.solution, bush: 'still' } },
      ['solution/bush', '"bush" is not declared', 'Known: tree, river, stone.'],
    ],
    [
      { solution: { ...file.solution, stone: 'stil' } },
      ['solution/stone', '"stil" is not declared', 'Did you mean "still"?'],
    ],
    [
      { wrong: [{ id: 'x', shows: 'M5', answer: { tree: 'still' } }] },
      [
        'wrong/0/answer/tree',
        '"still" is the solution of "tree"',
        'A wrong answer names only labels that are wrong.',
      ],
    ],
    [
      { labels: [{ id: 'still' }, { id: 'still' }] },
      ['labels/1', '"still" stands here twice', 'Give each its own id.'],
    ],
    [
      { labels: [{ id: 'still', tone: 'red' }, { id: 'moving' }] },
      [
        'labels/0/tone',
        'expected one of flow, stuck, wait, idle, sound, found "red"',
        'Known: flow, stuck, wait, idle, sound.',
      ],
    ],
  ])('tells an author what is wrong and where: %#', (change, expected) => {
    expect(problem(change)).toEqual(expected);
  });
});
