import type { FlameColumns } from './flame-columns.ts';

/** Boxes narrower than this many px are not drawn, nor looked into. */
export const CULL = 0.5;

/** The part of the tree that is on the screen: values from `left`, `span` of them, over `width` px; rows as depths. */
export interface Section {
  readonly left: number;
  readonly span: number;
  readonly width: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Boxes to draw, as columns, `count` of them. Positions are px from the left edge, already cut at both edges. */
export interface Laid {
  count: number;
  box: Uint32Array;
  x: Float32Array;
  wide: Float32Array;
  /** 1: not `box` alone but it and all its smaller siblings, each too narrow to draw. */
  rest: Uint8Array;
}

export function emptyLaid(): Laid {
  return {
    count: 0,
    box: new Uint32Array(0),
    x: new Float32Array(0),
    wide: new Float32Array(0),
    rest: new Uint8Array(0),
  };
}

/** Every drawn box is `CULL` px wide at least, and a row is not wider than the screen. */
function reserve(laid: Laid, { width, firstRow, lastRow }: Section): void {
  const most = Math.ceil(width / CULL + 2) * (lastRow - firstRow + 1);
  if (laid.box.length >= most) return;
  laid.box = new Uint32Array(most);
  laid.x = new Float32Array(most);
  laid.wide = new Float32Array(most);
  laid.rest = new Uint8Array(most);
}

/**
 * Finds what to draw: walks the tree in preorder and leaves out, each with all that is inside it, what is left or right
 * of the section, below its last row, or too narrow. Siblings stand largest first, so the first narrow one ends its
 * row: the work follows what is seen, not the size of the tree. Writes into `laid` and allocates nothing.
 */
export function layOut(flame: FlameColumns, section: Section, laid: Laid): Laid {
  reserve(laid, section);
  laid.count = 0;
  const { size, depth, parent, next, left, span, inner } = flame;
  if (size === 0 || !(section.span > 0) || section.width <= 0) return laid;
  const { firstRow, lastRow, width } = section;
  const scale = width / section.span;
  const add = (box: number, from: number, to: number, rest: 0 | 1): boolean => {
    const x = Math.max(0, from);
    const wide = Math.min(width, to) - x;
    if (wide < CULL) return false;
    if ((depth[box] as number) < firstRow || laid.count >= laid.box.length) return true;
    laid.box[laid.count] = box;
    laid.x[laid.count] = x;
    laid.wide[laid.count] = wide;
    laid.rest[laid.count] = rest;
    laid.count++;
    return true;
  };
  for (let box = 0; box < size; ) {
    const above = parent[box] as number;
    if (box > 0 && (depth[box] as number) > lastRow) {
      box = next[above] as number;
      continue;
    }
    const from = ((left[box] as number) - section.left) * scale;
    const wide = (span[box] as number) * scale;
    if (box > 0 && (from >= width || wide < CULL)) {
      if (from < width) {
        const end = ((left[above] as number) + (inner[above] as number) - section.left) * scale;
        add(box, from, end, 1);
      }
      box = next[above] as number;
      continue;
    }
    box = add(box, from, from + wide, 0) ? box + 1 : (next[box] as number);
  }
  return laid;
}

/** The place in `laid` of what is drawn at a point, or -1. */
export function placeAt(flame: FlameColumns, laid: Laid, x: number, row: number): number {
  for (let place = 0; place < laid.count; place++) {
    const from = laid.x[place] as number;
    if (x < from || x >= from + (laid.wide[place] as number)) continue;
    if (flame.depth[laid.box[place] as number] === row) return place;
  }
  return -1;
}

/** Where a box is on the screen, drawn or not. */
export function extentOf(
  flame: FlameColumns,
  { left, span, width }: Section,
  box: number,
): { readonly x: number; readonly wide: number } {
  const scale = width / span;
  const from = ((flame.left[box] ?? 0) - left) * scale;
  const x = Math.max(0, from);
  const to = Math.min(width, from + (flame.span[box] ?? 0) * scale);
  return { x, wide: Math.max(0, to - x) };
}
