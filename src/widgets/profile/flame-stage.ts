import type { FlameColumns } from './flame-columns.ts';
import { draw, FILLS, type Look, outline, ROW, type Scene, SHRANK } from './flame-drawing.ts';
import { emptyLaid, extentOf, layOut, placeAt, type Section } from './flame-layout.ts';

/** What the canvas shows. Boxes by number; -1 for none. */
export interface Shown {
  readonly flame: FlameColumns;
  readonly signed: boolean;
  readonly all: string;
  readonly found: Uint8Array | null;
  /** The box that fills the width. */
  readonly zoomed: number;
  /** Where the keyboard stands; its frame is drawn while the canvas has the focus. */
  readonly cursor: number;
  readonly hovered: number;
  readonly focused: boolean;
}

/** A hit of the pointer. `rest`: the box and all its smaller siblings, too narrow to tell apart. */
export interface Hit {
  readonly box: number;
  readonly rest: boolean;
}

export interface Stage {
  show(next: Shown): void;
  /** What is drawn at a point of the window, in CSS px. */
  at(clientX: number, clientY: number): Hit | null;
  /** Scrolls so that a row can be seen. */
  reveal(row: number): void;
  dispose(): void;
}

/** Time that a zoom takes, in ms; none where the reader wants no motion. */
const ZOOM_MS = 180;

/**
 * Draws a flame on a canvas that is as large as the window onto it: the box around it scrolls, the canvas stays.
 * A frame is asked for when something changed, and only then.
 */
export function createStage(
  scroller: HTMLElement,
  canvas: HTMLCanvasElement,
  probe: HTMLElement,
): Stage {
  const pen = canvas.getContext('2d');
  const laid = emptyLaid();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let shown: Shown | null = null;
  let look: Look | null = null;
  let frame = 0;
  let section: Section = { left: 0, span: 0, width: 0, firstRow: 0, lastRow: 0 };
  let move: { from: Section; begun: number } | null = null;

  const request = () => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };

  const paint = (now: number) => {
    frame = 0;
    if (!shown || !pen) return;
    look ??= readLook(probe, pen);
    const { flame, zoomed } = shown;
    const { clientWidth: width, clientHeight: height, scrollTop: scrolled } = scroller;
    const ratio = devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const done = move ? Math.min(1, (now - move.begun) / ZOOM_MS) : 1;
    const eased = 1 - (1 - done) ** 3;
    const between = (from: number, to: number) => from + (to - from) * eased;
    section = {
      left: between(move?.from.left ?? 0, flame.left[zoomed] ?? 0),
      span: between(move?.from.span ?? 0, flame.span[zoomed] ?? 0),
      width,
      firstRow: Math.floor(scrolled / ROW),
      lastRow: Math.floor((scrolled + height - 1) / ROW),
    };
    layOut(flame, section, laid);
    const scene: Scene = { ...shown, look, width, height, scrolled };
    draw(pen, scene, laid);
    for (const [box, thick] of [
      [shown.hovered, false],
      [shown.focused ? shown.cursor : -1, true],
    ] as const) {
      if (box >= 0)
        outline(
          pen,
          scene,
          { ...extentOf(flame, section, box), row: flame.depth[box] ?? 0 },
          thick,
        );
    }
    if (done < 1) request();
    else move = null;
  };

  const relook = () => {
    look = null;
    request();
  };
  const sized = new ResizeObserver(request);
  sized.observe(scroller);
  const themed = new MutationObserver(relook);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] });
  scroller.addEventListener('scroll', request, { passive: true });
  dark.addEventListener('change', relook);

  return {
    show(next) {
      const other = next.flame !== shown?.flame || next.signed !== shown.signed;
      if (other) move = null;
      else if (next.zoomed !== shown?.zoomed && !still.matches && section.span > 0)
        move = { from: section, begun: performance.now() };
      shown = next;
      request();
    },
    at(clientX, clientY) {
      if (!shown) return null;
      const { left, top } = canvas.getBoundingClientRect();
      const row = Math.floor((clientY - top + scroller.scrollTop) / ROW);
      const place = placeAt(shown.flame, laid, clientX - left, row);
      const box = laid.box[place];
      return box === undefined ? null : { box, rest: laid.rest[place] === 1 };
    },
    reveal(row) {
      const top = row * ROW;
      const { scrollTop, clientHeight } = scroller;
      if (top < scrollTop) scroller.scrollTop = Math.max(0, top - ROW);
      else if (top + 2 * ROW > scrollTop + clientHeight)
        scroller.scrollTop = top + 2 * ROW - clientHeight;
    },
    dispose() {
      cancelAnimationFrame(frame);
      sized.disconnect();
      themed.disconnect();
      scroller.removeEventListener('scroll', request);
      dark.removeEventListener('change', relook);
    },
  };
}

/** Reads the theme's colours from elements that wear them, since a canvas knows no variables. */
function readLook(probe: HTMLElement, pen: CanvasRenderingContext2D): Look {
  const style = getComputedStyle(probe);
  const font = `${style.fontSize} ${style.fontFamily}`;
  pen.font = font;
  const colours = Array.from(probe.children, (child) => getComputedStyle(child));
  const fills: (string | CanvasPattern)[] = colours
    .slice(0, FILLS)
    .map(({ backgroundColor }) => backgroundColor);
  const [ink, faint, flow, surface] = colours.slice(FILLS).map((colour) => colour.backgroundColor);
  const look: Look = {
    fills,
    ink: ink ?? '',
    faint: faint ?? '',
    flow: flow ?? '',
    surface: surface ?? '',
    font,
    letter: pen.measureText('m').width,
  };
  fills[SHRANK] = hatch(pen, String(fills[SHRANK]), look.surface) ?? String(fills[SHRANK]);
  return look;
}

/** Slanted lines: what shrank is told by its pattern, not by its colour alone. */
function hatch(pen: CanvasRenderingContext2D, line: string, ground: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const tilePen = tile.getContext('2d');
  if (!tilePen) return null;
  tilePen.fillStyle = ground;
  tilePen.fillRect(0, 0, 8, 8);
  tilePen.strokeStyle = line;
  tilePen.lineWidth = 2;
  for (const shift of [-8, 0, 8]) {
    tilePen.beginPath();
    tilePen.moveTo(shift - 1, 9);
    tilePen.lineTo(shift + 9, -1);
    tilePen.stroke();
  }
  return pen.createPattern(tile, 'repeat');
}
