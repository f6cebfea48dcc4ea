import type { Telling } from './box-text.ts';
import { fillOf, labelOf, ROW, type Scene } from './flame-drawing.ts';
import { visible } from './flame-walk.ts';

/** Boxes below a hundredth of the width and rows below the twentieth are left to the page. */
const PART = 0.01;
const MOST = 220;
const ROWS = 20;
/** Letters that surely fit into one percent of the width. */
const LETTERS = 1.1;

/** The flame without a canvas: boxes as elements, for print and where there is no script. The table tells it in words. */
export function FlameStill({
  telling,
  zoomed,
}: {
  readonly telling: Telling;
  readonly zoomed: number;
}) {
  const { flame, signed, word } = telling;
  const { boxes } = visible(flame, zoomed, PART, MOST);
  const base = flame.depth[zoomed] ?? 0;
  const shown = boxes.filter((box) => (flame.depth[box] ?? 0) - base < ROWS);
  const deepest = Math.max(0, ...shown.map((box) => (flame.depth[box] ?? 0) - base));
  const scene: Pick<Scene, 'flame' | 'signed' | 'all'> = {
    flame,
    signed,
    all: word('profile.all'),
  };
  const percent = (value: number) => (100 * value) / (flame.span[zoomed] || 1);
  return (
    <div
      class="pf-scroll pf-still"
      aria-hidden="true"
      style={{ blockSize: `${(deepest + 1) * ROW}px` }}
    >
      {shown.map((box) => {
        const wide = percent(flame.span[box] ?? 0);
        return (
          <i
            key={box}
            class={`pf-fill-${fillOf(scene, box, false)}`}
            style={{
              insetInlineStart: `${percent((flame.left[box] ?? 0) - (flame.left[zoomed] ?? 0))}%`,
              inlineSize: `${wide}%`,
              insetBlockStart: `${((flame.depth[box] ?? 0) - base) * ROW}px`,
            }}
          >
            {labelOf(scene, box, Math.floor(wide * LETTERS))}
          </i>
        );
      })}
    </div>
  );
}
