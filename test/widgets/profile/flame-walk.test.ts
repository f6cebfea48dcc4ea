import { describe, expect, it } from 'vitest';
import { boxOf, find, nameOf, zoomOf } from '../../../src/widgets/profile/flame-columns.ts';
import {
  childrenOf,
  heaviest,
  isSeen,
  visible,
  walk,
} from '../../../src/widgets/profile/flame-walk.ts';
import { makeFlame } from './make-flame.ts';

const TREE = makeFlame([
  [60, 'main.main', 'a.serve', 'a.read'],
  [20, 'main.main', 'a.serve', 'a.write'],
  [15, 'main.main', 'b.wait'],
  [5, 'runtime.bg'],
]);
const box = (name: string) => {
  for (let at = 0; at < TREE.size; at++) if (nameOf(TREE, at) === name) return at;
  throw new Error(name);
};

describe('walk', () => {
  it.each([
    ['main.main', 'child', 'a.serve'],
    ['a.serve', 'next', 'b.wait'],
    ['b.wait', 'previous', 'a.serve'],
    ['a.write', 'previous', 'a.read'],
    ['a.write', 'parent', 'a.serve'],
  ] as const)('goes from %s by %s to %s', (from, step, to) => {
    expect(nameOf(TREE, walk(TREE, box(from), step))).toBe(to);
  });

  it.each([
    ['a.read', 'child'],
    ['b.wait', 'next'],
    ['main.main', 'previous'],
    ['runtime.bg', 'next'],
  ] as const)('stays at %s where there is no %s', (from, step) => {
    expect(walk(TREE, box(from), step)).toBe(box(from));
  });

  it('does not leave the root sideways', () => {
    expect(walk(TREE, 0, 'next')).toBe(0);
    expect(walk(TREE, 0, 'previous')).toBe(0);
    expect(walk(TREE, 0, 'parent')).toBe(0);
  });
});

describe('what is seen of a zoom', () => {
  it('is what stands in the box and what the box stands in', () => {
    const zoomed = box('a.serve');
    expect(isSeen(TREE, box('a.write'), zoomed)).toBe(true);
    expect(isSeen(TREE, box('main.main'), zoomed)).toBe(true);
    expect(isSeen(TREE, box('b.wait'), zoomed)).toBe(false);
  });

  it('counts children, and knows what holds most itself', () => {
    expect(childrenOf(TREE, box('main.main'))).toBe(2);
    expect(nameOf(TREE, heaviest(TREE, 0))).toBe('a.read');
    expect(nameOf(TREE, heaviest(TREE, box('b.wait')))).toBe('b.wait');
  });

  it('leaves small boxes out of a table and counts them', () => {
    const { boxes, hidden } = visible(TREE, 0, 0.1, 80);
    expect(boxes.map((at) => nameOf(TREE, at))).not.toContain('runtime.bg');
    expect(boxes.length + hidden).toBe(TREE.size);
  });
});

describe('a zoom in a link', () => {
  it('finds its box again, and the whole where the tree has none like it', () => {
    for (let at = 0; at < TREE.size; at++) expect(boxOf(TREE, zoomOf(TREE, at))).toBe(at);
    expect(boxOf(TREE, 'zzzzzz')).toBe(0);
  });

  it('outlives another order of the boxes: it is made of names', () => {
    const other = makeFlame([
      [2, 'main.main', 'a.serve', 'a.read'],
      [90, 'main.main', 'a.serve', 'a.write'],
    ]);
    expect(nameOf(other, boxOf(other, zoomOf(TREE, box('a.read'))))).toBe('a.read');
  });
});

describe('find', () => {
  it('counts boxes within boxes once in the width', () => {
    const { boxes, covered } = find(TREE, 'A.');
    expect(boxes).toBe(3);
    expect(covered).toBe(80);
  });
});
