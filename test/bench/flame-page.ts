/** What `flame.ts` runs in the browser: the widget's own layout and drawing, and a drawing of everything beside it. */
import { flame } from '../../src/evidence/pprof/flame.ts';
import { shortName } from '../../src/evidence/pprof/names.ts';
import { readPlain } from '../../src/evidence/pprof/read.ts';
import { columnsOf, type FlameColumns, nameOf } from '../../src/widgets/profile/flame-columns.ts';
import { draw, FILLS, fillOf, ROW, type Scene } from '../../src/widgets/profile/flame-drawing.ts';
import { emptyLaid, layOut, type Section } from '../../src/widgets/profile/flame-layout.ts';
import { generateProfile } from './profile-generator.ts';

export interface Lap {
  readonly name: string;
  /** Milliseconds of each frame, in order; the last pixel is read back, so that the picture is really made. */
  readonly frames: readonly number[];
  /** Boxes that were drawn in the last frame. */
  readonly drawn: number;
}

export interface Report {
  readonly boxes: number;
  readonly deepest: number;
  readonly width: number;
  readonly height: number;
  readonly laps: readonly Lap[];
}

const ROWS = 24;

/** Draws a tree of `boxes` boxes whole, through a zoom, and row by row; `width` px wide. */
export function run(boxes: number, width: number, times: number): Report {
  const tree = treeOf(boxes);
  const height = ROWS * ROW;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.font = '11px monospace';
  const look = {
    fills: Array.from({ length: FILLS }, (_, fill) => `hsl(${fill * 25} 20% 75%)`),
    ink: '#222',
    faint: '#777',
    flow: '#066',
    surface: '#fff',
    font: pen.font,
    letter: pen.measureText('m').width,
  };
  const scene: Scene = {
    ...{ flame: tree, look, width, height, signed: false, all: 'all', found: null },
    scrolled: 0,
  };
  const laid = emptyLaid();
  const ours = (section: Section, scrolled: number) => {
    layOut(tree, section, laid);
    draw(pen, { ...scene, scrolled }, laid);
    return laid.count;
  };
  const everything = (section: Section, scrolled: number) => drawAll(pen, scene, section, scrolled);
  const lap = (
    name: string,
    paint: (section: Section, scrolled: number) => number,
    path: readonly (readonly [Section, number])[],
  ): Lap => {
    const frames: number[] = [];
    let drawn = 0;
    for (const [section, scrolled] of path) {
      const begun = performance.now();
      drawn = paint(section, scrolled);
      pen.getImageData(width - 1, height - 1, 1, 1);
      frames.push(performance.now() - begun);
    }
    return { name, frames, drawn };
  };
  const [whole, zoom, scroll] = pathsOf(tree, width, times);
  // The first lap warms both up and is not told.
  for (const paint of [ours, everything]) lap('', paint, whole.slice(0, 5));
  return {
    boxes: tree.size,
    deepest: tree.deepest,
    width,
    height,
    laps: [
      lap('whole', ours, whole),
      lap('zoom', ours, zoom),
      lap('scroll', ours, scroll),
      lap('whole, everything drawn', everything, whole),
      lap('zoom, everything drawn', everything, zoom),
      lap('scroll, everything drawn', everything, scroll),
    ],
  };
}

function treeOf(boxes: number): FlameColumns {
  const bytes = generateProfile({
    ...{ samples: 120_000, locations: 40_000, functions: 12_000 },
    depth: 20,
  });
  const reading = readPlain(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  const tree = flame(reading.value, 1, { most: boxes });
  if (tree.size !== boxes) throw new Error(`${tree.size} boxes, not ${boxes}`);
  return columnsOf(tree);
}

/** The frames of each lap: the same view again, a zoom to a deep box and back, a scroll through all rows of that box. */
function pathsOf(tree: FlameColumns, width: number, times: number) {
  const rows = (scrolled: number) => {
    const firstRow = Math.floor(scrolled / ROW);
    return { firstRow, lastRow: firstRow + ROWS - 1 };
  };
  const all = { left: 0, span: tree.span[0] ?? 0, width };
  let deep = 0;
  while ((tree.next[deep] ?? 0) > deep + 1 && (tree.depth[deep] ?? 0) < 12) deep++;
  const [left, span] = [tree.left[deep] ?? 0, tree.span[deep] ?? 0];
  const frames = Array.from({ length: times }, (_, at) => at / (times - 1));
  const far = Math.max(0, (tree.deepest + 1 - ROWS) * ROW);
  return [
    frames.map(() => [{ ...all, ...rows(0) }, 0] as const),
    frames.map((part) => {
      const eased = 1 - Math.abs(2 * part - 1);
      const section = { left: left * eased, span: all.span + (span - all.span) * eased };
      return [{ ...all, ...section, ...rows(0) }, 0] as const;
    }),
    frames.map((part) => [{ left, span, width, ...rows(part * far) }, part * far] as const),
  ] as const;
}

/** The plain way: every box is filled, outlined and written on, with its name measured to fit. */
function drawAll(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  { left, span, width }: Section,
  scrolled: number,
): number {
  const { flame: tree, look, height } = scene;
  const scale = width / span;
  pen.clearRect(0, 0, width, height);
  pen.font = look.font;
  pen.textBaseline = 'middle';
  for (let box = 0; box < tree.size; box++) {
    const x = ((tree.left[box] ?? 0) - left) * scale;
    const wide = (tree.span[box] ?? 0) * scale;
    const y = (tree.depth[box] ?? 0) * ROW - scrolled;
    pen.fillStyle = String(look.fills[fillOf(scene, box, false)]);
    pen.fillRect(x, y, wide, ROW - 1);
    if (wide < 8) continue;
    let text = shortName(nameOf(tree, box));
    while (text.length > 0 && pen.measureText(text).width > wide - 8) text = text.slice(0, -1);
    pen.fillStyle = look.ink;
    pen.fillText(text, x + 4, y + ROW / 2);
  }
  return tree.size;
}
