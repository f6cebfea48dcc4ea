import { shortName } from '../../evidence/pprof/names.ts';
import { type FlameColumns, OTHERS } from './flame-columns.ts';
import type { Laid } from './flame-layout.ts';

/** Height of a row in px, its gap included. */
export const ROW = 20;

/** The least of a canvas that drawing needs: the bench counts calls through the same. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'globalAlpha'
  | 'textBaseline'
  | 'clearRect'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
>;

/** Fills by place in the scale (`flame-columns.ts`), then those of a difference and of what is too small. */
export const GREW = OTHERS + 1;
export const SHRANK = OTHERS + 2;
export const EVEN = OTHERS + 3;
export const ROOT = OTHERS + 4;
export const REST = OTHERS + 5;
export const FILLS = OTHERS + 6;

/** Colours of the page's theme, and the type. */
export interface Look {
  readonly fills: readonly (string | CanvasPattern)[];
  readonly ink: string;
  readonly faint: string;
  readonly flow: string;
  readonly surface: string;
  readonly font: string;
  /** Width of a letter of `font` in px: it is monospaced. */
  readonly letter: number;
}

export interface Scene {
  readonly flame: FlameColumns;
  readonly look: Look;
  readonly width: number;
  readonly height: number;
  /** px that are scrolled away above. */
  readonly scrolled: number;
  /** True for a difference: fills and words say which way a box changed. */
  readonly signed: boolean;
  /** Word for the root box. */
  readonly all: string;
  /** 1 for every node that a search found; null while nothing is searched. */
  readonly found: Uint8Array | null;
}

/** Which fill a box has. */
export function fillOf(
  { flame, signed }: Pick<Scene, 'flame' | 'signed'>,
  box: number,
  rest: boolean,
): number {
  if (rest) return REST;
  if (box === 0) return ROOT;
  if (!signed) return flame.slots[flame.node[box] as number] ?? OTHERS;
  const value = flame.value[box] as number;
  return value > 0 ? GREW : value < 0 ? SHRANK : EVEN;
}

/** Names narrower than this many letters say nothing. */
const LEAST_LETTERS = 3;
const PAD = 4;

/** What is written on a box: in a difference its sign before the name, so that no colour says it alone. */
export function labelOf(
  { flame, signed, all }: Pick<Scene, 'flame' | 'signed' | 'all'>,
  box: number,
  letters: number,
): string {
  if (box === 0) return all.slice(0, letters);
  const value = flame.value[box] as number;
  const sign = signed ? (value > 0 ? '+ ' : value < 0 ? '− ' : '= ') : '';
  const text = sign + shortName(flame.names[flame.node[box] as number] ?? '');
  if (text.length <= letters) return text;
  return letters < LEAST_LETTERS + sign.length ? '' : `${text.slice(0, letters - 1)}…`;
}

/** Draws what was laid out: one pass a fill, so that the canvas changes its colour a dozen times, not ten thousand. */
export function draw(pen: Pen, scene: Scene, laid: Laid): void {
  const { flame, look, found, scrolled } = scene;
  pen.clearRect(0, 0, scene.width, scene.height);
  const fills = new Uint8Array(laid.count);
  for (let place = 0; place < laid.count; place++) {
    fills[place] = fillOf(scene, laid.box[place] as number, laid.rest[place] === 1);
  }
  for (let fill = 0; fill < FILLS; fill++) {
    pen.fillStyle = look.fills[fill] ?? look.faint;
    for (let place = 0; place < laid.count; place++) {
      if (fills[place] !== fill) continue;
      const box = laid.box[place] as number;
      const wide = laid.wide[place] as number;
      const dim = found !== null && found[flame.node[box] as number] !== 1;
      if (dim) pen.globalAlpha = 0.4;
      // A gap of a px between boxes that are wide enough to miss it.
      pen.fillRect(
        laid.x[place] as number,
        (flame.depth[box] as number) * ROW - scrolled,
        wide > 3 ? wide - 1 : wide,
        ROW - 1,
      );
      if (dim) pen.globalAlpha = 1;
    }
  }
  write(pen, scene, laid);
}

function write(pen: Pen, scene: Scene, laid: Laid): void {
  const { flame, look, found, scrolled } = scene;
  pen.font = look.font;
  pen.textBaseline = 'middle';
  for (let place = 0; place < laid.count; place++) {
    const box = laid.box[place] as number;
    const top = (flame.depth[box] as number) * ROW - scrolled;
    const hit = found !== null && found[flame.node[box] as number] === 1;
    if (hit && laid.rest[place] === 0) {
      pen.fillStyle = look.flow;
      pen.fillRect(laid.x[place] as number, top + ROW - 4, laid.wide[place] as number, 3);
    }
    const letters = Math.floor(((laid.wide[place] as number) - 2 * PAD) / look.letter);
    if (letters < LEAST_LETTERS || laid.rest[place] === 1) continue;
    const text = labelOf(scene, box, letters);
    if (text === '') continue;
    pen.fillStyle = found === null || hit ? look.ink : look.faint;
    pen.fillText(text, (laid.x[place] as number) + PAD, top + (ROW - 1) / 2);
  }
}

/** A frame around one box: for where the keyboard stands, twice as thick as for where the pointer is. */
export function outline(
  pen: Pen,
  { look, scrolled }: Scene,
  at: { readonly x: number; readonly wide: number; readonly row: number },
  thick: boolean,
): void {
  const line = thick ? 2 : 1;
  pen.strokeStyle = thick ? look.flow : look.ink;
  pen.lineWidth = line;
  pen.strokeRect(
    at.x + line / 2,
    at.row * ROW - scrolled + line / 2,
    Math.max(3, at.wide - line - 1),
    ROW - 1 - line,
  );
}
