import type { FlameColumns } from './flame-columns.ts';

export type Step = 'parent' | 'child' | 'previous' | 'next';

/** The box a step away, or the same where there is none: a parent, the largest child, the larger or smaller sibling. */
export function walk(flame: FlameColumns, box: number, step: Step): number {
  const above = flame.parent[box] ?? 0;
  switch (step) {
    case 'parent':
      return above;
    case 'child':
      return (flame.next[box] ?? 0) > box + 1 ? box + 1 : box;
    case 'next': {
      const after = flame.next[box] ?? 0;
      return box > 0 && after < (flame.next[above] ?? 0) ? after : box;
    }
    case 'previous': {
      if (box === 0) return box;
      let before = box;
      for (let at = above + 1; at < box; at = flame.next[at] ?? box) before = at;
      return before;
    }
  }
}

/** True if `box` is `top` or stands inside it. */
export function isInside(flame: FlameColumns, box: number, top: number): boolean {
  return box >= top && box < (flame.next[top] ?? 0);
}

/** True if a box can be seen while another fills the width: what is inside it, and what it stands in. */
export function isSeen(flame: FlameColumns, box: number, zoomed: number): boolean {
  return isInside(flame, box, zoomed) || isInside(flame, zoomed, box);
}

/** Number of children of a box. */
export function childrenOf(flame: FlameColumns, box: number): number {
  let count = 0;
  for (let at = box + 1; at < (flame.next[box] ?? 0); at = flame.next[at] ?? 0) count++;
  return count;
}

/** The box that itself holds the most within another. */
export function heaviest(flame: FlameColumns, top: number): number {
  let found = top;
  for (let box = top; box < (flame.next[top] ?? 0); box++) {
    if (Math.abs(flame.self[box] ?? 0) > Math.abs(flame.self[found] ?? 0)) found = box;
  }
  return found;
}

/**
 * Boxes for a table: those within `top` that are at least `part` of it, in preorder, `most` at the most. `hidden` says
 * how many are too small or too many.
 */
export function visible(
  flame: FlameColumns,
  top: number,
  part: number,
  most: number,
): { readonly boxes: readonly number[]; readonly hidden: number } {
  const boxes: number[] = [];
  const least = (flame.span[top] ?? 0) * part;
  const end = flame.next[top] ?? 0;
  for (let box = top; box < end && boxes.length < most; ) {
    if ((flame.span[box] ?? 0) < least) {
      box = flame.next[box] ?? end;
      continue;
    }
    boxes.push(box);
    box++;
  }
  return { boxes, hidden: end - top - boxes.length };
}
